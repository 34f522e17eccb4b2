#pragma once
#include <optional>
#include <vector>

#include "dispatch/area_tree.h"
#include "geo/index/area_index.h"

namespace yiwang {

/// Functional grids (业务网格: cleaning, greening...) that lie over the territorial ones. Only a point says in which of them a place is.
class Overlays {
 public:
  Overlays(const City& city, const AreaTree& areas);
  bool has(std::uint32_t area) const { return area != AreaTree::kNone && areas_->area(area).layer != "territorial"; }
  /// The functional areas that hold the point, at most one a layer, in the order of the layers' names.
  std::vector<std::uint32_t> at(std::optional<LonLat> point) const;

 private:
  const AreaTree* areas_;
  std::vector<AreaIndex> layers_;
};

}  // namespace yiwang
