#pragma once
#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

namespace yiwang {

/// A rectangle on any plane.
struct FlatBox {
  double west = std::numeric_limits<double>::infinity(), south = west, east = -west, north = -west;

  void add(const FlatBox& o) {
    west = std::min(west, o.west);
    south = std::min(south, o.south);
    east = std::max(east, o.east);
    north = std::max(north, o.north);
  }
  void add(double x, double y) { add({x, y, x, y}); }
  FlatBox wider(double by) const { return {west - by, south - by, east + by, north + by}; }
  bool touches(const FlatBox& o) const { return west <= o.east && o.west <= east && south <= o.north && o.south <= north; }
  bool inside(const FlatBox& o) const { return west >= o.west && east <= o.east && south >= o.south && north <= o.north; }
  double square_to(double x, double y) const {
    const double dx = std::max({west - x, x - east, 0.0}), dy = std::max({south - y, y - north, 0.0});
    return dx * dx + dy * dy;
  }
};

/// A packed tree over rectangles that never changes: items in leaves of at most eight, in an order of its own; every inner node is two halves cut across its longer side.
/// Owners keep their items in that order, so a leaf is one stretch of memory.
class PackedTree {
 public:
  /// `order` becomes the items' places in tree order: what stood at order[i] is item i from now on.
  void build(const std::vector<FlatBox>& boxes, std::vector<std::uint32_t>& order) {
    size_ = static_cast<std::uint32_t>(boxes.size());
    order.resize(size_);
    std::iota(order.begin(), order.end(), 0U);
    leaves_ = std::bit_ceil(std::max(1U, (size_ + kLeaf - 1) / kLeaf));
    nodes_.assign(2 * static_cast<std::size_t>(leaves_), {});
    cut(boxes, order, 1, 0, leaves_);
  }
  std::uint32_t size() const { return size_; }
  const FlatBox& bounds() const { return nodes_[1]; }

  /// Calls `leaf(from, to, whole)` for stretches of items whose node's rectangle touches `box`; `whole` when it lies wholly inside.
  template <class Leaf>
  void overlapping(const FlatBox& box, Leaf leaf) const {
    if (size_ != 0) overlapping(box, leaf, 1, 0, leaves_);
  }
  /// Calls `leaf(from, to)`, near nodes first, as long as a node may hold something within the square distance `bound()`.
  template <class Leaf, class Bound>
  void nearest(double x, double y, Leaf leaf, Bound bound) const {
    if (size_ != 0) nearest(x, y, leaf, bound, 1, 0, leaves_, nodes_[1].square_to(x, y));
  }

 private:
  static constexpr std::uint32_t kLeaf = 8;
  std::uint32_t at(std::uint32_t leaf) const { return static_cast<std::uint32_t>(static_cast<std::uint64_t>(size_) * leaf / leaves_); }

  void cut(const std::vector<FlatBox>& boxes, std::vector<std::uint32_t>& order, std::uint32_t node, std::uint32_t from, std::uint32_t to) {
    FlatBox own;
    for (auto i = at(from); i < at(to); ++i) own.add(boxes[order[i]]);
    nodes_[node] = own;
    if (to - from == 1) return;
    const auto middle = (from + to) / 2;
    const bool across = own.east - own.west >= own.north - own.south;
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
      const double l = across ? boxes[a].west + boxes[a].east : boxes[a].south + boxes[a].north;
      const double r = across ? boxes[b].west + boxes[b].east : boxes[b].south + boxes[b].north;
      return l != r ? l < r : a < b;
    };
    const auto begin = order.begin();
    std::nth_element(begin + at(from), begin + at(middle), begin + at(to), before);
    cut(boxes, order, 2 * node, from, middle);
    cut(boxes, order, 2 * node + 1, middle, to);
  }
  template <class Leaf>
  void overlapping(const FlatBox& box, Leaf& leaf, std::uint32_t node, std::uint32_t from, std::uint32_t to) const {
    if (!nodes_[node].touches(box)) return;
    if (const bool whole = nodes_[node].inside(box); whole || to - from == 1) return leaf(at(from), at(to), whole);
    const auto middle = (from + to) / 2;
    overlapping(box, leaf, 2 * node, from, middle);
    overlapping(box, leaf, 2 * node + 1, middle, to);
  }
  template <class Leaf, class Bound>
  void nearest(double x, double y, Leaf& leaf, Bound& bound, std::uint32_t node, std::uint32_t from, std::uint32_t to, double square) const {
    if (square > bound()) return;
    if (to - from == 1) return leaf(at(from), at(to));
    const auto middle = (from + to) / 2;
    const double left = nodes_[2 * node].square_to(x, y), right = nodes_[2 * node + 1].square_to(x, y);
    if (left <= right) {
      nearest(x, y, leaf, bound, 2 * node, from, middle, left);
      nearest(x, y, leaf, bound, 2 * node + 1, middle, to, right);
    } else {
      nearest(x, y, leaf, bound, 2 * node + 1, middle, to, right);
      nearest(x, y, leaf, bound, 2 * node, from, middle, left);
    }
  }

  std::uint32_t size_ = 0, leaves_ = 1;
  std::vector<FlatBox> nodes_ = std::vector<FlatBox>(2);   // a heap: halves of n at 2n and 2n + 1
};

}  // namespace yiwang
