#include "geo/tiles/mvt.h"

#include <algorithm>
#include <cmath>
#include <protozero/pbf_writer.hpp>

namespace yiwang {
namespace {

enum : protozero::pbf_tag_type { kTileLayer = 3, kName = 1, kFeature = 2, kKey = 3, kValue = 4, kExtent = 5, kVersion = 15, kId = 1, kTags = 2, kType = 3, kGeometry = 4 };
enum : protozero::pbf_tag_type { kString = 1, kDouble = 3, kInt = 4, kUint = 5, kBool = 7 };
enum { kPoint = 1, kLine = 2, kPolygon = 3 };

std::uint32_t move_to(std::size_t n) { return static_cast<std::uint32_t>(n << 3 | 1); }
std::uint32_t line_to(std::size_t n) { return static_cast<std::uint32_t>(n << 3 | 2); }
constexpr std::uint32_t kClose = 1u << 3 | 7;

class Pen {
 public:
  void go(TilePoint p) {
    out.push_back(protozero::encode_zigzag32(p.x - at_.x));
    out.push_back(protozero::encode_zigzag32(p.y - at_.y));
    at_ = p;
  }
  std::vector<std::uint32_t> out;

 private:
  TilePoint at_;
};

std::int64_t turn(TilePoint a, TilePoint b, TilePoint c) {
  return (std::int64_t{b.x} - a.x) * (std::int64_t{c.y} - b.y) - (std::int64_t{b.y} - a.y) * (std::int64_t{c.x} - b.x);
}

/// Without repeated points, points on a straight run and spikes, which rounding makes.
TilePath cleaned(const TilePath& ring) {
  TilePath out;
  const auto push = [&](TilePoint p) {
    while (!out.empty()) {
      if (out.back() == p) return;
      if (out.size() < 2 || turn(out[out.size() - 2], out.back(), p) != 0) break;
      out.pop_back();
    }
    out.push_back(p);
  };
  for (const auto p : ring) push(p);
  std::size_t first = 0;
  for (bool again = true; again && out.size() - first >= 3;) {
    again = false;
    const auto n = out.size();
    if (out[n - 1] == out[first] || turn(out[n - 2], out[n - 1], out[first]) == 0) out.pop_back(), again = true;
    else if (turn(out[n - 1], out[first], out[first + 1]) == 0) ++first, again = true;
  }
  out.erase(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(first));
  if (out.size() < 3) out.clear();
  return out;
}

void draw_ring(Pen& pen, TilePath ring, bool outer) {
  if ((twice_area(ring) > 0) != outer) std::reverse(ring.begin(), ring.end());
  pen.out.push_back(move_to(1));
  pen.go(ring[0]);
  pen.out.push_back(line_to(ring.size() - 1));
  for (std::size_t i = 1; i < ring.size(); ++i) pen.go(ring[i]);
  pen.out.push_back(kClose);
}

}  // namespace

std::int64_t twice_area(const TilePath& ring) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto a = ring[i], b = ring[i + 1 == ring.size() ? 0 : i + 1];
    sum += std::int64_t{a.x} * b.y - std::int64_t{b.x} * a.y;
  }
  return sum;
}

TilePoint to_tile(World point, TileId tile) {
  const double units = std::ldexp(kTileExtent, tile.z);
  return {static_cast<std::int32_t>(std::lround(point.x * units - static_cast<double>(tile.x) * kTileExtent)),
          static_cast<std::int32_t>(std::lround(point.y * units - static_cast<double>(tile.y) * kTileExtent))};
}

TilePath to_tile(const WorldPath& path, TileId tile) {
  TilePath out;
  out.reserve(path.size());
  for (const auto& p : path) {
    const auto q = to_tile(p, tile);
    if (out.empty() || out.back() != q) out.push_back(q);
  }
  return out;
}

std::uint32_t TagTable::key(std::string_view name) {
  const auto [found, fresh] = key_place_.emplace(name, static_cast<std::uint32_t>(keys_.size()));
  if (fresh) keys_.emplace_back(name);
  return found->second;
}

