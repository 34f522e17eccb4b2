#pragma once
#include <cstdint>
#include <vector>

#include "geo/place.h"

namespace yiwang {

/// Web Mercator (EPSG:3857) with the whole world as the unit square: x east from the date line, y south from 85.0511 N.
struct World {
  double x = 0, y = 0;
  bool operator==(const World&) const = default;
};
World to_world(LonLat point);
LonLat from_world(World point);

struct WorldBox {
  double x0 = 1, y0 = 1, x1 = 0, y1 = 0;           // empty until something was added
  void add(World p);
  void add(const WorldBox& other);
  bool empty() const { return x0 > x1; }
  bool meets(const WorldBox& other) const { return x0 <= other.x1 && other.x0 <= x1 && y0 <= other.y1 && other.y0 <= y1; }
  bool within(const WorldBox& other) const { return x0 >= other.x0 && x1 <= other.x1 && y0 >= other.y0 && y1 <= other.y1; }
};

inline constexpr int kDeepestZoom = 22;
inline constexpr int kTileExtent = 4096;
/// Screen pixels a tile is drawn with, so a pixel is 8 units of its extent.
inline constexpr int kTilePixels = 512;

/// A square of the XYZ scheme.
struct TileId {
  int z = 0;
  std::uint32_t x = 0, y = 0;
  /// Zoom and place are ones that exist.
  bool exists() const;
  /// The tile's square, wider by `buffer` units of its extent on every side.
  WorldBox box(double buffer = 0) const;
};

using WorldPath = std::vector<World>;
struct WorldPolygon {
  WorldPath outer;                                 // open: the first point is not repeated
  std::vector<WorldPath> holes;
};
WorldPath to_world(const std::vector<LonLat>& line);
/// Rings without the repeated last point.
std::vector<WorldPolygon> to_world(const MultiPolygon& shape);

}  // namespace yiwang
