#include "geo/codes/beidou.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace yiwang {
namespace {

// Everything is counted in the smallest unit, 1/2048 of a second of arc, away from the equator and the prime meridian.
constexpr std::int64_t kSecond = 2048;
constexpr std::int64_t kDegree = 3600 * kSecond;
constexpr std::int64_t kColumn = 6 * kDegree;
constexpr std::int64_t kRow = 4 * kDegree;
constexpr std::int64_t kRows = 22;
constexpr std::string_view kDigits = "0123456789ABCDEF";

// How a level divides the cell of the level above: so many columns and rows, written as two digits or as one in Z order.
struct Division {
  int columns;
  int rows;
  bool z_order;
};
constexpr std::array<Division, kBeidouLevels - 1> kDivisions{
    {{12, 8, false}, {2, 3, true}, {15, 10, false}, {15, 15, false}, {2, 2, true}, {8, 8, false}, {8, 8, false}, {8, 8, false}, {8, 8, false}}};

// Decimal degrees of a line between cells may come out a hair too small; a millionth of the smallest cell brings them back.
std::int64_t units(double degrees) { return static_cast<std::int64_t>(std::floor(std::abs(degrees) * static_cast<double>(kDegree) + 1e-6)); }

}  // namespace

Result<std::string> beidou_code(LonLat point, int level) {
  if (auto ok = check_point(point); !ok) return tl::unexpected(ok.error());
  if (level < 1 || level > kBeidouLevels) return refuse(Reason::out_of_range, {{"least", "1"}, {"most", "10"}}, "level");
  std::int64_t lat = units(point.lat);
  if (lat >= kRows * kRow) return refuse(Reason::bad_point, {{"polar", "true"}});
  std::int64_t lon = std::min(units(point.lon), 30 * kColumn - 1);
  const auto column = point.lon < 0 ? 30 - lon / kColumn : 31 + lon / kColumn;
  std::string code{point.lat < 0 ? 'S' : 'N', kDigits[static_cast<std::size_t>(column / 10)], kDigits[static_cast<std::size_t>(column % 10)],
                   static_cast<char>('A' + lat / kRow)};
  lon %= kColumn;
  lat %= kRow;
  std::int64_t width = kColumn, height = kRow;
  for (int i = 0; i < level - 1; ++i) {
    const auto& division = kDivisions[static_cast<std::size_t>(i)];
    width /= division.columns;
    height /= division.rows;
    const auto x = static_cast<std::size_t>(lon / width);
    const auto y = static_cast<std::size_t>(lat / height);
    if (division.z_order) {
      code += kDigits[y * static_cast<std::size_t>(division.columns) + x];
    } else {
      code += kDigits[x];
      code += kDigits[y];
    }
    lon %= width;
    lat %= height;
  }
  return code;
}

int beidou_level(std::string_view code) {
  std::size_t length = 4;
  if (code.size() == length) return 1;
  for (int i = 0; i < kBeidouLevels - 1; ++i) {
    length += kDivisions[static_cast<std::size_t>(i)].z_order ? 1 : 2;
    if (code.size() == length) return i + 2;
  }
  return 0;
}

Result<Box> beidou_cell(std::string_view code) {
  const auto bad = [&] { return refuse(Reason::unknown_value, {{"value", std::string(code.substr(0, 40))}, {"wanted", "beidou_code"}}); };
  const int level = beidou_level(code);
  const auto digit = [&](std::size_t at, int below) {
    const auto value = kDigits.find(code[at]);
    return value < static_cast<std::size_t>(below) ? static_cast<std::int64_t>(value) : -1;
  };
  if (level == 0 || (code[0] != 'N' && code[0] != 'S') || code[3] < 'A' || code[3] >= 'A' + kRows) return bad();
  const auto tens = digit(1, 10), ones = digit(2, 10);
  const auto column = tens * 10 + ones;
  if (tens < 0 || ones < 0 || column < 1 || column > 60) return bad();
  const bool south = code[0] == 'S', west = column <= 30;
  std::int64_t lon = (west ? 30 - column : column - 31) * kColumn;
  std::int64_t lat = (code[3] - 'A') * kRow;
  std::int64_t width = kColumn, height = kRow;
  std::size_t at = 4;
  for (int i = 0; i < level - 1; ++i) {
    const auto& division = kDivisions[static_cast<std::size_t>(i)];
    width /= division.columns;
    height /= division.rows;
    std::int64_t x = 0, y = 0;
    if (division.z_order) {
      const auto both = digit(at++, division.columns * division.rows);
      if (both < 0) return bad();
      x = both % division.columns;
      y = both / division.columns;
    } else {
      x = digit(at, division.columns);
      y = digit(at + 1, division.rows);
      at += 2;
    }
    if (x < 0 || y < 0) return bad();
    lon += x * width;
    lat += y * height;
  }
  const auto degrees = [](std::int64_t u) { return static_cast<double>(u) / static_cast<double>(kDegree); };
  const auto span = [&](std::int64_t from, std::int64_t size, bool mirrored) {
    return mirrored ? std::pair{-degrees(from + size), -degrees(from)} : std::pair{degrees(from), degrees(from + size)};
  };
  const auto [lon_low, lon_high] = span(lon, width, west);
  const auto [lat_low, lat_high] = span(lat, height, south);
  return Box{{lon_low, lat_low}, {lon_high, lat_high}};
}

}  // namespace yiwang
