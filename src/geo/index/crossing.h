#pragma once
#include <algorithm>
#include <vector>

#include "geo/place.h"

namespace yiwang {

/// One side of a ring, seen by a ray that runs east from a point. The southern end belongs to it, the northern does not, and a point exactly on it
/// lies to its east; so of two polygons that share the side exactly one has the point. Ends are ordered, so both compute with the same bits.
struct Crossing {
  double south;
  double north;
  double lon_at_south;
  double lon_per_lat;

  double lon_at(double lat) const { return lon_at_south + (lat - south) * lon_per_lat; }
  bool crosses(LonLat point) const { return point.lat >= south && point.lat < north && lon_at(point.lat) > point.lon; }
};

/// All sides of a shape but those along a parallel, which a ray never crosses.
inline std::vector<Crossing> crossings(const MultiPolygon& shape) {
  std::vector<Crossing> out;
  const auto add_ring = [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      LonLat a = ring[i];
      LonLat b = ring[(i + 1) % ring.size()];
      if (a.lat == b.lat) continue;
      if (a.lat > b.lat) std::swap(a, b);
      out.push_back({a.lat, b.lat, a.lon, (b.lon - a.lon) / (b.lat - a.lat)});
    }
  };
  for (const auto& polygon : shape) {
    add_ring(polygon.outer);
    for (const auto& hole : polygon.holes) add_ring(hole);
  }
  return out;
}

inline bool contains(const std::vector<Crossing>& sides, LonLat point) {
  bool inside = false;
  for (const auto& side : sides) inside ^= side.crosses(point);
  return inside;
}

}  // namespace yiwang
