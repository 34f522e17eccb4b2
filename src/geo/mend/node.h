#pragma once
#include <vector>

#include "base/result.h"
#include "geo/mend/lattice.h"
#include "geo/mend/mend.h"

namespace yiwang::mending {

/// A side of a ring in the ring's direction.
struct Side {
  Spot a, b;
  std::uint32_t ring = 0;
};

enum class Meet { apart, in_ends, touch, cross, overlap };
/// How two sides lie to each other: apart, with a common end and nothing more, an end of one inside the other, crossing inside both, or along each other.
Meet meeting(const Spot& a, const Spot& b, const Spot& c, const Spot& d);

/// Splits sides where they cross, touch or lie on each other, until all meet in ends only. Crossings are moved to the lattice, which may make new ones: it goes on until there
/// are none. `bad_polygon` with fault `too_tangled` beyond the numbers of the choice.
Result<std::vector<Side>> split_where_they_meet(std::vector<Side> sides, const MendChoice& choice);

}  // namespace yiwang::mending
