#pragma once
#include "geo/tiles/mvt.h"

namespace yiwang {

/// Many points of several kinds, kept in Z order. Fill, `finish`, then read from any number of threads.
class PointLayer {
 public:
  using Tags = std::vector<std::pair<std::string_view, TileValue>>;
  explicit PointLayer(std::string name) : name_(std::move(name)) {}
  /// `kind` is written as a tag besides `tags`.
  void add(LonLat point, const std::string& kind, const Tags& tags);
  void finish();
  /// Points of one kind, or of all when `kind` is empty. Where they are many (z_order.h) one in their middle stands for those of a cell, with `count` and the
  /// commonest `kind`.
  void append_tile(TileId tile, std::string_view kind, std::string& bytes) const;
  std::size_t size() const { return points_.size(); }

 private:
  struct Point {
    std::uint64_t key;
    std::uint32_t kind, first_tag, tags, id;
  };
  std::string name_;
  TagTable table_;
  std::vector<std::string> kinds_;
  std::vector<Point> points_;
  std::vector<TileTag> tags_;
};

}  // namespace yiwang
