#include "geo/codes/beidou.h"

#include <algorithm>
#include <cmath>

#include "geo/codes/beidou_grid.h"

namespace yiwang {

using namespace beidou;

namespace {

std::int64_t units(double degrees) { return static_cast<std::int64_t>(std::floor(std::abs(degrees) * static_cast<double>(kDegree) + kHair)); }

}  // namespace

Result<std::string> beidou_code(LonLat point, int level) {
  if (auto ok = check_point(point); !ok) return tl::unexpected(ok.error());
  if (level < 1 || level > kBeidouLevels) return refuse(Reason::out_of_range, {{"least", "1"}, {"most", "10"}}, "level");
  std::int64_t lat = units(point.lat);
  if (lat >= kRows * kRow) return refuse(Reason::bad_point, {{"polar", "true"}});
  std::int64_t lon = std::min(units(point.lon), kColumns * kColumn - 1);
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
  const auto cell = cell_of(code);
  if (cell.code.empty()) return refuse(Reason::unknown_value, {{"value", std::string(code.substr(0, 40))}, {"wanted", "beidou_code"}});
  return box_of(cell);
}

}  // namespace yiwang
