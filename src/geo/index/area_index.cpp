#include "geo/index/area_index.h"

#include "geo/index/area_raster.h"

namespace yiwang {

struct AreaIndex::Parts {
  detail::Extent extent;
  detail::Tables tables;
};

AreaIndex::AreaIndex(std::vector<std::pair<std::uint32_t, MultiPolygon>> shapes) : parts_(std::make_unique<Parts>()) {
  for (const auto& [key, shape] : shapes) parts_->extent.add(shape);
  if (parts_->extent.points != 0) parts_->tables = detail::Tables::over(shapes, parts_->extent);
}

AreaIndex::~AreaIndex() = default;
AreaIndex::AreaIndex(AreaIndex&&) noexcept = default;
AreaIndex& AreaIndex::operator=(AreaIndex&&) noexcept = default;

std::uint32_t AreaIndex::find(LonLat point) const {
  if (!parts_->extent.holds(point)) return kNone;
  const auto& tables = parts_->tables;
  auto shape = tables.cells[tables.raster.cell(tables.raster.row(point.lat), tables.raster.column(point.lon))];
  if ((shape & detail::kBorder) != 0) shape = tables.decide(shape, point);
  return shape == detail::kEmpty ? kNone : tables.keys[shape];
}

}  // namespace yiwang
