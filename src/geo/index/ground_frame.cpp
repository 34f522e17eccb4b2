#include "geo/index/ground_frame.h"

#include <numbers>

namespace yiwang {
namespace {

constexpr double kAxis = 6378137.0;                         // WGS84
constexpr double kEccentricity2 = 0.00669437999014132;
constexpr double kRadian = std::numbers::pi / 180;

Spot3 from_centre(LonLat place) {
  const double s = std::sin(place.lat * kRadian), c = std::cos(place.lat * kRadian);
  const double n = kAxis / std::sqrt(1 - kEccentricity2 * s * s);
  return {n * c * std::cos(place.lon * kRadian), n * c * std::sin(place.lon * kRadian), n * (1 - kEccentricity2) * s};
}

double dot(const Spot3& a, const Spot3& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }

}  // namespace

GroundFrame::GroundFrame(LonLat origin) : origin_(from_centre(origin)) {
  const double sl = std::sin(origin.lon * kRadian), cl = std::cos(origin.lon * kRadian);
  const double sp = std::sin(origin.lat * kRadian), cp = std::cos(origin.lat * kRadian);
  east_ = {-sl, cl, 0};
  north_ = {-sp * cl, -sp * sl, cp};
  up_ = {cp * cl, cp * sl, sp};
}

Spot3 GroundFrame::to_frame(LonLat place) const {
  const auto p = from_centre(place);
  const Spot3 d{p.x - origin_.x, p.y - origin_.y, p.z - origin_.z};
  return {dot(d, east_), dot(d, north_), dot(d, up_)};
}

LonLat GroundFrame::to_place(double x, double y) const {
  // The ground falls away from the tangent plane; its height is put right by what the first answer misses.
  double z = -(x * x + y * y) / (2 * kEarthRadiusMetres);
  LonLat out;
  for (int turn = 0; turn < 2; ++turn) {
    const Spot3 p{origin_.x + east_.x * x + north_.x * y + up_.x * z, origin_.y + east_.y * x + north_.y * y + up_.y * z,
                  origin_.z + east_.z * x + north_.z * y + up_.z * z};
    out = {std::atan2(p.y, p.x) / kRadian, std::atan2(p.z, std::hypot(p.x, p.y) * (1 - kEccentricity2)) / kRadian};
    z = to_frame(out).z;
  }
  return out;
}

double ground_metres(LonLat a, LonLat b) { return ground_from_straight(std::sqrt(square_between(from_centre(a), from_centre(b)))); }

}  // namespace yiwang
