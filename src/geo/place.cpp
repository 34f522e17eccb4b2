#include "geo/place.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/json.h"

namespace yiwang {

double metres_between(LonLat a, LonLat b) {
  constexpr double kDegree = std::numbers::pi / 180;
  const double up = std::sin((b.lat - a.lat) * kDegree / 2);
  const double across = std::sin((b.lon - a.lon) * kDegree / 2);
  const double h = up * up + std::cos(a.lat * kDegree) * std::cos(b.lat * kDegree) * across * across;
  return 2 * kEarthRadiusMetres * std::asin(std::min(1.0, std::sqrt(h)));
}

std::string to_text(LonLat point) {
  const auto digits = [](double degrees) {
    std::string text;
    json::write_number(text, std::round(degrees * 1e7) / 1e7);
    return text;
  };
  return digits(point.lon) + "," + digits(point.lat);
}

Done check_point(LonLat point) {
  const auto on_earth = [](double lon, double lat) { return std::abs(lon) <= 180 && std::abs(lat) <= 90; };
  if (on_earth(point.lon, point.lat)) return done();
  if (on_earth(point.lat, point.lon)) return refuse(Reason::bad_point, {{"swapped", "true"}});
  return refuse(Reason::bad_point);
}

Box bounds(const MultiPolygon& shape) {
  constexpr double kFar = 1e300;
  Box box{{kFar, kFar}, {-kFar, -kFar}};
  for (const auto& polygon : shape) {
    for (const auto point : polygon.outer) {
      box.low = {std::min(box.low.lon, point.lon), std::min(box.low.lat, point.lat)};
      box.high = {std::max(box.high.lon, point.lon), std::max(box.high.lat, point.lat)};
    }
  }
  return box;
}

}  // namespace yiwang
