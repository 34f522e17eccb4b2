#include "geo/index/area_index.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "geo/index/crossing.h"

namespace yiwang {
namespace {

constexpr std::uint32_t kBorder = 0x80000000;   // the rest of the number is the first candidate
constexpr std::uint32_t kEmpty = 0x7fffffff;

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

struct Tables {
  Raster raster;
  Box box{{1, 1}, {0, 0}};
  std::vector<std::uint32_t> keys;
  std::vector<std::uint32_t> cells;
  std::vector<Candidate> candidates;
  std::vector<Crossing> sides;
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

constexpr std::uint32_t kNoDraft = 0xffffffff;

Builder::Builder(Tables& parts)
    // A point is put into a cell by rounded arithmetic; a millionth of a cell to spare covers that.
    : parts_(parts), lon_pad_(1e-6 / parts.raster.lon_cells), lat_pad_(1e-6 / parts.raster.lat_cells),
      first_(parts.cells.size(), kNoDraft), last_(parts.cells.size(), kNoDraft) {}

void Builder::add(std::uint32_t shape, const MultiPolygon& polygons) {
  const auto sides = crossings(polygons);
  if (sides.empty()) return;
  const auto& raster = parts_.raster;
  auto box = bounds(polygons);
  for (const auto& polygon : polygons) {
    // Holes of a broken shape may reach beyond it.
    for (const auto& hole : polygon.holes) {
      for (const auto point : hole) {
        box.low.lat = std::min(box.low.lat, point.lat);
        box.high.lat = std::max(box.high.lat, point.lat);
      }
    }
  }
  const int low = raster.row(box.low.lat - lat_pad_);
  const int high = raster.row(box.high.lat + lat_pad_);
  std::vector<std::vector<Reach>> by_row(static_cast<std::size_t>(high - low + 1));
  for (const auto& side : sides) {
    for (int row = raster.row(side.south - lat_pad_); row <= raster.row(side.north + lat_pad_); ++row) {
      const double south = raster.low.lat + row / raster.lat_cells - lat_pad_;
      const double north = raster.low.lat + (row + 1) / raster.lat_cells + lat_pad_;
      const double a = side.lon_at(std::clamp(south, side.south, side.north));
      const double b = side.lon_at(std::clamp(north, side.south, side.north));
      by_row[static_cast<std::size_t>(row - low)].push_back(
          {&side, raster.column(std::min(a, b) - lon_pad_), raster.column(std::max(a, b) + lon_pad_)});
    }
  }
  const auto add_level_sides = [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const LonLat a = ring[i], b = ring[(i + 1) % ring.size()];
      if (a.lat != b.lat) continue;
      for (int row = raster.row(a.lat - lat_pad_); row <= raster.row(a.lat + lat_pad_); ++row) {
        by_row[static_cast<std::size_t>(row - low)].push_back(
            {nullptr, raster.column(std::min(a.lon, b.lon) - lon_pad_), raster.column(std::max(a.lon, b.lon) + lon_pad_)});
      }
    }
  };
  for (const auto& polygon : polygons) {
    add_level_sides(polygon.outer);
    for (const auto& hole : polygon.holes) add_level_sides(hole);
  }
  for (int row = low; row <= high; ++row) add_row(shape, sides, by_row[static_cast<std::size_t>(row - low)], row);
}

void Builder::add_row(std::uint32_t shape, const std::vector<Crossing>& all, const std::vector<Reach>& reaches, int row) {
  if (reaches.empty()) return;
  int from = std::numeric_limits<int>::max();
  int to = -1;
  for (const auto& reach : reaches) {
    from = std::min(from, reach.from);
    to = std::max(to, reach.to);
  }
  std::vector<bool> touched(static_cast<std::size_t>(to - from + 1));
  for (const auto& reach : reaches) std::fill(touched.begin() + (reach.from - from), touched.begin() + (reach.to - from + 1), true);
  const auto& raster = parts_.raster;
  const double middle = raster.low.lat + (row + 0.5) / raster.lat_cells;
  bool inside = false;
  for (int column = from; column <= to; ++column) {
    if (touched[static_cast<std::size_t>(column - from)]) {
      cross(shape, reaches, row, column);
      continue;
    }
    // No side lies in a run of untouched cells, so its first cell speaks for all.
    if (column == from || touched[static_cast<std::size_t>(column - from - 1)]) {
      inside = contains(all, {raster.low.lon + (column + 0.5) / raster.lon_cells, middle});
    }
    if (inside) fill(shape, raster.cell(row, column));
  }
}

void Builder::fill(std::uint32_t shape, std::size_t cell) {
  if (parts_.cells[cell] == kEmpty) parts_.cells[cell] = shape;
  else if (parts_.cells[cell] == kBorder) append(cell, {shape, 0, 0, true, false});
}

void Builder::cross(std::uint32_t shape, const std::vector<Reach>& reaches, int row, int column) {
  const auto& raster = parts_.raster;
  const std::size_t cell = raster.cell(row, column);
  if (parts_.cells[cell] != kEmpty && parts_.cells[cell] != kBorder) return;   // an earlier shape holds all of it
  parts_.cells[cell] = kBorder;
  const double south = raster.low.lat + row / raster.lat_cells - lat_pad_;
  const double north = raster.low.lat + (row + 1) / raster.lat_cells + lat_pad_;
  Candidate candidate{shape, static_cast<std::uint32_t>(parts_.sides.size()), 0, false, false};
  // Sides east of the cell count by latitude alone. Each is a step up at its southern end and down at its northern one; where one
  // ends and the next begins the steps cancel, so of a whole border nearly always one constant remains.
  std::vector<double> steps;
  for (const auto& [side, from, to] : reaches) {
    if (to < column || side == nullptr) continue;
    if (from <= column) {
      parts_.sides.push_back(*side);
      continue;
    }
    for (const double lat : {side->south, side->north}) {
      if (lat <= south) candidate.inside = !candidate.inside;
      else if (lat <= north) steps.push_back(lat);
    }
  }
  std::sort(steps.begin(), steps.end());
  constexpr double kFar = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (i + 1 < steps.size() && steps[i] == steps[i + 1]) ++i;
    else parts_.sides.push_back({steps[i], kFar, kFar, 0});
  }
  candidate.side_count = static_cast<std::uint32_t>(parts_.sides.size()) - candidate.first_side;
  append(cell, candidate);
}

void Builder::append(std::size_t cell, Candidate candidate) {
  const auto at = static_cast<std::uint32_t>(drafts_.size());
  drafts_.push_back({candidate, kNoDraft});
  if (first_[cell] == kNoDraft) first_[cell] = at;
  else drafts_[last_[cell]].next = at;
  last_[cell] = at;
}

void Builder::finish() {
  std::vector<Crossing> sides;
  sides.reserve(parts_.sides.size());
  parts_.candidates.reserve(drafts_.size());
  for (std::size_t cell = 0; cell < parts_.cells.size(); ++cell) {
    if (parts_.cells[cell] != kBorder) continue;
    parts_.cells[cell] = kBorder | static_cast<std::uint32_t>(parts_.candidates.size());
    for (auto at = first_[cell]; at != kNoDraft; at = drafts_[at].next) {
      auto candidate = drafts_[at].candidate;
      const auto begin = parts_.sides.begin() + candidate.first_side;
      candidate.first_side = static_cast<std::uint32_t>(sides.size());
      sides.insert(sides.end(), begin, begin + candidate.side_count);
      parts_.candidates.push_back(candidate);
      if (candidate.inside && candidate.side_count == 0) break;   // holds the rest of the cell
    }
    parts_.candidates.back().last = true;
  }
  parts_.sides = std::move(sides);
}

Raster raster_over(const Box& box, std::size_t shapes, std::size_t points) {
  const double cells = std::clamp(static_cast<double>(std::max(shapes * 64, points * 2)), 1024.0, 8e6);
  const double width = std::max(box.high.lon - box.low.lon, 1e-9);
  const double height = std::max(box.high.lat - box.low.lat, 1e-9);
  Raster raster;
  raster.low = box.low;
  raster.columns = static_cast<int>(std::clamp(std::sqrt(cells * width / height), 1.0, cells));
  raster.rows = static_cast<int>(std::clamp(cells / raster.columns, 1.0, cells));
  raster.lon_cells = raster.columns / width;
  raster.lat_cells = raster.rows / height;
  return raster;
}

}  // namespace

