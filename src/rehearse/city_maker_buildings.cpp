#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "rehearse/city_maker_noise.h"
#include "rehearse/city_maker_places.h"

namespace yiwang::maker {

namespace {

constexpr double kSlot = 18;   // metres of road a door number takes

double setback(RoadLevel level) {
  switch (level) {
    case RoadLevel::express: return 60;
    case RoadLevel::main: return 30;
    case RoadLevel::artery: return 24;
    case RoadLevel::street: return 15;
    case RoadLevel::lane: return 8;
  }
  return 15;
}

/// Odd numbers on the left, even ones on the right, counted from where the road begins.
std::string door_number(std::size_t slot, bool left) { return std::to_string(2 * slot + (left ? 1 : 2)); }

struct Gate {
  std::size_t road = Town::npos;
  std::string number;
};

/// The road an estate's gate opens to, and its number there.
Gate gate_of(const Town& town, Spot at) {
  Gate gate;
  double least = 330;
  for (std::size_t r = 0; r < town.roads.size(); ++r) {
    const auto& road = town.roads[r];
    if (road.level == RoadLevel::express) continue;
    double along = 0;
    for (std::size_t i = 1; i < road.line.size(); ++i) {
      const auto a = road.line[i - 1], piece = road.line[i] - a;
      const double t = std::clamp(dot(at - a, piece) / dot(piece, piece), 0.0, 1.0);
      if (const double far = length(at - (a + piece * t)); far < least) {
        least = far;
        gate = {r, door_number(static_cast<std::size_t>((along + t * length(piece)) / kSlot), cross(piece, at - a) > 0)};
      }
      along += length(piece);
    }
  }
  return gate;
}

struct Slot {
  std::size_t road, slot;
  bool left;
};

void fill_roads(Town& town, std::vector<MadeBuilding>& buildings) {
  std::vector<Slot> slots;
  for (std::size_t r = 0; r < town.roads.size(); ++r) {
    if (town.roads[r].level == RoadLevel::express) continue;
    const double whole = length(town.roads[r].line);
    for (std::size_t s = 0; (static_cast<double>(s) + 0.5) * kSlot < whole; ++s) {
      const double lively = town.liveliness(walk(town.roads[r].line, (static_cast<double>(s) + 0.5) * kSlot).at);
      for (const bool left : {true, false}) {
        if (town.random.chance(std::min(1.0, 1.5 * lively * lively))) slots.push_back({r, s, left});
      }
    }
  }
  shuffle(slots, town.random);
  std::set<std::pair<std::size_t, std::string>> taken;
  for (const auto& house : buildings) taken.emplace(house.road, house.number);
  for (const auto& slot : slots) {
    if (buildings.size() >= kBuildings) return;
    const auto& road = town.roads[slot.road];
    const auto step = walk(road.line, (static_cast<double>(slot.slot) + 0.5) * kSlot);
    const double lively = town.liveliness(step.at);
    MadeBuilding house;
    house.width = town.random.chance(0.3) ? 24 + 10 * town.random.unit() : 12 + 3 * town.random.unit();
    house.depth = 10 + 8 * town.random.unit();
    house.ahead = step.ahead;
    const double away = setback(road.level) + house.depth / 2;
    house.at = snap(step.at + left_of(step.ahead) * (slot.left ? away : -away));
    if (!town.raster.is_free(house.at, house.ahead, house.width + 2, house.depth)) continue;
    if (town.ring_at(house.at) == Town::npos) continue;
    house.number = door_number(slot.slot, slot.left);
    if (!taken.emplace(slot.road, house.number).second) continue;
    house.road = slot.road;
    const int most = road.level == RoadLevel::lane ? 6 : static_cast<int>(3 + 26 * lively * lively);
    house.floors = 1 + static_cast<int>(town.random.below(static_cast<std::uint64_t>(most)));
    town.raster.mark(house.at, house.ahead, house.width, house.depth, kBuilt);
    buildings.push_back(std::move(house));
  }
}

/// Degrees from east to the width side, counter-clockwise, 0 to 179.
int turn_degrees(Spot ahead) {
  const auto turn = static_cast<int>(std::lround(std::atan2(ahead.y, ahead.x) * 180 / std::numbers::pi));
  return ((turn % 180) + 180) % 180;
}

}  // namespace

void make_places_and_buildings(Town& town) {
  std::vector<MadeBuilding> buildings;
  make_places(town, buildings);
  std::vector<Gate> gates;
  for (const auto& place : town.places) gates.push_back(place.kind == PlaceKind::village ? Gate{} : gate_of(town, place.at));
  for (auto& house : buildings) {
    const auto& gate = gates[house.place];
    house.road = gate.road;
    if (house.number.empty()) house.number = gate.number;
  }
  fill_roads(town, buildings);

  std::vector<std::pair<std::string, std::size_t>> order;
  for (std::size_t k = 0; k < buildings.size(); ++k) order.emplace_back(town.grid_codes[town.ring_at(buildings[k].at)], k);
  std::sort(order.begin(), order.end());
  auto& text = town.files["addresses.csv"];
  text = "code,area,road,number,estate,building,lon,lat,footprint,floors\n";
  std::size_t serial = 0;
  for (const auto& [grid, k] : order) {
    const auto& house = buildings[k];
    const auto number = std::to_string(++serial);
    text += "A" + std::string(5 - number.size(), '0') + number + "," + grid + "," + (house.road == Town::npos ? "" : town.roads[house.road].code) + "," + house.number +
            "," + (house.place == Town::npos ? "" : town.places[house.place].code) + "," + house.building + "," + lonlat_text(house.at, ',') + "," +
            std::to_string(std::lround(house.width)) + " " + std::to_string(std::lround(house.depth)) + " " + std::to_string(turn_degrees(house.ahead)) + "," +
            std::to_string(house.floors) + "\n";
  }
}

}  // namespace yiwang::maker
