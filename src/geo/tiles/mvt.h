#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "geo/tiles/mercator.h"

namespace yiwang {

// Writing Mapbox Vector Tiles 2.1 (github.com/mapbox/vector-tile-spec). mvt.cpp is the only door to protozero.

/// A place within a tile, in units of its extent; may lie outside by the buffer.
struct TilePoint {
  std::int32_t x = 0, y = 0;
  bool operator==(const TilePoint&) const = default;
};
using TilePath = std::vector<TilePoint>;
TilePath to_tile(const WorldPath& path, TileId tile);
TilePoint to_tile(World point, TileId tile);

using TileValue = std::variant<std::string, std::int64_t, double, bool>;
struct TileTag {
  std::uint32_t key, value;                        // places in the TagTable
};

/// Keys and encoded values of many features, each once; what a tile uses of it is copied there.
class TagTable {
 public:
  std::uint32_t key(std::string_view name);
  std::uint32_t value(const TileValue& value);
  TileTag tag(std::string_view name, const TileValue& v) { return {key(name), value(v)}; }
  const std::string& key_at(std::uint32_t i) const { return keys_[i]; }
  const std::string& value_at(std::uint32_t i) const { return values_[i]; }      // an encoded Value message

 private:
  std::vector<std::string> keys_, values_;
  std::unordered_map<std::string, std::uint32_t> key_place_, value_place_;
};

/// One layer of one tile. Features that have no geometry left after rounding are not written; the `add` functions say whether it was.
class MvtLayer {
 public:
  MvtLayer(std::string_view name, const TagTable& table) : name_(name), table_(table) {}
  bool add_points(std::optional<std::uint64_t> id, std::span<const TileTag> tags, std::span<const TilePoint> points);
  bool add_lines(std::optional<std::uint64_t> id, std::span<const TileTag> tags, std::span<const TilePath> lines);
  /// Rings of one feature, outer ones each followed by their holes; either turn is taken and the right one written.
  struct Rings {
    TilePath outer;
    std::vector<TilePath> holes;
  };
  bool add_polygons(std::optional<std::uint64_t> id, std::span<const TileTag> tags, std::span<const Rings> polygons);
  /// A tag whose value is not in the table, such as a count.
  TileTag own(std::string_view name, const TileValue& value) { return {own_.key(name) | kOwn, own_.value(value) | kOwn}; }
  std::size_t features() const { return count_; }
  /// Adds the layer to a tile's bytes; nothing when it has no feature.
  void append_to(std::string& tile) const;

 private:
  void write(std::optional<std::uint64_t> id, std::span<const TileTag> tags, int type, const std::vector<std::uint32_t>& geometry);
  static constexpr std::uint32_t kOwn = 1u << 31;
  std::string name_;
  const TagTable& table_;
  TagTable own_;
  std::unordered_map<std::uint32_t, std::uint32_t> key_here_, value_here_;
  std::vector<std::uint32_t> keys_, values_;       // places in the table, in the tile's order
  std::string features_;
  std::size_t count_ = 0;
};

/// Twice the area of an open ring by the surveyor's formula; positive for an outer ring as the format wants it (clockwise on the screen).
std::int64_t twice_area(const TilePath& ring);

}  // namespace yiwang
