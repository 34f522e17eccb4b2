#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "city/city.h"

namespace yiwang {

/// A folder in memory: file name -> bytes.
using MadeFiles = std::map<std::string, std::string>;

/// The seed of `catalogue/demo`.
inline constexpr std::uint64_t kDemoSeed = 7;

/// A made-up city with its own geography, in the format of docs/city-format.md, extending `../base`: 1 city, 3 districts, 18 streets, 120 communities,
/// 600 grids, roads, 20,000 addresses, units, people and a duty list over `matters` (the catalogue it will extend). Nothing in it is a real place,
/// road, body or person. Same seed and matters, same bytes; takes about a second.
MadeFiles make_city(std::uint64_t seed, const std::vector<Matter>& matters);

}  // namespace yiwang
