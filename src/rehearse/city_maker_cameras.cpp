#include "rehearse/city_maker_cameras.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace yiwang::maker {

namespace {

constexpr double kToCrossing = 450, kToGate = 600;   // metres a camera may be moved
constexpr int kAtCrossing = 3;

struct Extent {
  Spot low{1e9, 1e9}, high{-1e9, -1e9};
  explicit Extent(const Line& line) {
    for (const auto spot : line) {
      low = {std::min(low.x, spot.x), std::min(low.y, spot.y)};
      high = {std::max(high.x, spot.x), std::max(high.y, spot.y)};
    }
  }
  bool touches(const Extent& o) const { return low.x <= o.high.x && o.low.x <= high.x && low.y <= o.high.y && o.low.y <= high.y; }
};

double road_width(RoadLevel level) { return level <= RoadLevel::artery ? 20 : level == RoadLevel::lane ? 6 : 12; }

/// Degrees clockwise from north.
int bearing(Spot ahead) {
  const auto degrees = static_cast<int>(std::lround(std::atan2(ahead.x, ahead.y) * 180 / std::numbers::pi));
  return ((degrees % 360) + 360) % 360;
}

std::string_view gate_word(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::school: return "学校";
    case PlaceKind::hospital: return "医院";
    case PlaceKind::market: return "市场";
    case PlaceKind::park: return "公园";
    case PlaceKind::mall: return "商场";
    case PlaceKind::works: return "厂区";
    case PlaceKind::office: return "办公";
    case PlaceKind::village: return "村庄";
    case PlaceKind::housing: break;
  }
  return "小区";
}

}  // namespace

CameraMaker::CameraMaker(Town& town) : town_(town), random_(town.seed ^ 0xca3e7a5ULL) {
  find_crossings();
  find_gates();
  town_.files["cameras.csv"] = "element,direction_deg,angle_deg,range_m,height_m,tags\n";
}

void CameraMaker::find_crossings() {
  std::vector<Extent> extents;
  for (const auto& road : town_.roads) extents.emplace_back(road.line);
  for (std::size_t a = 0; a < town_.roads.size(); ++a) {
    for (std::size_t b = a + 1; b < town_.roads.size(); ++b) {
      const auto &one = town_.roads[a], &other = town_.roads[b];
      // Expressways pass above.
      if (!extents[a].touches(extents[b]) || one.level == RoadLevel::express || other.level == RoadLevel::express) continue;
      for (std::size_t i = 1; i < one.line.size(); ++i) {
        const auto p = one.line[i - 1], r = one.line[i] - p;
        for (std::size_t j = 1; j < other.line.size(); ++j) {
          const auto q = other.line[j - 1], s = other.line[j] - q;
          const double turn = cross(r, s);
          if (std::abs(turn) < 0.2 * length(r) * length(s)) continue;   // nearly the same way: one road after the other
          const double t = cross(q - p, s) / turn, u = cross(q - p, r) / turn;
          constexpr double kEnd = 0.02;    // roads that end on another
          if (t < -kEnd || t > 1 + kEnd || u < -kEnd || u > 1 + kEnd) continue;
          const auto at = p + r * t;
          const bool known = std::any_of(crossings_.begin(), crossings_.end(), [&](const Crossing& c) { return length(c.at - at) < 25; });
          if (!known) crossings_.push_back({at, unit(r), unit(s), a, b});
        }
      }
    }
  }
}

void CameraMaker::find_gates() {
  for (const auto& place : town_.places) {
    if (place.kind == PlaceKind::village) continue;
    double least = 330;
    Gate gate{{}, {}, place.kind, place.cell};
    for (const auto& road : town_.roads) {
      if (road.level == RoadLevel::express) continue;
      for (std::size_t i = 1; i < road.line.size(); ++i) {
        const auto a = road.line[i - 1], piece = road.line[i] - a;
        const auto foot = a + piece * std::clamp(dot(place.at - a, piece) / dot(piece, piece), 0.0, 1.0);
        const double far = length(place.at - foot);
        if (far >= least || far < 1) continue;
        least = far;
        gate.inward = unit(place.at - foot);
        gate.at = foot - gate.inward * road_width(road.level);   // across the road, so that the gate is in view
      }
    }
    if (least < 330) gates_.push_back(gate);
  }
}

bool CameraMaker::free(Spot spot) const { return town_.ring_at(spot) != Town::npos && (town_.raster.at(spot) & (kWater | kBuilt)) == 0; }

void CameraMaker::look(Spot at, Spot towards, int angle, int range, int height, std::string tags) {
  at_ = at;
  row_ = std::to_string(bearing(towards)) + "," + std::to_string(angle) + "," + std::to_string(range) + "," + std::to_string(height) + "," + tags;
}

bool CameraMaker::at_crossing(std::size_t road, Spot spot) {
  Crossing* best = nullptr;
  double least = kToCrossing;
  for (auto& one : crossings_) {
    if ((one.first != road && one.second != road) || one.cameras >= kAtCrossing) continue;
    if (const double far = length(one.at - spot); far < least) least = far, best = &one;
  }
  if (best == nullptr) return false;
  const auto corner = best->cameras;
  const double east = corner % 2 == 0 ? 1 : -1, north = corner < 2 ? 1 : -1;
  const auto level = std::min(town_.roads[best->first].level, town_.roads[best->second].level);
  const bool main = level <= RoadLevel::artery;
  const auto at = snap(best->at + best->along * (east * road_width(town_.roads[best->second].level)) + best->across * (north * road_width(town_.roads[best->first].level)));
  if (!free(at)) return false;
  ++best->cameras;
  const auto inward = best->at - at;
  if (corner == 0) look(at, inward, 90, main ? 80 : 60, main ? 8 : 6, main ? "路口|交通" : "路口");
  else look(at, (random_.chance(0.5) ? best->along : best->across) * (random_.chance(0.5) ? 1 : -1), 45, main ? 180 : 120, main ? 8 : 6, main ? "路口|交通" : "路口");
  return true;
}

bool CameraMaker::at_gate(Spot spot) {
  Gate* best = nullptr;
  double least = kToGate;
  for (auto& one : gates_) {
    if (one.taken) continue;
    if (const double far = length(one.at - spot); far < least) least = far, best = &one;
  }
  if (best == nullptr || !free(snap(best->at))) return false;
  best->taken = true;
  look(snap(best->at), best->inward, 80, 60, 4, "大门|" + std::string(gate_word(best->kind)));
  return true;
}

Spot CameraMaker::settle(std::size_t road, Spot spot, Spot ahead) {
  const auto level = town_.roads[road].level;
  const bool gate = ++settled_ % 4 == 0;
  if (level == RoadLevel::express) look(spot, random_.chance(0.5) ? ahead : ahead * -1, 40, 250, 12, "道路|交通");
  else if (!(gate && at_gate(spot)) && !at_crossing(road, spot)) look(spot, random_.chance(0.5) ? ahead : ahead * -1, 60, 120, 6, "道路");
  return at_;
}

void CameraMaker::write(const std::string& element) { town_.files["cameras.csv"] += element + "," + row_ + "\n"; }

}  // namespace yiwang::maker
