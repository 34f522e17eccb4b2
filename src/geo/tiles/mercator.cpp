#include "geo/tiles/mercator.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace yiwang {
namespace {

WorldPath ring_of(const Ring& ring) {
  auto out = to_world(ring);
  while (out.size() > 1 && out.front() == out.back()) out.pop_back();
  return out;
}

}  // namespace

World to_world(LonLat point) {
  const double s = std::clamp(std::sin(point.lat * std::numbers::pi / 180), -0.99999, 0.99999);
  const double y = 0.5 - 0.25 * std::log((1 + s) / (1 - s)) / std::numbers::pi;
  return {point.lon / 360 + 0.5, std::clamp(y, 0.0, 1.0)};
}

LonLat from_world(World point) {
  return {(point.x - 0.5) * 360, std::atan(std::sinh((0.5 - point.y) * 2 * std::numbers::pi)) * 180 / std::numbers::pi};
}

void WorldBox::add(World p) {
  if (empty()) {
    *this = {p.x, p.y, p.x, p.y};
    return;
  }
  x0 = std::min(x0, p.x);
  y0 = std::min(y0, p.y);
  x1 = std::max(x1, p.x);
  y1 = std::max(y1, p.y);
}

void WorldBox::add(const WorldBox& other) {
  if (other.empty()) return;
  add(World{other.x0, other.y0});
  add(World{other.x1, other.y1});
}

bool TileId::exists() const { return z >= 0 && z <= kDeepestZoom && (std::uint64_t{x} >> z) == 0 && (std::uint64_t{y} >> z) == 0; }

WorldBox TileId::box(double buffer) const {
  const double side = std::ldexp(1.0, -z), wider = buffer * side / kTileExtent;
  return {x * side - wider, y * side - wider, (x + 1) * side + wider, (y + 1) * side + wider};
}

WorldPath to_world(const std::vector<LonLat>& line) {
  WorldPath out;
  out.reserve(line.size());
  for (const auto& p : line) out.push_back(to_world(p));
  return out;
}

std::vector<WorldPolygon> to_world(const MultiPolygon& shape) {
  std::vector<WorldPolygon> out;
  for (const auto& polygon : shape) {
    WorldPolygon one{ring_of(polygon.outer), {}};
    for (const auto& hole : polygon.holes) one.holes.push_back(ring_of(hole));
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace yiwang
