#pragma once
#include <string>
#include <vector>

#include "rehearse/city_maker_town.h"

namespace yiwang::maker {

struct MadeBuilding {
  Spot at;
  Spot ahead;                        // the way its width runs
  double width = 0, depth = 0;
  int floors = 1;
  std::size_t road = Town::npos;     // of Town::roads
  std::size_t place = Town::npos;    // of Town::places
  std::string number;
  std::string building;
};

/// Estates, villages, schools and so on, with their houses; writes estates.csv.
void make_places(Town& town, std::vector<MadeBuilding>& buildings);

}  // namespace yiwang::maker
