#pragma once
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "city/areas/apply.h"
#include "geo/index/area_index.h"

namespace yiwang {

/// Where things that name an area belong once the areas have changed: what stands somewhere by its point, what is bound to an area by where that area's ground went.
/// Lives as long as the city and the outcome it was made of. Read by any number of threads.
class Repoint {
 public:
  Repoint(const City& city, const AreaOutcome& outcome);
  bool touches(const std::string& area) const { return touched_.contains(area); }
  /// The area of the same layer and kind the point lies in now; where it lies in none that changed, where most of the old area went.
  std::string at_point(const std::string& area, LonLat point) const;
  /// What takes the place of an area: itself when it stays, else those that have more than a hundredth of its ground, the largest part first.
  std::vector<std::string> heirs(const std::string& area) const;
  /// As `heirs`, the first; empty when the ground is nobody's.
  std::string heir(const std::string& area) const;
  /// A list of areas, each replaced by its heirs, none twice.
  std::vector<std::string> all_heirs(const std::vector<std::string>& areas) const;
  /// The same for a line: of several heirs those a corner of it lies in, and areas that grew over it.
  std::vector<std::string> along(const std::vector<std::string>& areas, const std::vector<LonLat>& line) const;

 private:
  using Layer = std::pair<std::string, AreaKind>;
  const Area* at(const Layer& layer, LonLat point) const;
  const City& city_;
  const AreaOutcome& outcome_;
  std::set<std::string> touched_;
  std::map<Layer, std::pair<std::vector<const Area*>, std::unique_ptr<AreaIndex>>> after_;
};

/// How much in the city's tables would name another area.
struct AreaTouch {
  std::size_t addresses = 0, elements = 0, people = 0, duties = 0, units = 0, estates = 0, roads = 0;
};
AreaTouch count_touched(const City& city, const AreaOutcome& outcome);

}  // namespace yiwang
