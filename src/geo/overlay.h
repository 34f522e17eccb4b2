#pragma once
#include <optional>
#include <string>
#include <vector>

#include "geo/place.h"

namespace yiwang {

// Polygon against polygon; overlay.cpp is the only door to Boost.Geometry. Worked out on a plane laid at the first shape's first corner, straight sides
// staying straight in lon and lat. Shapes must be sound (`shape_fault`). Milliseconds for borders of a thousand corners: not for hot paths.

/// What keeps a shape from being used: `too_few_points`, `self_crossing`, `bad_point`, `spikes`, `holes_outside`,
/// `overlapping_parts`, `other`; empty when it is sound. Either turn, closed or open rings and parts that share a border are all right.
std::string shape_fault(const MultiPolygon& shape);
/// A place where two sides properly cross; none when they only touch or overlap, or when it would have to be looked for among too many pairs.
std::optional<LonLat> self_crossing(const MultiPolygon& shape);
/// Square metres on the WGS84 ellipsoid, the same wherever a shape is cut, so parts add up to the whole; good to 0.01 % for sides of some kilometres.
double area_m2(const MultiPolygon& shape);
/// The centre of mass, which may lie outside; of an empty shape, the zero point.
LonLat centroid(const MultiPolygon& shape);
MultiPolygon joined(const MultiPolygon& a, const MultiPolygon& b);
MultiPolygon common_part(const MultiPolygon& a, const MultiPolygon& b);
/// `whole` without all of `parts`.
MultiPolygon remainder(const MultiPolygon& whole, const std::vector<const MultiPolygon*>& parts);
/// A point inside the largest piece; of an empty shape, the zero point.
LonLat point_inside(const MultiPolygon& shape);

}  // namespace yiwang
