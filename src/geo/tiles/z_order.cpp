#include "geo/tiles/z_order.h"

#include <algorithm>
#include <cmath>

namespace yiwang {
namespace {

std::uint64_t spread(std::uint64_t v) {
  v = (v | v << 16) & 0x0000ffff0000ffffULL;
  v = (v | v << 8) & 0x00ff00ff00ff00ffULL;
  v = (v | v << 4) & 0x0f0f0f0f0f0f0f0fULL;
  v = (v | v << 2) & 0x3333333333333333ULL;
  return (v | v << 1) & 0x5555555555555555ULL;
}

std::uint64_t gather(std::uint64_t v) {
  v &= 0x5555555555555555ULL;
  v = (v | v >> 1) & 0x3333333333333333ULL;
  v = (v | v >> 2) & 0x0f0f0f0f0f0f0f0fULL;
  v = (v | v >> 4) & 0x00ff00ff00ff00ffULL;
  v = (v | v >> 8) & 0x0000ffff0000ffffULL;
  return (v | v >> 16) & 0x00000000ffffffffULL;
}

std::uint64_t cell(double share) { return static_cast<std::uint64_t>(std::clamp(std::floor(share * 4294967296.0), 0.0, 4294967295.0)); }

}  // namespace

std::uint64_t z_order(World point) { return spread(cell(point.x)) | spread(cell(point.y)) << 1; }

World z_point(std::uint64_t key) {
  return {(static_cast<double>(gather(key)) + 0.5) / 4294967296.0, (static_cast<double>(gather(key >> 1)) + 0.5) / 4294967296.0};
}

std::pair<std::uint64_t, std::uint64_t> z_range(TileId tile) {
  if (tile.z == 0) return {0, ~std::uint64_t{0}};
  const int rest = 64 - 2 * tile.z;
  const auto first = (spread(tile.x) | spread(tile.y) << 1) << rest;
  return {first, first | ((std::uint64_t{1} << rest) - 1)};
}

}  // namespace yiwang
