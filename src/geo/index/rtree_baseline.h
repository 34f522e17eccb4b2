#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "geo/index/ground_frame.h"
#include "geo/index/packed_tree.h"

namespace yiwang {

/// Boost.Geometry's R-tree (rstar, 16 a node, packed) as the yardstick `yiwang bench geo` measures against. Nothing else may use it.
class RtreeBaseline {
 public:
  explicit RtreeBaseline(const std::vector<FlatBox>& boxes);
  ~RtreeBaseline();
  RtreeBaseline(const RtreeBaseline&) = delete;
  RtreeBaseline& operator=(const RtreeBaseline&) = delete;
  /// Places of the boxes that touch, in no order; `out` is emptied first.
  void touching(const FlatBox& box, std::vector<std::uint32_t>& out) const;
  /// Places of the k nearest boxes on the plane.
  void nearest(double x, double y, unsigned k, std::vector<std::uint32_t>& out) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace yiwang