struct AreaIndex::Parts : Tables {};

AreaIndex::AreaIndex(std::vector<std::pair<std::uint32_t, MultiPolygon>> shapes) : parts_(std::make_unique<Parts>()) {
  constexpr double kFar = std::numeric_limits<double>::infinity();
  Box box{{kFar, kFar}, {-kFar, -kFar}};
  std::size_t points = 0;
  for (const auto& [key, shape] : shapes) {
    const auto own = bounds(shape);
    box.low = {std::min(box.low.lon, own.low.lon), std::min(box.low.lat, own.low.lat)};
    box.high = {std::max(box.high.lon, own.high.lon), std::max(box.high.lat, own.high.lat)};
    for (const auto& polygon : shape) points += polygon.outer.size();
  }
  if (points == 0) return;
  parts_->box = box;
  parts_->raster = raster_over(box, shapes.size(), points);
  parts_->cells.assign(parts_->raster.cell(parts_->raster.rows, 0), kEmpty);
  Builder builder(*parts_);
  for (const auto& [key, shape] : shapes) {
    builder.add(static_cast<std::uint32_t>(parts_->keys.size()), shape);
    parts_->keys.push_back(key);
  }
  builder.finish();
}

AreaIndex::~AreaIndex() = default;
AreaIndex::AreaIndex(AreaIndex&&) noexcept = default;
AreaIndex& AreaIndex::operator=(AreaIndex&&) noexcept = default;

std::uint32_t AreaIndex::find(LonLat point) const {
  const auto& parts = *parts_;
  // Written so that NaN falls out as well.
  if (!(point.lon >= parts.box.low.lon && point.lon <= parts.box.high.lon && point.lat >= parts.box.low.lat && point.lat <= parts.box.high.lat)) return kNone;
  const std::uint32_t cell = parts.cells[parts.raster.cell(parts.raster.row(point.lat), parts.raster.column(point.lon))];
  if ((cell & kBorder) == 0) return cell == kEmpty ? kNone : parts.keys[cell];
  for (const Candidate* candidate = &parts.candidates[cell & ~kBorder];; ++candidate) {
    bool inside = candidate->inside;
    const Crossing* side = parts.sides.data() + candidate->first_side;
    for (std::uint32_t i = 0; i < candidate->side_count; ++i) inside ^= side[i].crosses(point);
    if (inside) return parts.keys[candidate->shape];
    if (candidate->last) return kNone;
  }
}

}  // namespace yiwang
