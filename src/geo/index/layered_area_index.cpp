#include "geo/index/layered_area_index.h"

#include <algorithm>
#include <map>

#include "geo/index/area_raster.h"

namespace yiwang {

using detail::kBorder;
using detail::kEmpty;

struct LayeredAreaIndex::Parts {
  std::size_t layers = 0;
  detail::Extent extent;
  detail::Raster raster;
  std::vector<std::uint32_t> cells;        // number of a row in `sets`, or kBorder with a row in `undecided`
  std::vector<std::uint32_t> sets;         // keys, `layers` of them a row
  std::vector<std::uint32_t> undecided;    // cells of the layers' own tables, `layers` of them a row
  std::vector<detail::Tables> tables;      // one a layer, without their cells
};

LayeredAreaIndex::LayeredAreaIndex(const std::vector<Layer>& layers) : parts_(std::make_unique<Parts>()) {
  auto& parts = *parts_;
  parts.layers = layers.size();
  for (const auto& layer : layers) {
    for (const auto& [key, shape] : layer) parts.extent.add(shape);
  }
  if (parts.extent.points == 0) return;
  parts.raster = detail::raster_over(parts.extent);
  for (const auto& layer : layers) parts.tables.push_back(detail::Tables::over(layer, parts.extent));
  const std::size_t cells = parts.tables.front().cells.size();
  parts.cells.resize(cells);
  std::map<std::vector<std::uint32_t>, std::uint32_t> known;
  std::vector<std::uint32_t> row(layers.size()), last;
  std::uint32_t last_at = 0;
  for (std::size_t cell = 0; cell < cells; ++cell) {
    bool border = false;
    for (std::size_t i = 0; i < layers.size(); ++i) {
      row[i] = parts.tables[i].cells[cell];
      border = border || (row[i] & kBorder) != 0;
    }
    if (border) {
      parts.cells[cell] = kBorder | static_cast<std::uint32_t>(parts.undecided.size() / layers.size());
      parts.undecided.insert(parts.undecided.end(), row.begin(), row.end());
      continue;
    }
    if (row != last) {
      const auto [found, fresh] = known.try_emplace(row, static_cast<std::uint32_t>(known.size()));
      if (fresh) {
        for (std::size_t i = 0; i < layers.size(); ++i) parts.sets.push_back(row[i] == kEmpty ? kNone : parts.tables[i].keys[row[i]]);
      }
      last = row;
      last_at = found->second;
    }
    parts.cells[cell] = last_at;
  }
  for (auto& tables : parts.tables) std::vector<std::uint32_t>().swap(tables.cells);
}

LayeredAreaIndex::~LayeredAreaIndex() = default;
LayeredAreaIndex::LayeredAreaIndex(LayeredAreaIndex&&) noexcept = default;
LayeredAreaIndex& LayeredAreaIndex::operator=(LayeredAreaIndex&&) noexcept = default;

std::size_t LayeredAreaIndex::layers() const { return parts_->layers; }

void LayeredAreaIndex::find(LonLat point, std::span<std::uint32_t> keys) const {
  const auto& parts = *parts_;
  if (!parts.extent.holds(point)) {
    std::fill(keys.begin(), keys.end(), kNone);
    return;
  }
  const auto cell = parts.cells[parts.raster.cell(parts.raster.row(point.lat), parts.raster.column(point.lon))];
  const auto row = static_cast<std::size_t>(cell & ~kBorder) * parts.layers;
  if ((cell & kBorder) == 0) {
    std::copy_n(parts.sets.data() + row, parts.layers, keys.begin());
    return;
  }
  for (std::size_t i = 0; i < parts.layers; ++i) {
    auto shape = parts.undecided[row + i];
    if ((shape & kBorder) != 0) shape = parts.tables[i].decide(shape, point);
    keys[i] = shape == kEmpty ? kNone : parts.tables[i].keys[shape];
  }
}

}  // namespace yiwang
