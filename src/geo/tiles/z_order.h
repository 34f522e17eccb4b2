#pragma once
#include <cstdint>
#include <utility>

#include "geo/tiles/mercator.h"

namespace yiwang {

/// Where a point lies along the Z curve (Morton 1966) over 2^32 x 2^32 cells of the world. All points of a tile, and of any cell of a deeper zoom, are one
/// unbroken run of it, so points sorted by it need no other index.
std::uint64_t z_order(World point);
World z_point(std::uint64_t key);                  // the middle of its cell
/// First key of a tile and the last.
std::pair<std::uint64_t, std::uint64_t> z_range(TileId tile);
/// The cell of a zoom that holds the key.
constexpr std::uint64_t z_cell(std::uint64_t key, int zoom) { return zoom <= 0 ? 0 : key >> (64 - 2 * zoom); }

/// One point stands for those of a cell of a 64th of a tile: 8 pixels.
inline constexpr int kCellDepth = 6;
/// Tiles with fewer points than this show each by itself; so do all tiles from `kAllZoom` on, but for what no screen could tell apart.
inline constexpr std::size_t kFewPoints = 1000;
inline constexpr int kAllZoom = 16;
inline constexpr std::size_t kMostPoints = 20'000;
constexpr bool points_are_many(std::size_t points, int zoom) { return points > (zoom < kAllZoom ? kFewPoints : kMostPoints); }

}  // namespace yiwang
