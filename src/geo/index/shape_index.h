#pragma once
#include <cstdint>
#include <utility>
#include <vector>

#include "geo/index/packed_tree.h"
#include "geo/index/crossing.h"
#include "geo/place.h"

namespace yiwang {

/// Small shapes that may overlap and leave gaps, such as footprints of buildings: which hold a point, which touch a box. Where shapes tile the ground, area_index.h is
/// faster. Borders as in crossing.h. Built once, read by any number of threads.
class ShapeIndex {
 public:
  explicit ShapeIndex(const std::vector<std::pair<std::uint32_t, MultiPolygon>>& shapes = {});
  /// Keys of all that hold the point, smallest first.
  std::vector<std::uint32_t> holding(LonLat point) const;
  /// Keys of all whose bounds touch the box, smallest first.
  std::vector<std::uint32_t> touching(const Box& box) const;

 private:
  PackedTree tree_;
  std::vector<FlatBox> boxes_;             // in tree order, as all below
  std::vector<std::uint32_t> keys_, first_side_;
  std::vector<Crossing> sides_;
};

}  // namespace yiwang
