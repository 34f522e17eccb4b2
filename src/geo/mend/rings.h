#pragma once
#include <vector>

#include "geo/mend/node.h"

namespace yiwang::mending {

enum class Inside {
  even_odd,                                // an odd number of turns of outer rings, and no hole
  nonzero,                                 // any turns of outer rings, and no hole
  joined,                                  // outer rings and holes turn against each other: more than zero turns
};


/// The polygons of a picture of sides that meet in ends only. `is_hole`: for each ring, whether it takes away.
std::vector<SpotPolygon> polygons_of(const std::vector<Side>& sides, const std::vector<bool>& is_hole, Inside rule);

}  // namespace yiwang::mending
