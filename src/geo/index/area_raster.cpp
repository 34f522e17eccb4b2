#include "geo/index/area_raster.h"

#include <cmath>
#include <limits>

namespace yiwang::detail {

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

void Extent::add(const MultiPolygon& shape) {
  const auto own = bounds(shape);
  box.low = {std::min(box.low.lon, own.low.lon), std::min(box.low.lat, own.low.lat)};
  box.high = {std::max(box.high.lon, own.high.lon), std::max(box.high.lat, own.high.lat)};
  ++shapes;
  for (const auto& polygon : shape) points += polygon.outer.size();
}

Raster raster_over(const Extent& extent) {
  const double cells = std::clamp(static_cast<double>(std::max(extent.shapes * 64, extent.points * 2)), 1024.0, 8e6);
  const double width = std::max(extent.box.high.lon - extent.box.low.lon, 1e-9);
  const double height = std::max(extent.box.high.lat - extent.box.low.lat, 1e-9);
  Raster raster;
  raster.low = extent.box.low;
  raster.columns = static_cast<int>(std::clamp(std::sqrt(cells * width / height), 1.0, cells));
  raster.rows = static_cast<int>(std::clamp(cells / raster.columns, 1.0, cells));
  raster.lon_cells = raster.columns / width;
  raster.lat_cells = raster.rows / height;
  return raster;
}

Tables Tables::over(const Shapes& shapes, const Extent& extent) {
  Tables out;
  out.raster = raster_over(extent);
  out.cells.assign(out.raster.cell(out.raster.rows, 0), kEmpty);
  Builder builder(out);
  for (const auto& [key, shape] : shapes) {
    builder.add(static_cast<std::uint32_t>(out.keys.size()), shape);
    out.keys.push_back(key);
  }
  builder.finish();
  return out;
}

}  // namespace yiwang::detail
