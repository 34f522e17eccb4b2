#include "geo/index/shape_index.h"

#include <algorithm>

namespace yiwang {

ShapeIndex::ShapeIndex(const std::vector<std::pair<std::uint32_t, MultiPolygon>>& shapes) {
  std::vector<FlatBox> boxes;
  for (const auto& [key, shape] : shapes) {
    const auto box = bounds(shape);
    boxes.push_back({box.low.lon, box.low.lat, box.high.lon, box.high.lat});
  }
  std::vector<std::uint32_t> order;
  tree_.build(boxes, order);
  for (const auto at : order) {
    boxes_.push_back(boxes[at]);
    keys_.push_back(shapes[at].first);
    first_side_.push_back(static_cast<std::uint32_t>(sides_.size()));
    const auto own = crossings(shapes[at].second);
    sides_.insert(sides_.end(), own.begin(), own.end());
  }
  first_side_.push_back(static_cast<std::uint32_t>(sides_.size()));
}

std::vector<std::uint32_t> ShapeIndex::holding(LonLat point) const {
  std::vector<std::uint32_t> found;
  const FlatBox here{point.lon, point.lat, point.lon, point.lat};
  tree_.overlapping(here, [&](std::uint32_t i, std::uint32_t to, bool) {
    for (; i < to; ++i) {
      if (!boxes_[i].touches(here)) continue;
      bool inside = false;
      for (auto side = first_side_[i]; side < first_side_[i + 1]; ++side) inside ^= sides_[side].crosses(point);
      if (inside) found.push_back(keys_[i]);
    }
  });
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::uint32_t> ShapeIndex::touching(const Box& box) const {
  std::vector<std::uint32_t> found;
  const FlatBox wanted{box.low.lon, box.low.lat, box.high.lon, box.high.lat};
  tree_.overlapping(wanted, [&](std::uint32_t i, std::uint32_t to, bool) {
    for (; i < to; ++i) {
      if (boxes_[i].touches(wanted)) found.push_back(keys_[i]);
    }
  });
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace yiwang
