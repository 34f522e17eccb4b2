#pragma once
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "geo/place.h"

namespace yiwang {

/// Which polygon holds a point: a cell raster, then edge crossings only where a cell is crossed by a border (yardsticks.md: 3 to 7 M lookups/s).
/// Built once, read by any number of threads. A point on a shared border belongs to exactly one of the two, always the same.
class AreaIndex {
 public:
  explicit AreaIndex(std::vector<std::pair<std::uint32_t, MultiPolygon>> shapes);
  ~AreaIndex();
  AreaIndex(AreaIndex&&) noexcept;
  AreaIndex& operator=(AreaIndex&&) noexcept;
  static constexpr std::uint32_t kNone = 0xffffffff;
  /// The key given with the shape, or kNone.
  std::uint32_t find(LonLat point) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace yiwang
