#pragma once
#include <string>
#include <vector>

#include "geo/place.h"

namespace yiwang {

// Polygon against polygon (Boost.Geometry). Worked out on a plane around `around`, so areas are square metres, good to 1 % over a city. Not for hot paths.

/// What keeps a shape from being used: `too_few_points`, `self_crossing`, `bad_point`, `spikes`, `holes_outside`, `other`; empty when it is sound.
/// Either turn, closed or open rings are all right.
std::string shape_fault(const MultiPolygon& shape);
double area_m2(const MultiPolygon& shape);
MultiPolygon common_part(const MultiPolygon& a, const MultiPolygon& b);
/// `whole` without all of `parts`.
MultiPolygon remainder(const MultiPolygon& whole, const std::vector<const MultiPolygon*>& parts);
/// A point inside the largest piece; of an empty shape, the zero point.
LonLat point_inside(const MultiPolygon& shape);

}  // namespace yiwang
