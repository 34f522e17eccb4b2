#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "geo/place.h"

namespace yiwang {

/// Which area of every layer holds a point, in one look: areas of one layer do not overlap (the earlier wins where they do), those of different layers may
/// lie as they like. One raster for all layers; a cell no border crosses names its areas at once. Borders as in area_index.h. Built once, read by any number of threads.
class LayeredAreaIndex {
 public:
  using Layer = std::vector<std::pair<std::uint32_t, MultiPolygon>>;
  explicit LayeredAreaIndex(const std::vector<Layer>& layers);
  ~LayeredAreaIndex();
  LayeredAreaIndex(LayeredAreaIndex&&) noexcept;
  LayeredAreaIndex& operator=(LayeredAreaIndex&&) noexcept;
  static constexpr std::uint32_t kNone = 0xffffffff;

  std::size_t layers() const;
  /// One key a layer, in the layers' order, kNone where it has no area there; `keys` has room for all layers.
  void find(LonLat point, std::span<std::uint32_t> keys) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace yiwang
