#include "geo/overlay.h"

#include <algorithm>
#include <boost/geometry.hpp>
#include <boost/geometry/algorithms/point_on_surface.hpp>
#include <boost/geometry/geometries/multi_polygon.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <cmath>
#include <numbers>

#include "geo/mend/mend.h"

namespace yiwang {

namespace {

namespace bg = boost::geometry;
using Flat = bg::model::d2::point_xy<double>;
using FlatPolygon = bg::model::polygon<Flat>;
using FlatShape = bg::model::multi_polygon<FlatPolygon>;

bool boxes_meet(const FlatPolygon& a, const FlatPolygon& b) {
  return bg::intersects(bg::return_envelope<bg::model::box<Flat>>(a), bg::return_envelope<bg::model::box<Flat>>(b));
}

/// Equal-rectangle plane in metres with its origin at one point; what is compared must share one.
struct Plane {
  LonLat origin;
  double metres_lon;
  static constexpr double kMetresLat = 111194.93;   // a degree of the mean sphere

  explicit Plane(LonLat at) : origin(at), metres_lon(kMetresLat * std::cos(at.lat * std::numbers::pi / 180)) {}
  Flat to_flat(LonLat point) const { return {(point.lon - origin.lon) * metres_lon, (point.lat - origin.lat) * kMetresLat}; }
  LonLat to_lonlat(const Flat& point) const { return {origin.lon + point.x() / metres_lon, origin.lat + point.y() / kMetresLat}; }

