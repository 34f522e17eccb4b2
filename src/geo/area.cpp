#include <cmath>
#include <numbers>

#include "geo/overlay.h"

namespace yiwang {
namespace {

constexpr double kAxis = 6378137.0;                         // WGS84
constexpr double kEccentricity2 = 0.00669437999014132;
constexpr double kRadian = std::numbers::pi / 180;

// The equal-area cylinder of the ellipsoid (Snyder 1987, 3-12): a band of one radian of longitude up to `lat` has kAxis² / 2 times this.
double band(double lat) {
  static const double e = std::sqrt(kEccentricity2);
  const double s = std::sin(lat * kRadian);
  return (1 - kEccentricity2) * (s / (1 - kEccentricity2 * s * s) + std::atanh(e * s) / e);
}

double ring_m2(const Ring& ring) {
  if (ring.size() < 3) return 0;
  // From the first corner, lest small rings vanish in the rounding of large numbers.
  const double lon = ring.front().lon, height = band(ring.front().lat);
  double twice = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto& a = ring[i];
    const auto& b = ring[(i + 1) % ring.size()];
    twice += (a.lon - lon) * (band(b.lat) - height) - (b.lon - lon) * (band(a.lat) - height);
  }
  return std::abs(twice) / 2 * kRadian * kAxis * kAxis / 2;
}

}  // namespace

double area_m2(const MultiPolygon& shape) {
  double sum = 0;
  for (const auto& polygon : shape) {
    sum += ring_m2(polygon.outer);
    for (const auto& hole : polygon.holes) sum -= ring_m2(hole);
  }
  return sum;
}

}  // namespace yiwang