std::uint32_t TagTable::value(const TileValue& value) {
  std::string bytes;
  protozero::pbf_writer out(bytes);
  if (const auto* text = std::get_if<std::string>(&value)) out.add_string(kString, *text);
  else if (const auto* whole = std::get_if<std::int64_t>(&value)) *whole < 0 ? out.add_int64(kInt, *whole) : out.add_uint64(kUint, static_cast<std::uint64_t>(*whole));
  else if (const auto* number = std::get_if<double>(&value)) out.add_double(kDouble, *number);
  else out.add_bool(kBool, std::get<bool>(value));
  const auto [found, fresh] = value_place_.emplace(std::move(bytes), static_cast<std::uint32_t>(values_.size()));
  if (fresh) values_.push_back(found->first);
  return found->second;
}

void MvtLayer::write(std::optional<std::uint64_t> id, std::span<const TileTag> tags, int type, const std::vector<std::uint32_t>& geometry) {
  std::vector<std::uint32_t> pairs;
  pairs.reserve(tags.size() * 2);
  for (const auto tag : tags) {
    const auto [key, new_key] = key_here_.emplace(tag.key, static_cast<std::uint32_t>(keys_.size()));
    if (new_key) keys_.push_back(tag.key);
    const auto [value, new_value] = value_here_.emplace(tag.value, static_cast<std::uint32_t>(values_.size()));
    if (new_value) values_.push_back(tag.value);
    pairs.push_back(key->second);
    pairs.push_back(value->second);
  }
  protozero::pbf_writer layer(features_);
  protozero::pbf_writer feature(layer, kFeature);
  if (id) feature.add_uint64(kId, *id);
  feature.add_packed_uint32(kTags, pairs.begin(), pairs.end());
  feature.add_enum(kType, type);
  feature.add_packed_uint32(kGeometry, geometry.begin(), geometry.end());
  ++count_;
}

bool MvtLayer::add_points(std::optional<std::uint64_t> id, std::span<const TileTag> tags, std::span<const TilePoint> points) {
  if (points.empty()) return false;
  Pen pen;
  pen.out.push_back(move_to(points.size()));
  for (const auto p : points) pen.go(p);
  write(id, tags, kPoint, pen.out);
  return true;
}

bool MvtLayer::add_lines(std::optional<std::uint64_t> id, std::span<const TileTag> tags, std::span<const TilePath> lines) {
  Pen pen;
  for (const auto& given : lines) {
    TilePath line;
    for (const auto p : given) {
      if (line.empty() || line.back() != p) line.push_back(p);
    }
    if (line.size() < 2) continue;
    pen.out.push_back(move_to(1));
    pen.go(line[0]);
    pen.out.push_back(line_to(line.size() - 1));
    for (std::size_t i = 1; i < line.size(); ++i) pen.go(line[i]);
  }
  if (pen.out.empty()) return false;
  write(id, tags, kLine, pen.out);
  return true;
}

bool MvtLayer::add_polygons(std::optional<std::uint64_t> id, std::span<const TileTag> tags, std::span<const Rings> polygons) {
  Pen pen;
  for (const auto& polygon : polygons) {
    auto outer = cleaned(polygon.outer);
    if (outer.empty() || twice_area(outer) == 0) continue;
    draw_ring(pen, std::move(outer), true);
    for (const auto& given : polygon.holes) {
      auto hole = cleaned(given);
      if (!hole.empty() && twice_area(hole) != 0) draw_ring(pen, std::move(hole), false);
    }
  }
  if (pen.out.empty()) return false;
  write(id, tags, kPolygon, pen.out);
  return true;
}

void MvtLayer::append_to(std::string& tile) const {
  if (count_ == 0) return;
  std::string bytes;
  {
    protozero::pbf_writer layer(bytes);
    layer.add_uint32(kVersion, 2);
    layer.add_string(kName, name_);
    bytes += features_;                            // whole `features` fields
    for (const auto key : keys_) layer.add_string(kKey, (key & kOwn) != 0 ? own_.key_at(key & ~kOwn) : table_.key_at(key));
    for (const auto value : values_) layer.add_message(kValue, (value & kOwn) != 0 ? own_.value_at(value & ~kOwn) : table_.value_at(value));
    layer.add_uint32(kExtent, kTileExtent);
  }
  protozero::pbf_writer(tile).add_message(kTileLayer, bytes);
}

}  // namespace yiwang
