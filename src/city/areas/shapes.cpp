#include "city/areas/shapes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace yiwang {
namespace {

constexpr double kMetresPerDegree = kEarthRadiusMetres * std::numbers::pi / 180;
constexpr double kOnSide = 0.002;          // metres
constexpr double kSlit = 0.02;             // half the width of the slit a line is widened to

LonLat rounded(LonLat point) { return {std::round(point.lon * 1e9) / 1e9, std::round(point.lat * 1e9) / 1e9}; }

/// Metres east and north of an origin: good to a hair over a city.
struct Metres {
  double x, y;
};
struct Ground {
  LonLat origin;
  double east;
  explicit Ground(LonLat at) : origin(at), east(kMetresPerDegree * std::cos(at.lat * std::numbers::pi / 180)) {}
  Metres to(LonLat point) const { return {(point.lon - origin.lon) * east, (point.lat - origin.lat) * kMetresPerDegree}; }
  LonLat from(Metres at) const { return {origin.lon + at.x / east, origin.lat + at.y / kMetresPerDegree}; }
};

Ring open_ring(Ring ring) {
  if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
  return ring;
}

Ring tidy_ring(const Ring& ring) {
  Ring out;
  for (const auto point : open_ring(ring)) {
    const auto here = rounded(point);
    if (out.empty() || !(out.back() == here)) out.push_back(here);
  }
  while (out.size() > 1 && out.front() == out.back()) out.pop_back();
  if (!out.empty()) out.push_back(out.front());
  return out;
}

bool is_crumb(const Ring& ring) { return ring.size() < 4 || area_m2({{ring, {}}}) < kCrumb; }

/// Corners of `corners` that lie on the side from `a` to `b`, in order along it.
void corners_on(const Ground& ground, LonLat a, LonLat b, const std::vector<LonLat>& corners, Ring& out) {
  const auto p = ground.to(a), q = ground.to(b);
  const double dx = q.x - p.x, dy = q.y - p.y, length2 = dx * dx + dy * dy;
  if (length2 < kOnSide * kOnSide) return;
  const double low_x = std::min(p.x, q.x) - kOnSide, high_x = std::max(p.x, q.x) + kOnSide, low_y = std::min(p.y, q.y) - kOnSide, high_y = std::max(p.y, q.y) + kOnSide;
  std::vector<std::pair<double, LonLat>> found;
  for (const auto corner : corners) {
    const auto c = ground.to(corner);
    if (c.x < low_x || c.x > high_x || c.y < low_y || c.y > high_y) continue;
    const double along = ((c.x - p.x) * dx + (c.y - p.y) * dy) / length2;
    const double off = std::abs((c.x - p.x) * dy - (c.y - p.y) * dx) / std::sqrt(length2);
    const double metres = along * std::sqrt(length2), left = (1 - along) * std::sqrt(length2);
    if (off <= kOnSide && metres > kOnSide && left > kOnSide) found.emplace_back(along, corner);
  }
  std::sort(found.begin(), found.end(), [](const auto& one, const auto& other) { return one.first < other.first; });
  for (const auto& [along, corner] : found) {
    if (out.empty() || !(out.back() == corner)) out.push_back(corner);
  }
}

Ring stitched_ring(const Ring& ring, const Ground& ground, const std::vector<LonLat>& corners) {
  const auto bare = open_ring(ring);
  Ring out;
  for (std::size_t i = 0; i < bare.size(); ++i) {
    out.push_back(bare[i]);
    corners_on(ground, bare[i], bare[(i + 1) % bare.size()], corners, out);
  }
  if (!out.empty()) out.push_back(out.front());
  return out;
}

template <class Do>
void each_ring(const MultiPolygon& shape, Do what) {
  for (const auto& polygon : shape) {
    what(polygon.outer);
    for (const auto& hole : polygon.holes) what(hole);
  }
}

/// Everything on the left of a line that goes on straight beyond both its ends, as far as a circle around the shape.
MultiPolygon left_of(const Line& line, const Ground& ground, double radius) {
  std::vector<Metres> way;
  for (const auto point : line) way.push_back(ground.to(point));
  const auto beyond = [&](Metres inner, Metres end) {
    const double dx = end.x - inner.x, dy = end.y - inner.y, length = std::hypot(dx, dy);
    // To the circle: |end + t d| = radius.
    const double ux = dx / length, uy = dy / length, b = end.x * ux + end.y * uy, c = end.x * end.x + end.y * end.y - radius * radius;
    const double t = -b + std::sqrt(std::max(0.0, b * b - c));
    return Metres{end.x + ux * t, end.y + uy * t};
  };
  const auto start = beyond(way[1], way[0]), stop = beyond(way[way.size() - 2], way.back());
  Ring ring{ground.from(start)};
  for (const auto at : way) ring.push_back(ground.from(at));
  ring.push_back(ground.from(stop));
  double from = std::atan2(stop.y, stop.x), to = std::atan2(start.y, start.x);
  if (to <= from) to += 2 * std::numbers::pi;
  for (double angle = from + 0.05; angle < to - 0.01; angle += 0.05) ring.push_back(ground.from({radius * std::cos(angle), radius * std::sin(angle)}));
  ring.push_back(ring.front());
  return {{ring, {}}};
}

/// The line as wide as a slit, a hand beyond its ends.
std::vector<MultiPolygon> slit_of(const Line& line, const Ground& ground) {
  std::vector<MultiPolygon> out;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const auto p = ground.to(line[i]), q = ground.to(line[i + 1]);
    const double length = std::hypot(q.x - p.x, q.y - p.y);
    if (length < 1e-6) continue;
    const double ux = (q.x - p.x) / length, uy = (q.y - p.y) / length;
    const double before = i == 0 ? 0.5 : kSlit, after = i + 2 == line.size() ? 0.5 : kSlit;
    const Metres a{p.x - ux * before, p.y - uy * before}, b{q.x + ux * after, q.y + uy * after};
    const Metres n{-uy * kSlit, ux * kSlit};
    const Ring ring{ground.from({a.x - n.x, a.y - n.y}), ground.from({b.x - n.x, b.y - n.y}), ground.from({b.x + n.x, b.y + n.y}), ground.from({a.x + n.x, a.y + n.y}), ground.from({a.x - n.x, a.y - n.y})};
    out.push_back({{ring, {}}});
  }
  return out;
}

