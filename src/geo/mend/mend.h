#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "geo/place.h"

namespace yiwang {

// Bad geometry: told apart and, where there is one thing it can mean, mended. Exact: places are taken on a lattice of a billionth of a degree (0.1 mm) and compared
// in whole numbers. Time grows with n log n and with what crosses; counts, not clocks, say when it is too much, so the answer is always the same.

enum class ShapeFault {
  not_closed,         // the last place is not the first
  duplicate_point,    // a place twice in a row
  wrong_turn,         // outer ring clockwise or hole counter-clockwise (RFC 7946)
  too_few_points,     // fewer than three different places, or all on one line: the ring is dropped
  spike,              // out and back on the same line
  self_crossing,      // sides cross or lie on each other
  self_touch,         // a ring meets itself in a place
  hole_outside,       // a hole that is not in its outer ring
  overlapping_parts,  // parts claim the same ground
  dateline,           // a side longer than half the world, or longitudes beyond 180: cut at the line
  sliver,             // less than a square decimetre, left over from mending: dropped
  split_inside,       // holes cut the inside in two
};
std::string code_of(ShapeFault fault);

struct ShapeFinding {
  ShapeFault fault;
  std::size_t count = 0;
  LonLat at;                               // the first one met
  std::size_t part = 0, ring = 0;          // its polygon and its ring (0 the outer, then the holes)
};

/// How a ring that crosses itself is read.
enum class FillRule {
  even_odd,           // inside is what an odd number of turns goes around: a figure of eight is two lobes, a ring walked twice is nothing
  nonzero,            // inside is what any turns go around
};

struct MendChoice {
  FillRule rule = FillRule::even_odd;
  std::size_t most_points = 2'000'000;
  std::size_t most_pairs = 500'000'000;    // sides compared with each other
  std::size_t most_crossings = 4'000'000;
};

struct Mended {
  MultiPolygon shape;                      // sound; rings closed, outer counter-clockwise. May be empty when nothing had any area
  std::vector<ShapeFinding> findings;      // what was wrong, by fault; empty: the shape is the one handed in
  double m2_before = 0, m2_after = 0;      // before: rings as they stand, which a crossing makes meaningless
};

/// The polygon's own rule is applied to each outer ring; what any hole goes around is taken away; then the parts are joined. A sound shape comes back as it was, bit
/// by bit. Parts that share a border are sound. Refuses: `bad_point` for a place that is not on earth (fact `swapped` when lon and lat look exchanged, `at` ring
/// and place), `bad_polygon` with fact `fault`: `around_pole` for a ring around a pole, `too_tangled` beyond the numbers of `choice`; `too_large` for too many points.
Result<Mended> mend(const MultiPolygon& shape, const MendChoice& choice = {});

/// What `mend` would find, without the mending. Empty: sound. `self_crossing` and what can only be told of a shape without crossings are not told together.
Result<std::vector<ShapeFinding>> examine(const MultiPolygon& shape, const MendChoice& choice = {});

}  // namespace yiwang
