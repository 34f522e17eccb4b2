#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace yiwang {

/// WGS84 (CGCS2000 within a metre) degrees.
struct LonLat {
  double lon = 0;
  double lat = 0;
  bool operator==(const LonLat&) const = default;
};
BOOST_DESCRIBE_STRUCT(LonLat, (), (lon, lat))

inline constexpr double kEarthRadiusMetres = 6371008.8;

/// Great-circle metres (haversine, mean radius 6,371,008.8 m); error below 0.6 %.
double metres_between(LonLat a, LonLat b);
/// "118.123456,32.1"; at most seven decimals, as people write it.
std::string to_text(LonLat point);
/// `bad_point` when outside the earth; `bad_point` with fact `swapped` when it only makes sense with lon and lat exchanged.
Done check_point(LonLat point);

using Ring = std::vector<LonLat>;              // closed or open, either turn
struct Polygon {
  Ring outer;
  std::vector<Ring> holes;
};
using MultiPolygon = std::vector<Polygon>;

struct Box {
  LonLat low;
  LonLat high;
};
/// The smallest box around the outer rings; low above high when there is no point. Shapes must not cross the date line.
Box bounds(const MultiPolygon& shape);

}  // namespace yiwang