Line without_repeats(const Line& line) {
  Line out;
  for (const auto point : line) {
    if (out.empty() || metres_between(out.back(), point) > kOnSide) out.push_back(point);
  }
  return out;
}

}  // namespace

MultiPolygon tidied(const MultiPolygon& shape) {
  MultiPolygon out;
  for (const auto& polygon : shape) {
    Polygon made{tidy_ring(polygon.outer), {}};
    if (is_crumb(made.outer)) continue;
    for (const auto& hole : polygon.holes) {
      if (auto ring = tidy_ring(hole); !is_crumb(ring)) made.holes.push_back(std::move(ring));
    }
    out.push_back(std::move(made));
  }
  return out;
}

MultiPolygon stitched(const MultiPolygon& shape, const MultiPolygon& other) {
  if (shape.empty() || shape.front().outer.empty()) return shape;
  const auto box = bounds(shape);
  const double reach = kOnSide / kMetresPerDegree * 4;
  std::vector<LonLat> corners;
  each_ring(other, [&](const Ring& ring) {
    for (const auto point : ring) {
      if (point.lon >= box.low.lon - reach && point.lon <= box.high.lon + reach && point.lat >= box.low.lat - reach && point.lat <= box.high.lat + reach) corners.push_back(point);
    }
  });
  if (corners.empty()) return shape;
  const Ground ground(shape.front().outer.front());
  MultiPolygon out;
  for (const auto& polygon : shape) {
    Polygon made{stitched_ring(polygon.outer, ground, corners), {}};
    for (const auto& hole : polygon.holes) made.holes.push_back(stitched_ring(hole, ground, corners));
    out.push_back(std::move(made));
  }
  return out;
}

MultiPolygon put_together(const MultiPolygon& a, const MultiPolygon& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return tidied(joined(stitched(a, b), stitched(b, a)));
}
MultiPolygon inside_of(const MultiPolygon& a, const MultiPolygon& b) {
  if (a.empty() || b.empty() || !boxes_touch(bounds(a), bounds(b))) return {};
  return tidied(common_part(stitched(a, b), stitched(b, a)));
}
MultiPolygon outside_of(const MultiPolygon& a, const MultiPolygon& b) {
  if (a.empty() || b.empty() || !boxes_touch(bounds(a), bounds(b))) return a;
  const auto cut = stitched(b, a);
  return tidied(remainder(stitched(a, b), {&cut}));
}

