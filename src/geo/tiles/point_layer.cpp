#include "geo/tiles/point_layer.h"

#include <algorithm>

#include "geo/tiles/z_order.h"

namespace yiwang {

void PointLayer::add(LonLat point, const std::string& kind, const Tags& tags) {
  const auto known = std::find(kinds_.begin(), kinds_.end(), kind);
  const auto place = static_cast<std::uint32_t>(known - kinds_.begin());
  if (known == kinds_.end()) kinds_.push_back(kind);
  const auto first = static_cast<std::uint32_t>(tags_.size());
  tags_.push_back(table_.tag("kind", kind));
  for (const auto& [key, value] : tags) tags_.push_back(table_.tag(key, value));
  points_.push_back({z_order(to_world(point)), place, first, static_cast<std::uint32_t>(tags_.size()) - first, static_cast<std::uint32_t>(points_.size() + 1)});
}

void PointLayer::finish() {
  std::stable_sort(points_.begin(), points_.end(), [](const Point& a, const Point& b) { return a.key < b.key; });
}

void PointLayer::append_tile(TileId tile, std::string_view kind, std::string& bytes) const {
  const auto [first, last] = z_range(tile);
  const auto from = std::lower_bound(points_.begin(), points_.end(), first, [](const Point& p, std::uint64_t key) { return p.key < key; });
  const auto to = std::upper_bound(from, points_.end(), last, [](std::uint64_t key, const Point& p) { return key < p.key; });
  std::vector<const Point*> here;
  for (auto p = from; p != to; ++p) {
    if (kind.empty() || kinds_[p->kind] == kind) here.push_back(&*p);
  }
  MvtLayer layer(name_, table_);
  const auto put = [&](const Point& p) {
    const TilePoint at[1]{to_tile(z_point(p.key), tile)};
    layer.add_points(p.id, {tags_.data() + p.first_tag, p.tags}, at);
  };
  if (!points_are_many(here.size(), tile.z)) {
    for (const auto* p : here) put(*p);
    return layer.append_to(bytes);
  }
  std::vector<std::uint32_t> of_kind(kinds_.size());
  for (std::size_t i = 0; i < here.size();) {
    const auto cell = z_cell(here[i]->key, tile.z + kCellDepth);
    std::fill(of_kind.begin(), of_kind.end(), 0u);
    double x = 0, y = 0;
    const auto begin = i;
    for (; i < here.size() && z_cell(here[i]->key, tile.z + kCellDepth) == cell; ++i) {
      const auto at = z_point(here[i]->key);
      x += at.x;
      y += at.y;
      ++of_kind[here[i]->kind];
    }
    if (i - begin == 1) {
      put(*here[begin]);
      continue;
    }
    const auto n = static_cast<double>(i - begin);
    const auto& commonest = kinds_[static_cast<std::size_t>(std::max_element(of_kind.begin(), of_kind.end()) - of_kind.begin())];
    const TilePoint at[1]{to_tile(World{x / n, y / n}, tile)};
    const TileTag tags[2]{layer.own("count", static_cast<std::int64_t>(i - begin)), layer.own("kind", commonest)};
    layer.add_points(std::nullopt, tags, at);
  }
  layer.append_to(bytes);
}

}  // namespace yiwang
