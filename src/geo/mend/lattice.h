#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

#include "geo/place.h"

namespace yiwang::mending {

__extension__ using Wide = __int128;      // products of two differences of places

/// A place on the lattice of a billionth of a degree; ordered from west to east, then from south to north.
struct Spot {
  std::int64_t x = 0, y = 0;
  bool operator==(const Spot&) const = default;
  auto operator<=>(const Spot&) const = default;
};
inline constexpr double kLattice = 1e9;
inline constexpr std::int64_t kHalfTurn = 180'000'000'000;

/// Double the signed area of a, b, c: above zero when c lies to the left of a to b. Exact.
inline Wide turn(const Spot& a, const Spot& b, const Spot& c) {
  return static_cast<Wide>(b.x - a.x) * (c.y - a.y) - static_cast<Wide>(b.y - a.y) * (c.x - a.x);
}
inline int side_of(const Spot& a, const Spot& b, const Spot& c) {
  const auto t = turn(a, b, c);
  return t > 0 ? 1 : t < 0 ? -1 : 0;
}
/// On the piece from a to b, given that it is on their line.
inline bool between(const Spot& a, const Spot& b, const Spot& c) {
  return std::min(a.x, b.x) <= c.x && c.x <= std::max(a.x, b.x) && std::min(a.y, b.y) <= c.y && c.y <= std::max(a.y, b.y);
}

/// Open (the last place is not the first again).
using SpotRing = std::vector<Spot>;
struct SpotPolygon {
  SpotRing outer;
  std::vector<SpotRing> holes;
};

inline Wide twice_area(const SpotRing& ring) {
  Wide sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto& a = ring[i];
    const auto& b = ring[i + 1 == ring.size() ? 0 : i + 1];
    sum += static_cast<Wide>(a.x - ring[0].x) * (b.y - ring[0].y) - static_cast<Wide>(b.x - ring[0].x) * (a.y - ring[0].y);
  }
  return sum;
}
inline LonLat to_lonlat(const Spot& spot) { return {static_cast<double>(spot.x) / kLattice, static_cast<double>(spot.y) / kLattice}; }

}  // namespace yiwang::mending
