#include "geo/index/view.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace yiwang {
namespace {

constexpr double kRadian = std::numbers::pi / 180;
constexpr double kStep = 2;                // degrees between rays along the arc
constexpr double kBeside = 1e-6;           // degrees to either side of a corner, to look past it
constexpr double kTouch = 1e-4;            // metres: a wall this near to the point itself is not between

/// Degrees from the middle of the opening, -180 to 180.
double off_middle(const FieldOfView& view, double x, double y) { return std::remainder(std::atan2(x, y) / kRadian - view.direction_deg, 360.0); }

bool covers(const FieldOfView& view, const Spot3& spot) {
  if (std::hypot(spot.x, spot.y) > view.range_m) return false;
  return view.angle_deg >= 360 || (spot.x == 0 && spot.y == 0) || std::abs(off_middle(view, spot.x, spot.y)) <= view.angle_deg / 2;
}

/// A box that holds the circle about a place.
Box box_around(LonLat place, double metres) {
  const double up = metres / 110500, across = metres / (110500 * std::max(0.01, std::cos(place.lat * kRadian)));
  return {{place.lon - across, place.lat - up}, {place.lon + across, place.lat + up}};
}

double cross(double ax, double ay, double bx, double by) { return ax * by - ay * bx; }

struct FlatWall {
  double ax, ay, bx, by;
};

/// How far along the way from the camera to (x, y), as a share, a wall is met; none is above any share.
double met_at(const FlatWall& w, double x, double y) {
  constexpr double kNever = 1e300;
  const double wx = w.bx - w.ax, wy = w.by - w.ay;
  const double turn = cross(x, y, wx, wy);
  if (turn == 0) return kNever;
  const double along = cross(w.ax, w.ay, wx, wy) / turn, on_wall = cross(w.ax, w.ay, x, y) / turn;
  return along >= 0 && on_wall >= 0 && on_wall <= 1 ? along : kNever;
}

}  // namespace

bool covers(const FieldOfView& view, LonLat point) { return covers(view, GroundFrame(view.from).to_frame(point)); }

ViewIndex::ViewIndex(std::vector<FieldOfView> views, const std::vector<Blocker>& blockers) : views_(std::move(views)) {
  std::vector<std::pair<std::uint32_t, MultiPolygon>> shapes;
  for (const auto& one : blockers) {
    shapes.emplace_back(static_cast<std::uint32_t>(shapes.size()), one.footprint);
    heights_.push_back(one.height_m);
    first_wall_.push_back(static_cast<std::uint32_t>(walls_.size()));
    const auto add = [&](const Ring& ring) {
      for (std::size_t i = 0; i < ring.size(); ++i) {
        if (const auto a = ring[i], b = ring[(i + 1) % ring.size()]; !(a == b)) walls_.push_back({a, b});
      }
    };
    for (const auto& polygon : one.footprint) {
      add(polygon.outer);
      for (const auto& hole : polygon.holes) add(hole);
    }
  }
  first_wall_.push_back(static_cast<std::uint32_t>(walls_.size()));
  footprints_ = ShapeIndex(shapes);
  std::vector<KeyedPoint> places;
  for (const auto& view : views_) {
    places.push_back({static_cast<std::uint32_t>(places.size()), view.from});
    widest_m_ = std::max(widest_m_, view.range_m);
    mounted_on_.push_back(footprints_.holding(view.from));
  }
  places_ = PointIndex(places);
}

bool ViewIndex::blocks(std::uint32_t view, std::uint32_t building) const {
  if (heights_[building] > 0 && heights_[building] < views_[view].height_m) return false;
  return !std::binary_search(mounted_on_[view].begin(), mounted_on_[view].end(), building);
}

