#pragma once
#include <set>
#include <string>
#include <vector>

#include "city/city.h"

namespace yiwang {

/// Something wrong with how areas lie, with the ground it is about. `rule`: gap, overlap, outside_parent, sliver, enclave, no_shape, bad_polygon (contract schema AreaFaults).
struct AreaFault {
  std::string rule;
  bool error = false;
  double m2 = 0;
  std::vector<std::string> areas;          // codes; of a gap the parent's
  MultiPolygon shape;                      // empty where there is none to draw
  LonLat at;
};

/// How the areas of one layer lie: siblings do not overlap, children fill their parent and stay inside it. With `around`, only families that one of these codes belongs to or heads.
/// Below half a square metre nothing is reported, what is narrower than 30 cm is a `sliver`. Errors only in the territorial layer; functional areas may leave ground out.
/// Families whose borders are the same corner by corner are proven by their sides alone, so a whole city takes seconds.
std::vector<AreaFault> check_topology(const std::vector<Area>& areas, const std::string& layer, const std::set<std::string>* around = nullptr);

}  // namespace yiwang
