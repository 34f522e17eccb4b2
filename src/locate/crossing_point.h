#pragma once
#include <optional>
#include <vector>

#include "geo/place.h"

namespace yiwang {

/// Where two roads meet: the middle of the shortest way between the lines, when that is at most `within_m`. Of several crossings the first along `a`.
std::optional<LonLat> crossing_point(const std::vector<LonLat>& a, const std::vector<LonLat>& b, double within_m);
/// The point so many metres east and north; good to 1 % over a few kilometres.
LonLat moved(LonLat from, double east_m, double north_m);

}  // namespace yiwang