bool ViewIndex::blocked(std::uint32_t view, LonLat point) const {
  const auto& from = views_[view].from;
  const GroundFrame frame(from);
  const auto to = frame.to_frame(point);
  const double far = std::hypot(to.x, to.y);
  const Box way{{std::min(from.lon, point.lon), std::min(from.lat, point.lat)}, {std::max(from.lon, point.lon), std::max(from.lat, point.lat)}};
  for (const auto building : footprints_.touching(way)) {
    if (!blocks(view, building)) continue;
    for (auto w = first_wall_[building]; w < first_wall_[building + 1]; ++w) {
      const auto a = frame.to_frame(walls_[w].a), b = frame.to_frame(walls_[w].b);
      if (met_at({a.x, a.y, b.x, b.y}, to.x, to.y) * far < far - kTouch) return true;
    }
  }
  return false;
}

bool ViewIndex::sees(std::uint32_t view, LonLat point) const { return yiwang::covers(views_[view], point) && !blocked(view, point); }

std::vector<Near> ViewIndex::seeing(LonLat point) const {
  auto near = places_.in_circle(point, widest_m_ + 0.01);
  std::erase_if(near, [&](const Near& one) { return one.metres > views_[one.key].range_m + 0.01 || !sees(one.key, point); });
  return near;
}

MultiPolygon ViewIndex::visible(std::uint32_t which) const {
  const auto& view = views_[which];
  if (view.range_m <= 0 || view.angle_deg <= 0) return {};
  const GroundFrame frame(view.from);
  std::vector<FlatWall> walls;
  const double half = std::min(view.angle_deg, 360.0) / 2;
  std::vector<double> rays;                // degrees from the middle
  for (double turn = -half; turn < half; turn += kStep) rays.push_back(turn);
  rays.push_back(half);
  for (const auto building : footprints_.touching(box_around(view.from, view.range_m))) {
    if (!blocks(which, building)) continue;
    for (auto w = first_wall_[building]; w < first_wall_[building + 1]; ++w) {
      const auto a = frame.to_frame(walls_[w].a), b = frame.to_frame(walls_[w].b);
      walls.push_back({a.x, a.y, b.x, b.y});
      for (const auto& end : {a, b}) {
        const double turn = off_middle(view, end.x, end.y);
        for (const double beside : {turn - kBeside, turn + kBeside}) {
          if (std::abs(beside) < half) rays.push_back(beside);
        }
      }
      // Where a wall leaves the range the arc begins.
      const double dx = b.x - a.x, dy = b.y - a.y, dd = dx * dx + dy * dy, ad = a.x * dx + a.y * dy;
      const double root = ad * ad - dd * (a.x * a.x + a.y * a.y - view.range_m * view.range_m);
      if (dd <= 0 || root <= 0) continue;
      for (const double sign : {-1.0, 1.0}) {
        const double t = (-ad + sign * std::sqrt(root)) / dd;
        if (t <= 0 || t >= 1) continue;
        const double turn = off_middle(view, a.x + dx * t, a.y + dy * t);
        for (const double beside : {turn - kBeside, turn + kBeside}) {
          if (std::abs(beside) < half) rays.push_back(beside);
        }
      }
    }
  }
  std::sort(rays.begin(), rays.end());
  rays.erase(std::unique(rays.begin(), rays.end()), rays.end());
  const bool round = view.angle_deg >= 360;
  if (round) rays.pop_back();              // the same as the first
  Ring ring;
  if (!round) ring.push_back(view.from);
  for (const double ray : rays) {
    const double turn = (view.direction_deg + ray) * kRadian;
    const double x = std::sin(turn) * view.range_m, y = std::cos(turn) * view.range_m;
    double share = 1;
    for (const auto& wall : walls) share = std::min(share, met_at(wall, x, y));
    const auto corner = frame.to_place(x * share, y * share);
    // Seven decimals are what is written; closer corners would be the same place twice.
    if (ring.empty() || std::abs(ring.back().lon - corner.lon) > 5e-8 || std::abs(ring.back().lat - corner.lat) > 5e-8) ring.push_back(corner);
  }
  if (ring.size() < 3) return {};
  std::reverse(ring.begin(), ring.end());  // rays run clockwise, outer rings the other way
  return {Polygon{ring, {}}};
}

}  // namespace yiwang
