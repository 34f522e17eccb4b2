#pragma once
#include <string>
#include <string_view>

#include "geo/place.h"

namespace yiwang {

inline constexpr int kBeidouLevels = 10;

/// Beidou 2-D grid code of the cell that holds a point (GB/T 39409-2020). Levels 1 (6° x 4°) to 10 (1/2048", about 1.5 cm); a prefix is the
/// code of the containing cell, so a range of sorted codes is a place on the map. Exact to the cell: lines between cells belong to the cell farther from
/// the equator and the prime meridian. `bad_point` when not on earth, with fact `polar` from 88° on, where the standard has another scheme; `out_of_range`
/// for the level.
Result<std::string> beidou_code(LonLat point, int level = kBeidouLevels);

/// The cell of a code of any level. `unknown_value` when it is none.
Result<Box> beidou_cell(std::string_view code);

/// 1 to 10 by the length of a code, 0 when no level has that length.
int beidou_level(std::string_view code);

}  // namespace yiwang
