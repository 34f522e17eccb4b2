#pragma once
#include "geo/codes/beidou_cover.h"
#include "service/ports.h"

namespace yiwang {

// Where cases are asked for: a shape as ranges of place codes and the exact word on each point. Refusals are those of beidou_cover.

/// With the border rule of the areas (geo/index/crossing.h): a place on a border between two shapes is in one of them.
Result<CasesPlaced> cases_in(const MultiPolygon& shape);
/// With all of its border.
Result<CasesPlaced> cases_in(const Box& box);
Result<CasesPlaced> cases_near(const Disc& disc);

}  // namespace yiwang
