#include "geo/tiles/box_tree.h"

#include <algorithm>
#include <numeric>

namespace yiwang {

std::uint32_t hilbert(std::uint32_t x, std::uint32_t y) {
  std::uint32_t d = 0;
  for (std::uint32_t s = 1u << 15; s > 0; s >>= 1) {
    const std::uint32_t rx = (x & s) != 0, ry = (y & s) != 0;
    d += s * s * ((3 * rx) ^ ry);
    if (ry == 0) {
      if (rx == 1) x = 0xffff - x, y = 0xffff - y;
      std::swap(x, y);
    }
  }
  return d;
}

BoxTree::BoxTree(std::span<const WorldBox> boxes) {
  if (boxes.empty()) return;
  WorldBox all;
  for (const auto& box : boxes) all.add(box);
  const double wide = std::max(all.x1 - all.x0, 1e-12), high = std::max(all.y1 - all.y0, 1e-12);
  std::vector<std::uint32_t> keys(boxes.size());
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const auto cell = [](double share) { return static_cast<std::uint32_t>(std::clamp(share, 0.0, 1.0) * 65535); };
    keys[i] = hilbert(cell(((boxes[i].x0 + boxes[i].x1) / 2 - all.x0) / wide), cell(((boxes[i].y0 + boxes[i].y1) / 2 - all.y0) / high));
  }
  order_.resize(boxes.size());
  std::iota(order_.begin(), order_.end(), 0u);
  std::sort(order_.begin(), order_.end(), [&](auto a, auto b) { return std::pair(keys[a], a) < std::pair(keys[b], b); });
  for (const auto i : order_) nodes_.push_back(boxes[i]);
  levels_ = {0};
  for (std::size_t from = 0, to = nodes_.size(); ; from = to, to = nodes_.size()) {
    levels_.push_back(to);
    if (to - from == 1) break;
    for (std::size_t i = from; i < to; i += kFan) {
      WorldBox node;
      for (std::size_t k = i; k < std::min(i + kFan, to); ++k) node.add(WorldBox(nodes_[k]));
      nodes_.push_back(node);
    }
  }
}

std::vector<std::uint32_t> BoxTree::meeting(const WorldBox& area) const {
  std::vector<std::uint32_t> out;
  if (nodes_.empty()) return out;
  struct At {
    std::size_t level, node;
  };
  std::vector<At> waiting;
  const auto root = levels_.size() - 2;
  if (nodes_.back().meets(area)) waiting.push_back({root, 0});
  while (!waiting.empty()) {
    const auto at = waiting.back();
    waiting.pop_back();
    if (at.level == 0) {
      out.push_back(order_[at.node]);
      continue;
    }
    const auto below = at.level - 1, from = levels_[below], to = levels_[below + 1];
    for (std::size_t k = at.node * kFan; k < std::min((at.node + 1) * kFan, to - from); ++k) {
      if (nodes_[from + k].meets(area)) waiting.push_back({below, k});
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace yiwang