std::vector<MultiPolygon> pieces_by(const MultiPolygon& shape, const Line& drawn) {
  const auto line = without_repeats(drawn);
  if (line.size() < 2 || shape.empty()) return {shape};
  const auto box = bounds(shape);
  const Ground ground({(box.low.lon + box.high.lon) / 2, (box.low.lat + box.high.lat) / 2});
  double radius = std::hypot(ground.to(box.high).x, ground.to(box.high).y);
  for (const auto point : line) radius = std::max(radius, std::hypot(ground.to(point).x, ground.to(point).y));
  const auto left = left_of(line, ground, radius * 2 + 100);
  if (!shape_fault(left).empty()) return {shape};

  // Cut by the line and what goes on from it straight; then what only that going on cut is one again: it is where no slit along the drawn line parts it.
  auto open = shape;
  for (const auto& slit : slit_of(line, ground)) open = remainder(open, {&slit});
  open = tidied(open);
  std::vector<std::pair<bool, MultiPolygon>> pieces;      // on the left, ground
  for (const auto& component : open) pieces.push_back({true, {}}), (void)component;
  const auto cells_left = common_part(shape, left), cells_right = remainder(shape, {&left});
  std::vector<double> left_m2(pieces.size()), all_m2(pieces.size());
  for (const bool is_left : {true, false}) {
    for (const auto& cell : is_left ? cells_left : cells_right) {
      std::size_t home = pieces.size();
      double most = 0;
      for (std::size_t i = 0; i < open.size(); ++i) {
        if (!boxes_touch(bounds({open[i]}), bounds({cell}))) continue;
        const auto both = common_part({cell}, {open[i]});
        const double m2 = both.empty() ? 0 : area_m2(both);
        if (m2 > most) most = m2, home = i;
      }
      if (home == pieces.size()) continue;                 // narrower than the slit
      pieces[home].second = pieces[home].second.empty() ? MultiPolygon{cell} : joined(pieces[home].second, {cell});
      all_m2[home] += most;
      if (is_left) left_m2[home] += most;
    }
  }
  for (std::size_t i = 0; i < pieces.size(); ++i) pieces[i].first = left_m2[i] * 2 >= all_m2[i];
  std::vector<std::pair<bool, MultiPolygon>> made;
  for (auto& [is_left, ground_of] : pieces) {
    if (auto tidy = tidied(ground_of); !tidy.empty()) made.emplace_back(is_left, std::move(tidy));
  }
  if (made.size() < 2) return {shape};
  std::stable_sort(made.begin(), made.end(), [](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first;
    return area_m2(a.second) > area_m2(b.second);
  });
  std::vector<MultiPolygon> out;
  for (auto& one : made) out.push_back(std::move(one.second));
  return out;
}

double perimeter_m(const MultiPolygon& shape) {
  double sum = 0;
  each_ring(shape, [&](const Ring& ring) {
    const auto bare = open_ring(ring);
    for (std::size_t i = 0; i < bare.size(); ++i) sum += metres_between(bare[i], bare[(i + 1) % bare.size()]);
  });
  return sum;
}

double shared_border_m(const MultiPolygon& a, const MultiPolygon& b) {
  if (a.empty() || b.empty() || !boxes_touch(bounds(a), bounds(b))) return 0;
  return std::max(0.0, (perimeter_m(a) + perimeter_m(b) - perimeter_m(put_together(a, b))) / 2);
}

bool same_ground(const MultiPolygon& a, const MultiPolygon& b) {
  if (a.empty() || b.empty()) return a.empty() == b.empty();
  const double whole = area_m2(a), other = area_m2(b);
  const double slack = std::max(kCrumb, whole * 1e-9);
  if (std::abs(whole - other) > slack) return false;
  const auto both = inside_of(a, b);
  return !both.empty() && std::abs(area_m2(both) - whole) <= slack;
}

bool boxes_touch(const Box& a, const Box& b) {
  return a.low.lon <= b.high.lon && b.low.lon <= a.high.lon && a.low.lat <= b.high.lat && b.low.lat <= a.high.lat;
}

}  // namespace yiwang