  FlatPolygon to_flat(const Polygon& polygon) const {
    FlatPolygon made;
    for (const auto& point : polygon.outer) made.outer().push_back(to_flat(point));
    for (const auto& hole : polygon.holes) {
      auto& ring = made.inners().emplace_back();
      for (const auto& point : hole) ring.push_back(to_flat(point));
    }
    bg::correct(made);
    return made;
  }
  /// Parts that share a border become one, for Boost.Geometry asks for parts that touch in points at most.
  FlatShape to_flat(const MultiPolygon& shape) const {
    FlatShape flat;
    for (const auto& polygon : shape) {
      auto part = to_flat(polygon);
      if (std::none_of(flat.begin(), flat.end(), [&](const auto& other) { return boxes_meet(other, part); })) {
        flat.push_back(std::move(part));
        continue;
      }
      FlatShape more;
      bg::union_(flat, part, more);
      flat = std::move(more);
    }
    return flat;
  }
  MultiPolygon to_lonlat(const FlatShape& flat) const {
    const auto ring_of = [&](const auto& ring) {
      Ring made;
      for (const auto& point : ring) made.push_back(to_lonlat(point));
      return made;
    };
    MultiPolygon shape;
    for (const auto& polygon : flat) {
      Polygon made{ring_of(polygon.outer()), {}};
      for (const auto& hole : polygon.inners()) made.holes.push_back(ring_of(hole));
      shape.push_back(std::move(made));
    }
    return shape;
  }
};

Plane plane_of(const MultiPolygon& shape) { return Plane(shape.empty() || shape.front().outer.empty() ? LonLat{} : shape.front().outer.front()); }

std::string polygon_fault(const Polygon& polygon, const FlatPolygon& flat) {
  bg::validity_failure_type why{};
  if (bg::is_valid(flat, why)) return {};
  switch (why) {
    case bg::failure_few_points: return "too_few_points";
    case bg::failure_self_intersections: return "self_crossing";
    case bg::failure_spikes: return "spikes";
    case bg::failure_interior_rings_outside: return "holes_outside";
    case bg::failure_nested_interior_rings: return "holes_outside";
    case bg::failure_duplicate_points: return {};
    // A figure of eight whose halves weigh the same has no turn and is called wrongly turned.
    default: return self_crossing({polygon}) ? "self_crossing" : "other";
  }
}

constexpr std::size_t kMostForTolerance = 50'000;

std::size_t places(const MultiPolygon& shape) {
  std::size_t count = 0;
  for (const auto& polygon : shape) {
    count += polygon.outer.size();
    for (const auto& hole : polygon.holes) count += hole.size();
  }
  return count;
}

/// What whole numbers say; nothing when they cannot tell. Sound shapes are known in n log n; what is unsound by a hair only is let through by the slower look after it.
std::optional<std::string> exact_fault(const MultiPolygon& shape) {
  const auto found = examine(shape);
  if (!found) return found.error().reason == Reason::bad_polygon || found.error().reason == Reason::too_large ? std::optional<std::string>("other") : std::nullopt;
  for (const auto& one : *found) {
    switch (one.fault) {
      case ShapeFault::not_closed:
      case ShapeFault::duplicate_point:
      case ShapeFault::wrong_turn: break;
      case ShapeFault::too_few_points: return "too_few_points";
      case ShapeFault::spike: return "spikes";
      case ShapeFault::self_crossing:
      case ShapeFault::self_touch: return "self_crossing";
      case ShapeFault::hole_outside: return "holes_outside";
      case ShapeFault::overlapping_parts: return "overlapping_parts";
      default: return "other";
    }
  }
  return std::string();
}

}  // namespace

std::string shape_fault(const MultiPolygon& shape) {
  if (shape.empty()) return "too_few_points";
  for (const auto& polygon : shape) {
    std::vector<const Ring*> rings = {&polygon.outer};
    for (const auto& hole : polygon.holes) rings.push_back(&hole);
    for (const auto* ring : rings) {
      const bool closed = ring->size() > 1 && ring->front() == ring->back();
      if (ring->size() < (closed ? 4U : 3U)) return "too_few_points";
      if (!std::all_of(ring->begin(), ring->end(), [](LonLat point) { return check_point(point).has_value(); })) return "bad_point";
    }
  }
  const auto exact = exact_fault(shape);
  if (exact && (exact->empty() || places(shape) > kMostForTolerance)) return *exact;
  const auto plane = plane_of(shape);
  std::vector<FlatPolygon> parts;
  for (const auto& polygon : shape) {
    parts.push_back(plane.to_flat(polygon));
    if (auto fault = polygon_fault(polygon, parts.back()); !fault.empty()) return fault;
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (std::size_t j = i + 1; j < parts.size(); ++j) {
      if (!boxes_meet(parts[i], parts[j])) continue;
      FlatShape common;
      bg::intersection(parts[i], parts[j], common);
      if (bg::area(common) > 1e-6 * std::min(bg::area(parts[i]), bg::area(parts[j]))) return "overlapping_parts";
    }
  }
  return {};
}

LonLat centroid(const MultiPolygon& shape) {
  if (shape.empty()) return {};
  const auto plane = plane_of(shape);
  Flat centre;
  bg::centroid(plane.to_flat(shape), centre);
  return plane.to_lonlat(centre);
}

MultiPolygon joined(const MultiPolygon& a, const MultiPolygon& b) {
  const auto plane = plane_of(a.empty() ? b : a);
  FlatShape both;
  bg::union_(plane.to_flat(a), plane.to_flat(b), both);
  return plane.to_lonlat(both);
}

MultiPolygon common_part(const MultiPolygon& a, const MultiPolygon& b) {
  const auto plane = plane_of(a);
  FlatShape common;
  bg::intersection(plane.to_flat(a), plane.to_flat(b), common);
  return plane.to_lonlat(common);
}

MultiPolygon remainder(const MultiPolygon& whole, const std::vector<const MultiPolygon*>& parts) {
  const auto plane = plane_of(whole);
  auto left = plane.to_flat(whole);
  for (const auto* part : parts) {
    FlatShape less;
    bg::difference(left, plane.to_flat(*part), less);
    left = std::move(less);
  }
  return plane.to_lonlat(left);
}

LonLat point_inside(const MultiPolygon& shape) {
  if (shape.empty()) return {};
  const auto plane = plane_of(shape);
  const auto flat = plane.to_flat(shape);
  const auto largest = std::max_element(flat.begin(), flat.end(), [](const auto& a, const auto& b) { return bg::area(a) < bg::area(b); });
  Flat point;
  bg::point_on_surface(*largest, point);
  return plane.to_lonlat(point);
}

}  // namespace yiwang
