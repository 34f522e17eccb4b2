#include "geo/codes/cell_judge.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace yiwang::beidou {
namespace {

struct UnitBox {
  double u1, v1, u2, v2;
};

/// The places whose code is the cell's: from its near lines, less a hair, to just before the far ones. Beyond the last column there is nothing.
UnitBox owned(const GridCell& cell) {
  UnitBox box{static_cast<double>(cell.u) - 2 * kHair, static_cast<double>(cell.v) - 2 * kHair, static_cast<double>(cell.u + cell.width) - 0.5 * kHair,
              static_cast<double>(cell.v + cell.height) - 0.5 * kHair};
  // The prime meridian and the equator belong to the east and the north.
  if (cell.u == 0) box.u1 = cell.west ? kHair * 1e-3 : 0;
  if (cell.v == 0) box.v1 = cell.south ? kHair * 1e-3 : 0;
  if (cell.u + cell.width == kColumns * kColumn) box.u2 += 1;
  return box;
}

bool meets(const UnitSide& side, const UnitBox& box) {
  if (std::max(side.u1, side.u2) < box.u1 || std::min(side.u1, side.u2) > box.u2 || std::max(side.v1, side.v2) < box.v1 || std::min(side.v1, side.v2) > box.v2) return false;
  const double du = side.u2 - side.u1, dv = side.v2 - side.v1;
  const auto turn = [&](double u, double v) { return du * (v - side.v1) - dv * (u - side.u1); };
  const double a = turn(box.u1, box.v1), b = turn(box.u1, box.v2), c = turn(box.u2, box.v1), d = turn(box.u2, box.v2);
  return !((a > 0 && b > 0 && c > 0 && d > 0) || (a < 0 && b < 0 && c < 0 && d < 0));
}

class PolygonJudge final : public CellJudge {
 public:
  explicit PolygonJudge(const MultiPolygon& shape) {
    for (const auto& polygon : shape) {
      add(polygon.outer);
      for (const auto& hole : polygon.holes) add(hole);
      const auto box = bounds({polygon});
      if (!polygon.outer.empty()) boxes_.push_back(box);
    }
  }

  std::vector<Box> boxes() const override { return boxes_; }

  Passed begin(bool west, bool south) const override {
    const double scale = static_cast<double>(kDegree), east = west ? -scale : scale, north = south ? -scale : scale;
    Passed passed;
    passed.sides.reserve(sides_.size());
    for (const auto& side : sides_) passed.sides.push_back({side.u1 * east, side.v1 * north, side.u2 * east, side.v2 * north});
    return passed;
  }

  Meeting judge(const GridCell& cell, const Passed& above, Passed& on) const override {
    const auto box = owned(cell);
    const double middle = (box.v1 + box.v2) / 2;
    on.sides.clear();
    on.odd = above.odd;
    bool border = false, inside = above.odd;
    for (const auto& side : above.sides) {
      const double low = std::min(side.v1, side.v2), high = std::max(side.v1, side.v2);
      if (high < box.v1 || low > box.v2 || std::max(side.u1, side.u2) < box.u1) continue;
      if (std::min(side.u1, side.u2) > box.u2) {
        // To the east of the cell: it counts for a place inside whose ray it crosses. One along the whole height counts for all of them.
        if (low <= middle && middle < high) inside = !inside;
        if (low < box.v1 && high > box.v2) on.odd = !on.odd;
        else on.sides.push_back(side);
        continue;
      }
      on.sides.push_back(side);
      if (meets(side, box)) border = true;
      else if (low <= middle && middle < high) {
        const double at = side.u1 + (side.u2 - side.u1) * (middle - side.v1) / (side.v2 - side.v1);
        if (at > (box.u1 + box.u2) / 2) inside = !inside;
      }
    }
    if (border) return Meeting::border;
    return inside ? Meeting::inside : Meeting::apart;
  }

 private:
  void add(const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const auto& a = ring[i];
      const auto& b = ring[(i + 1) % ring.size()];
      if (!(a == b)) sides_.push_back({a.lon, a.lat, b.lon, b.lat});
    }
  }

  std::vector<UnitSide> sides_;            // in degrees
  std::vector<Box> boxes_;
};

class DiscJudge final : public CellJudge {
 public:
  explicit DiscJudge(const Disc& disc) : disc_(disc) {}

  Passed begin(bool, bool) const override { return {}; }

  std::vector<Box> boxes() const override {
    constexpr double kDegrees = 180 / std::numbers::pi;
    const double angle = disc_.metres / kEarthRadiusMetres;
    const double up = angle * kDegrees;
    const double ratio = std::sin(std::min(angle, std::numbers::pi / 2)) / std::max(std::cos(disc_.centre.lat / kDegrees), 1e-9);
    const double aside = ratio >= 1 ? 180 : std::asin(ratio) * kDegrees;
    const double low = disc_.centre.lat - up, high = disc_.centre.lat + up, west = disc_.centre.lon - aside, east = disc_.centre.lon + aside;
    if (aside >= 180) return {{{-180, low}, {180, high}}};
    if (west < -180) return {{{-180, low}, {east, high}}, {{west + 360, low}, {180, high}}};
    if (east > 180) return {{{west, low}, {180, high}}, {{-180, low}, {east - 360, high}}};
    return {{{west, low}, {east, high}}};
  }

  Meeting judge(const GridCell& cell, const Passed&, Passed&) const override {
    const auto box = box_of(cell);
    // A nanometre more and less: what a reader of the codes measures may round otherwise.
    constexpr double kSlack = 1e-9;
    if (nearest(box) > disc_.metres * (1 + 1e-12) + kSlack) return Meeting::apart;
    for (const double lon : {box.low.lon, box.high.lon}) {
      for (const double lat : {box.low.lat, box.high.lat}) {
        if (metres_between(disc_.centre, {lon, lat}) > disc_.metres - kSlack) return Meeting::border;
      }
    }
    return Meeting::inside;
  }

 private:
  double nearest(const Box& box) const {
    const auto& at = disc_.centre;
    if (at.lon >= box.low.lon && at.lon <= box.high.lon) return metres_between(at, {at.lon, std::clamp(at.lat, box.low.lat, box.high.lat)});
    return std::min(to_meridian(box.low.lon, box), to_meridian(box.high.lon, box));
  }

  /// Along a meridian the distance falls towards one latitude and rises after it.
  double to_meridian(double lon, const Box& box) const {
    constexpr double kDegree = std::numbers::pi / 180;
    const double across = std::cos((lon - disc_.centre.lon) * kDegree);
    const double lat = disc_.centre.lat * kDegree;
    const double best = across <= 0 ? (lat >= 0 ? 90.0 : -90.0) : std::atan2(std::sin(lat), std::cos(lat) * across) / kDegree;
    return metres_between(disc_.centre, {lon, std::clamp(best, box.low.lat, box.high.lat)});
  }

  Disc disc_;
};

}  // namespace

std::unique_ptr<CellJudge> judge_of(const MultiPolygon& shape) { return std::make_unique<PolygonJudge>(shape); }
std::unique_ptr<CellJudge> judge_of(const Disc& disc) { return std::make_unique<DiscJudge>(disc); }

}  // namespace yiwang::beidou
