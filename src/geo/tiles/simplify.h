#pragma once
#include "geo/tiles/mercator.h"

namespace yiwang {

/// How far the line would move without each point (Ramer 1972, Douglas and Peucker 1973), in world units. Worked out once; a zoom keeps the points at or above its
/// tolerance, so neighbouring tiles keep the same ones. Both ends of a line, and of a ring the first point and the one farthest from it, are infinite.
std::vector<float> point_weights(const WorldPath& line, bool ring);
/// The points that matter at the tolerance; all of them at 0.
WorldPath simplified(const WorldPath& line, const std::vector<float>& weights, double tolerance);

}  // namespace yiwang
