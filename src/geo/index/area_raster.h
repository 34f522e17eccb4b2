#pragma once
#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "geo/index/crossing.h"

namespace yiwang::detail {

// The raster beneath area_index.h and layered_area_index.h. A cell wholly inside one shape says so; one that a border crosses lists the shapes that may hold
// its points, the earlier first, each with just the sides that matter there.

inline constexpr std::uint32_t kBorder = 0x80000000;   // the rest of the number is the first candidate
inline constexpr std::uint32_t kEmpty = 0x7fffffff;

// A shape that may hold points of a border cell: whether the cell's far east sees it as inside, and the sides to count in the cell.
struct Candidate {
  std::uint32_t shape;
  std::uint32_t first_side;
  std::uint32_t side_count;
  bool inside;
  bool last;
};

struct Raster {
  LonLat low;
  double lon_cells = 0;   // cells per degree
  double lat_cells = 0;
  int columns = 1;
  int rows = 1;

  int column(double lon) const { return std::clamp(static_cast<int>((lon - low.lon) * lon_cells), 0, columns - 1); }
  int row(double lat) const { return std::clamp(static_cast<int>((lat - low.lat) * lat_cells), 0, rows - 1); }
  std::size_t cell(int r, int c) const { return static_cast<std::size_t>(r) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(c); }
};

/// The ground of a list of shapes, or of several.
struct Extent {
  Box box{{1e300, 1e300}, {-1e300, -1e300}};
  std::size_t shapes = 0, points = 0;
  void add(const MultiPolygon& shape);
  // Written so that NaN falls out as well.
  bool holds(LonLat p) const { return p.lon >= box.low.lon && p.lon <= box.high.lon && p.lat >= box.low.lat && p.lat <= box.high.lat; }
};
Raster raster_over(const Extent& extent);

using Shapes = std::vector<std::pair<std::uint32_t, MultiPolygon>>;

struct Tables {
  Raster raster;
  std::vector<std::uint32_t> keys;         // of the shapes
  std::vector<std::uint32_t> cells;        // a shape, kEmpty, or kBorder with the first candidate
  std::vector<Candidate> candidates;
  std::vector<Crossing> sides;

  /// The extent must be that of the shapes or wider, and hold a point at least.
  static Tables over(const Shapes& shapes, const Extent& extent);
  /// The shape that holds a point of a border cell, or kEmpty.
  std::uint32_t decide(std::uint32_t border_cell, LonLat point) const {
    for (const Candidate* candidate = &candidates[border_cell & ~kBorder];; ++candidate) {
      bool inside = candidate->inside;
      const Crossing* side = sides.data() + candidate->first_side;
      for (std::uint32_t i = 0; i < candidate->side_count; ++i) inside ^= side[i].crosses(point);
      if (inside) return candidate->shape;
      if (candidate->last) return kEmpty;
    }
  }
};

class Builder {
 public:
  explicit Builder(Tables& parts);
  void add(std::uint32_t shape, const MultiPolygon& polygons);
  void finish();

 private:
  struct Draft {
    Candidate candidate;
    std::uint32_t next;
  };
  // A side within one row of cells: the columns it may touch there. Sides along a parallel are never crossed, but no cell they touch is all in or out.
  struct Reach {
    const Crossing* side;   // null along a parallel
    int from;
    int to;
  };
  void add_row(std::uint32_t shape, const std::vector<Crossing>& all, const std::vector<Reach>& reaches, int row);
  void fill(std::uint32_t shape, std::size_t cell);
  void cross(std::uint32_t shape, const std::vector<Reach>& reaches, int row, int column);
  void append(std::size_t cell, Candidate candidate);

  Tables& parts_;
  double lon_pad_;
  double lat_pad_;
  std::vector<Draft> drafts_;
  std::vector<std::uint32_t> first_, last_;   // of drafts, by cell
};

}  // namespace yiwang::detail
