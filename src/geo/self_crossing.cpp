#include <algorithm>

#include "geo/overlay.h"

namespace yiwang {
namespace {

struct Side {
  LonLat a, b;
  double west() const { return std::min(a.lon, b.lon); }
  double east() const { return std::max(a.lon, b.lon); }
};

double turn(LonLat a, LonLat b, LonLat c) { return (b.lon - a.lon) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lon - a.lon); }

// It only says where; whether there is one, `examine` tells of any shape.
constexpr std::size_t kMostPairs = 100'000'000;

std::optional<LonLat> crossing(const Side& s, const Side& t) {
  const double c = turn(s.a, s.b, t.a), d = turn(s.a, s.b, t.b), e = turn(t.a, t.b, s.a), f = turn(t.a, t.b, s.b);
  if (!((c > 0) != (d > 0) && (e > 0) != (f > 0)) || c == 0 || d == 0 || e == 0 || f == 0) return std::nullopt;
  const double part = c / (c - d);
  return LonLat{t.a.lon + part * (t.b.lon - t.a.lon), t.a.lat + part * (t.b.lat - t.a.lat)};
}

}  // namespace

std::optional<LonLat> self_crossing(const MultiPolygon& shape) {
  std::vector<Side> sides;
  const auto add_ring = [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) sides.push_back({ring[i], ring[(i + 1) % ring.size()]});
  };
  for (const auto& polygon : shape) {
    add_ring(polygon.outer);
    for (const auto& hole : polygon.holes) add_ring(hole);
  }
  // A sweep from west to east: each side meets only those that begin before it ends.
  std::sort(sides.begin(), sides.end(), [](const Side& s, const Side& t) { return s.west() < t.west(); });
  std::size_t looked_at = 0;
  for (std::size_t i = 0; i < sides.size(); ++i) {
    for (std::size_t j = i + 1; j < sides.size() && sides[j].west() <= sides[i].east(); ++j) {
      if (++looked_at > kMostPairs) return std::nullopt;
      if (const auto at = crossing(sides[i], sides[j])) return at;
    }
  }
  return std::nullopt;
}

}  // namespace yiwang
