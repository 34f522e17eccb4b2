#pragma once
#include <cmath>

#include "geo/place.h"

namespace yiwang {

/// A place in metres: east, north and up of a frame's origin.
struct Spot3 {
  double x = 0, y = 0, z = 0;
};

/// Metres about a place. A straight set of axes laid at `origin` (east, north, up) in which places stand on the WGS84 ellipsoid without any projection, so
/// straight distances between them are the same in every frame; `x` and `y` alone never make two places look farther apart than they are.
class GroundFrame {
 public:
  explicit GroundFrame(LonLat origin = {});
  Spot3 to_frame(LonLat place) const;
  /// The place on the ground east and north of the origin; within a millimetre for some tens of kilometres.
  LonLat to_place(double x, double y) const;

 private:
  Spot3 origin_, east_, north_, up_;
};

inline double square_between(const Spot3& a, const Spot3& b) {
  const double x = a.x - b.x, y = a.y - b.y, z = a.z - b.z;
  return x * x + y * y + z * z;
}

// How far on the ground from how far straight, and back: the arc over the straight line on a sphere of the mean radius. Against the shortest way on the
// ellipsoid that is within 0.01 mm at 10 km, 2 cm at 100 km.
inline double ground_from_straight(double straight) { return 2 * kEarthRadiusMetres * std::asin(std::min(1.0, straight / (2 * kEarthRadiusMetres))); }
inline double straight_from_ground(double metres) { return 2 * kEarthRadiusMetres * std::sin(std::min(metres / (2 * kEarthRadiusMetres), 1.5707963267948966)); }

/// Metres on the WGS84 ellipsoid: what all indexes of this corner measure in.
double ground_metres(LonLat a, LonLat b);

}  // namespace yiwang
