#include "geo/tiles/tile_layer.h"

#include <cmath>

#include "geo/tiles/clip.h"
#include "geo/tiles/simplify.h"

namespace yiwang {
namespace {

constexpr double kUnitsPerPixel = static_cast<double>(kTileExtent) / kTilePixels;

}  // namespace

TileLayer::Feature& TileLayer::begin(Kind kind, const Tags& tags, Zooms zooms) {
  features_.push_back({kind, zooms, static_cast<std::uint32_t>(parts_.size()), 0, static_cast<std::uint32_t>(tags_.size()), static_cast<std::uint32_t>(tags.size())});
  for (const auto& [key, value] : tags) tags_.push_back(table_.tag(key, value));
  boxes_.emplace_back();
  return features_.back();
}

void TileLayer::add_point(LonLat point, const Tags& tags, Zooms zooms) {
  begin(Kind::point, tags, zooms).parts = 1;
  parts_.push_back({{to_world(point)}, {}, false});
  boxes_.back().add(parts_.back().points[0]);
}

void TileLayer::add_line(const std::vector<LonLat>& line, const Tags& tags, Zooms zooms) {
  begin(Kind::line, tags, zooms).parts = 1;
  auto points = to_world(line);
  for (const auto p : points) boxes_.back().add(p);
  auto weights = point_weights(points, false);
  parts_.push_back({std::move(points), std::move(weights), false});
}

void TileLayer::add_shape(const MultiPolygon& shape, const Tags& tags, Zooms zooms) {
  auto& feature = begin(Kind::shape, tags, zooms);
  const auto put = [&](WorldPath ring, bool hole) {
    auto weights = point_weights(ring, true);
    parts_.push_back({std::move(ring), std::move(weights), hole});
    ++feature.parts;
  };
  for (auto& polygon : to_world(shape)) {
    for (const auto p : polygon.outer) boxes_.back().add(p);
    put(std::move(polygon.outer), false);
    for (auto& hole : polygon.holes) put(std::move(hole), true);
  }
}

void TileLayer::finish() { tree_ = BoxTree(boxes_); }

void TileLayer::put(const Feature& feature, std::uint64_t id, TileId tile, const WorldBox& box, double tolerance, MvtLayer& into) const {
  const std::span tags(tags_.data() + feature.first_tag, feature.tags);
  const std::span parts(parts_.data() + feature.first_part, feature.parts);
  if (feature.kind == Kind::point) {
    const TilePoint at[1]{to_tile(parts[0].points[0], tile)};
    into.add_points(id, tags, at);
  } else if (feature.kind == Kind::line) {
    std::vector<TilePath> lines;
    for (const auto& piece : clip_line(simplified(parts[0].points, parts[0].weights, tolerance), box)) lines.push_back(to_tile(piece, tile));
    into.add_lines(id, tags, lines);
  } else {
    std::vector<MvtLayer::Rings> polygons;
    bool outer_there = false;
    for (const auto& part : parts) {
      if (part.hole && !outer_there) continue;
      const auto ring = clip_ring(simplified(part.points, part.weights, tolerance), box);
      if (part.hole) {
        if (!ring.empty()) polygons.back().holes.push_back(to_tile(ring, tile));
        continue;
      }
      outer_there = !ring.empty();
      if (outer_there) polygons.push_back({to_tile(ring, tile), {}});
    }
    into.add_polygons(id, tags, polygons);
  }
}

void TileLayer::append_tile(TileId tile, std::string& bytes) const {
  const auto box = tile.box(kTileBuffer);
  const double unit = std::ldexp(1.0, -tile.z) / kTileExtent, pixel = unit * kUnitsPerPixel;
  // The deepest tiles are drawn larger than life, so nothing is taken away there.
  const double tolerance = tile.z >= 16 ? 0 : pixel / 2;
  MvtLayer layer(name_, table_);
  for (const auto i : tree_.meeting(box)) {
    const auto& feature = features_[i];
    if (tile.z < feature.zooms.least || tile.z > feature.zooms.most) continue;
    const auto& around = boxes_[i];
    if (feature.kind != Kind::point && around.x1 - around.x0 < pixel && around.y1 - around.y0 < pixel) continue;
    put(feature, i + 1, tile, box, tolerance, layer);
  }
  layer.append_to(bytes);
}

}  // namespace yiwang
