#include "locate/crossing_point.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace yiwang {
namespace {

constexpr double kMetresPerDegree = kEarthRadiusMetres * std::numbers::pi / 180;

struct Flat {
  double x;
  double y;
};

Flat nearest_on(Flat p, Flat a, Flat b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length = dx * dx + dy * dy;
  const double share = length == 0 ? 0 : std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0);
  return {a.x + share * dx, a.y + share * dy};
}

std::optional<Flat> cross(Flat a, Flat b, Flat c, Flat d) {
  const double turn = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x);
  if (turn == 0) return std::nullopt;
  const double s = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / turn;
  const double t = ((c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x)) / turn;
  if (s < 0 || s > 1 || t < 0 || t > 1) return std::nullopt;
  return Flat{a.x + s * (b.x - a.x), a.y + s * (b.y - a.y)};
}

}  // namespace

std::optional<LonLat> crossing_point(const std::vector<LonLat>& a, const std::vector<LonLat>& b, double within_m) {
  if (a.size() < 2 || b.size() < 2) return std::nullopt;
  const LonLat origin = a.front();
  const double shrink = std::cos(origin.lat * std::numbers::pi / 180);
  const auto flat = [&](LonLat p) { return Flat{(p.lon - origin.lon) * shrink * kMetresPerDegree, (p.lat - origin.lat) * kMetresPerDegree}; };
  const auto back = [&](Flat p) { return LonLat{origin.lon + p.x / (shrink * kMetresPerDegree), origin.lat + p.y / kMetresPerDegree}; };
  double best = within_m * within_m;
  std::optional<Flat> found;
  const auto offer = [&](Flat p, Flat q) {
    const double away = (p.x - q.x) * (p.x - q.x) + (p.y - q.y) * (p.y - q.y);
    if (away > best || (found && away == best)) return;
    best = away;
    found = Flat{(p.x + q.x) / 2, (p.y + q.y) / 2};
  };
  for (std::size_t i = 0; i + 1 < a.size(); ++i) {
    const Flat p = flat(a[i]);
    const Flat q = flat(a[i + 1]);
    for (std::size_t k = 0; k + 1 < b.size(); ++k) {
      const Flat r = flat(b[k]);
      const Flat s = flat(b[k + 1]);
      if (const auto point = cross(p, q, r, s)) return back(*point);
      offer(p, nearest_on(p, r, s));
      offer(q, nearest_on(q, r, s));
      offer(nearest_on(r, p, q), r);
      offer(nearest_on(s, p, q), s);
    }
  }
  if (!found) return std::nullopt;
  return back(*found);
}

LonLat moved(LonLat from, double east_m, double north_m) {
  const double shrink = std::cos(from.lat * std::numbers::pi / 180);
  return {from.lon + east_m / (kMetresPerDegree * shrink), from.lat + north_m / kMetresPerDegree};
}

}  // namespace yiwang
