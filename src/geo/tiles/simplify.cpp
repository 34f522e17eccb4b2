#include "geo/tiles/simplify.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace yiwang {
namespace {

constexpr float kAlways = std::numeric_limits<float>::infinity();

double distance(World p, World a, World b) {
  const double dx = b.x - a.x, dy = b.y - a.y, whole = dx * dx + dy * dy;
  const double t = whole > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / whole, 0.0, 1.0) : 0;
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

struct Part {
  std::size_t from, to;
  float most;                                      // a point weighs no more than the one it was split off under
};

/// `at(i)` is point i; indexes may run past the end of a ring.
template <class At>
void weigh(std::size_t from, std::size_t to, At at, std::size_t points, std::vector<float>& weights) {
  std::vector<Part> waiting{{from, to, kAlways}};
  while (!waiting.empty()) {
    const auto part = waiting.back();
    waiting.pop_back();
    double worst = -1;
    std::size_t where = part.from;
    for (std::size_t i = part.from + 1; i < part.to; ++i) {
      const double d = distance(at(i), at(part.from), at(part.to));
      if (d > worst) worst = d, where = i;
    }
    if (worst < 0) continue;
    const auto weight = std::min(part.most, static_cast<float>(worst));
    weights[where % points] = weight;
    waiting.push_back({part.from, where, weight});
    waiting.push_back({where, part.to, weight});
  }
}

}  // namespace

std::vector<float> point_weights(const WorldPath& line, bool ring) {
  const auto n = line.size();
  std::vector<float> out(n, 0);
  if (n == 0) return out;
  const auto at = [&](std::size_t i) { return line[i % n]; };
  out[0] = kAlways;
  if (!ring) {
    out[n - 1] = kAlways;
    weigh(0, n - 1, at, n, out);
    return out;
  }
  std::size_t far = 0;
  double most = -1;
  for (std::size_t i = 0; i < n; ++i) {
    const double d = std::hypot(line[i].x - line[0].x, line[i].y - line[0].y);
    if (d > most) most = d, far = i;
  }
  out[far] = kAlways;
  weigh(0, far, at, n, out);
  weigh(far, n, at, n, out);
  return out;
}

WorldPath simplified(const WorldPath& line, const std::vector<float>& weights, double tolerance) {
  WorldPath out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (weights[i] >= tolerance) out.push_back(line[i]);
  }
  return out;
}

}  // namespace yiwang
