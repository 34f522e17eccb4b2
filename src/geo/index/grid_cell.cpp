#include "geo/index/grid_cell.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace yiwang {
namespace {

constexpr double kRadian = std::numbers::pi / 180;
constexpr double kMetresPerDegree = kEarthRadiusMetres * kRadian;

// Cells of a row are wide enough for the row next nearer to the pole, so that a point `metres` away is at most one column away in any of the three rows.
std::int64_t column_of(std::int64_t row, double lon, double metres) {
  const double height = metres / kMetresPerDegree;
  const double south = static_cast<double>(row - 1) * height - 90, north = static_cast<double>(row + 2) * height - 90;
  const double widest = std::max(std::cos(std::min(89.0, std::max(std::abs(south), std::abs(north))) * kRadian), 0.01);
  return static_cast<std::int64_t>(std::floor((lon + 360) * widest * kMetresPerDegree / metres));
}

std::uint64_t key_of(std::int64_t row, std::int64_t column) {
  return static_cast<std::uint64_t>(row) << 32 | (static_cast<std::uint64_t>(column) & 0xffffffff);
}

std::int64_t row_of(double lat, double metres) { return static_cast<std::int64_t>(std::floor((lat + 90) * kMetresPerDegree / metres)); }

}  // namespace

std::uint64_t cell_key(LonLat point, double metres) {
  const auto row = row_of(point.lat, metres);
  return key_of(row, column_of(row, point.lon, metres));
}

std::array<std::uint64_t, 9> cells_around(LonLat point, double metres) {
  std::array<std::uint64_t, 9> keys{};
  const auto own = row_of(point.lat, metres);
  std::size_t n = 0;
  for (const int up : {0, -1, 1}) {
    const auto column = column_of(own + up, point.lon, metres);
    for (const int across : {0, -1, 1}) keys[n++] = key_of(own + up, column + across);
  }
  return keys;
}

}  // namespace yiwang
