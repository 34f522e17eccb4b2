#pragma once
#include <vector>

#include "geo/index/point_index.h"

namespace yiwang {

struct KeyedLine {
  std::uint32_t key = 0;                   // several lines may bear the same
  std::vector<LonLat> line;                // straight in lon and lat between its corners
};
struct NearLine {
  std::uint32_t key = 0;
  double metres = 0;
  LonLat at;                               // the nearest place on it
};

/// Lines that never change: which is nearest. Measures and ties as point_index.h, within a millimetre. Built once, read by any number of threads.
class SegmentIndex {
 public:
  explicit SegmentIndex(const std::vector<KeyedLine>& lines = {});
  /// The k nearest lines, each key once with its nearest place, none farther than `within_m`.
  std::vector<NearLine> nearest(LonLat from, std::size_t k, double within_m) const;

 private:
  struct Piece {
    Spot3 a, b;
  };
  GroundFrame frame_;
  PackedTree tree_;
  std::vector<Piece> pieces_;              // in tree order, as all below
  std::vector<std::uint32_t> keys_;
};

}  // namespace yiwang
