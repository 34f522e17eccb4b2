#pragma once
#include "geo/tiles/box_tree.h"
#include "geo/tiles/mvt.h"

namespace yiwang {

/// Units of the tile's extent around it that features are kept in, so that borders and wide lines are not seen to end at its edge.
inline constexpr double kTileBuffer = 64;

/// The zooms (of the tile) at which a feature is there.
struct Zooms {
  int least = 0, most = kDeepestZoom;
};

/// Many features of one kind, kept ready for cutting tiles out of them: weights of every point for simplifying, a tree of boxes, tags once. Fill, `finish`, then read
/// from any number of threads.
class TileLayer {
 public:
  explicit TileLayer(std::string name) : name_(std::move(name)) {}
  using Tags = std::vector<std::pair<std::string_view, TileValue>>;
  /// Features are written in the order given; ids are their places, from 1.
  void add_point(LonLat point, const Tags& tags, Zooms zooms = {});
  void add_line(const std::vector<LonLat>& line, const Tags& tags, Zooms zooms = {});
  void add_shape(const MultiPolygon& shape, const Tags& tags, Zooms zooms = {});
  void finish();

  /// Adds what lies in the tile: clipped to the tile and its buffer, simplified to half a pixel, without what is smaller than a pixel.
  void append_tile(TileId tile, std::string& bytes) const;
  const std::string& name() const { return name_; }
  std::size_t size() const { return features_.size(); }
  WorldBox bounds() const { return tree_.bounds(); }

 private:
  struct Part {
    WorldPath points;
    std::vector<float> weights;
    bool hole = false;
  };
  enum class Kind : std::uint8_t { point, line, shape };
  struct Feature {
    Kind kind;
    Zooms zooms;
    std::uint32_t first_part, parts, first_tag, tags;
  };
  Feature& begin(Kind kind, const Tags& tags, Zooms zooms);
  void put(const Feature& feature, std::uint64_t id, TileId tile, const WorldBox& box, double tolerance, MvtLayer& into) const;

  std::string name_;
  TagTable table_;
  std::vector<Feature> features_;
  std::vector<Part> parts_;
  std::vector<TileTag> tags_;
  std::vector<WorldBox> boxes_;
  BoxTree tree_;
};

}  // namespace yiwang
