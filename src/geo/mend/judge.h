#pragma once
#include "geo/mend/clean.h"
#include "geo/mend/node.h"

namespace yiwang::mending {

/// Whether cleaned parts are sound: no ring meets itself, holes lie inside, parts apart (they may share borders). What is wrong goes to `notes`; looking ends at the first
/// crossing. Refuses only what `split_where_they_meet` refuses.
Result<bool> is_sound(const Cleaned& cleaned, const MendChoice& choice, Notes& notes);

/// The sides of all rings, numbered in order; and which of the rings are holes.
std::vector<Side> sides_of(const std::vector<SpotPolygon>& parts, std::vector<bool>& is_hole);

}  // namespace yiwang::mending
