#pragma once
#include <array>
#include <cstdint>

#include "geo/place.h"

namespace yiwang {

/// A key for the square cell of about `metres` that holds a point: what is near has the same or a neighbouring key. Keys of different sizes must not
/// be mixed. Meant for 10 m to 100 km, between 80° south and north, away from the date line.
std::uint64_t cell_key(LonLat point, double metres);

/// The nine cells that together hold every place within `metres` of the point; the first is the point's own. Rows are cut independently, so the cells
/// of a neighbouring row may lie shifted.
std::array<std::uint64_t, 9> cells_around(LonLat point, double metres);

}  // namespace yiwang
