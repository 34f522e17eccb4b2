#pragma once
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

#include "geo/index/packed_tree.h"
#include "geo/index/ground_frame.h"
#include "geo/place.h"

namespace yiwang {

/// What was found and how far it is: metres on the WGS84 ellipsoid (`ground_metres`).
struct Near {
  std::uint32_t key = 0;
  double metres = 0;
  bool operator==(const Near&) const = default;
};
/// Nearer first, then the smaller key; every list of this corner is in this order.
inline bool nearer(const Near& a, const Near& b) { return a.metres != b.metres ? a.metres < b.metres : a.key < b.key; }

struct KeyedPoint {
  std::uint32_t key = 0;
  LonLat point;
};

/// Points that never change, asked for by place. Built once, read by any number of threads. Distances are within 0.01 mm of the shortest way on the
/// ellipsoid at 10 km and 2 cm at 100 km; edges count as inside. Meant for points of one city or province: in_polygon for shapes within 2,000 km of their middle.
class PointIndex {
 public:
  using Wanted = std::function<bool(std::uint32_t)>;

  explicit PointIndex(const std::vector<KeyedPoint>& points = {});
  std::size_t size() const { return keys_.size(); }

  /// The k nearest of those wanted (all when empty), none farther than `within_m`.
  std::vector<Near> nearest(LonLat from, std::size_t k, double within_m = std::numeric_limits<double>::infinity(), const Wanted& wanted = {}) const;
  std::vector<Near> in_circle(LonLat centre, double metres) const;
  /// Within `metres` to either side of a line and around its ends; the line's pieces are straight in lon and lat (RFC 7946). Distances are to the line, within a millimetre.
  std::vector<Near> along(const std::vector<LonLat>& line, double metres) const;
  /// By key, distance 0. Borders as in crossing.h: of two shapes that share one, exactly one has the point.
  std::vector<Near> in_polygon(const MultiPolygon& shape) const;

 private:
  GroundFrame frame_;
  PackedTree tree_;
  std::vector<Spot3> spots_;               // in tree order, as all below
  std::vector<std::uint32_t> keys_;
  std::vector<LonLat> places_;
};

namespace detail {
/// The corners of a line with more put between them, so that no piece is longer than `most` metres; straight in lon and lat.
std::vector<LonLat> in_short_pieces(const std::vector<LonLat>& line, double most);
/// The nearest place of a piece to a point: how far along (0 to 1) and the square of the straight distance.
struct Foot {
  double along = 0, square = 0;
};
Foot foot_on(const Spot3& a, const Spot3& b, const Spot3& p);
/// The middle of what `points` cover, in degrees.
LonLat middle_of(const std::vector<LonLat>& points);
}  // namespace detail

}  // namespace yiwang
