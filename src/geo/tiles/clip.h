#pragma once
#include "geo/tiles/mercator.h"

namespace yiwang {

/// The pieces of a line inside the box, in order (Liang and Barsky 1984, side by side). Pieces of one point are left out.
std::vector<WorldPath> clip_line(const WorldPath& line, const WorldBox& box);
/// The part of an open ring inside the box, an open ring again (Sutherland and Hodgman 1974); empty when nothing is inside. A ring that leaves the box and comes
/// back runs along the box's edge in between, which is drawn outside the tile as long as the box is wider than the tile.
WorldPath clip_ring(const WorldPath& ring, const WorldBox& box);

}  // namespace yiwang
