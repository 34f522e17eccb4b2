#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/tiles/mercator.h"

namespace yiwang {

/// Boxes packed once into a tree of 16 a node, sorted along a Hilbert curve (Kamel and Faloutsos 1993). Read by any number of threads.
class BoxTree {
 public:
  BoxTree() = default;
  explicit BoxTree(std::span<const WorldBox> boxes);
  /// Places of all boxes that meet `area`, ascending.
  std::vector<std::uint32_t> meeting(const WorldBox& area) const;
  WorldBox bounds() const { return nodes_.empty() ? WorldBox{} : nodes_.back(); }

 private:
  static constexpr std::size_t kFan = 16;
  std::vector<std::uint32_t> order_;               // leaf -> place given
  std::vector<WorldBox> nodes_;                    // leaves first, then each level above; the root last
  std::vector<std::size_t> levels_;                // where each level begins, and the end
};

/// Where a cell of a 65,536 x 65,536 square lies along the Hilbert curve.
std::uint32_t hilbert(std::uint32_t x, std::uint32_t y);

}  // namespace yiwang
