#include "locate/gazetteer.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.h"
#include "locate/numerals.h"

namespace yiwang {
namespace {

constexpr double kCellDegrees = 0.001;                 // about 100 m, so that a radius of 60 m stays within the neighbours
constexpr std::size_t kMostPlacesOfOneName = 12;       // a name of more things than this says nothing

std::uint64_t cell_key(long x, long y) { return static_cast<std::uint64_t>(x + 1'000'000) << 32 | static_cast<std::uint64_t>(y + 1'000'000); }
long cell_of(double degrees) { return static_cast<long>(std::floor(degrees / kCellDegrees)); }

std::optional<int> plain_number(const std::string& text) {
  int value = 0;
  const auto end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return value;
}

// The row is spread over all bits: with small seeds the hash of "1" in row 2 is that of "3" in row 0.
std::uint64_t row_key(std::string_view text, std::uint32_t row) { return stable_hash(text, (row + 1) * 0x9e3779b97f4a7c15ull); }

std::string number_key(const std::string& number) {
  const auto text = to_codepoints(normalise(number));
  const auto part = read_number(text, 0);
  return part ? part->value : to_utf8(text);
}

// People drop what sort of area it is: 湖滨 for 湖滨街道. Two characters must remain.
std::string short_name(const Area& area) {
  static constexpr std::string_view kEnds[] = {"街道", "社区", "地区", "村", "镇", "乡", "区", "县", "市"};
  for (const auto end : kEnds) {
    const std::string_view name = area.name;
    if (name.ends_with(end) && count_codepoints(name) >= count_codepoints(end) + 2) return std::string(name.substr(0, name.size() - end.size()));
  }
  return {};
}

}  // namespace

Gazetteer::Gazetteer(std::shared_ptr<const City> city) : city_(std::move(city)) {
  read_names();
  read_addresses();
}

void Gazetteer::add_name(const std::string& name, NamedPlace place) {
  const auto text = to_codepoints(normalise(name));
  if (text.size() < 2) return;
  const auto number = names_.add(text);
  if (number >= places_.size()) places_.resize(number + 1);
  auto& known = places_[number];
  const bool there = std::any_of(known.begin(), known.end(), [&](const NamedPlace& other) { return other.kind == place.kind && other.row == place.row; });
  if (!there) known.push_back(place);
}

void Gazetteer::read_names() {
  const auto row = [](std::size_t i) { return static_cast<std::uint32_t>(i); };
  for (std::size_t i = 0; i < city_->areas.size(); ++i) {
    // Grids are named for those who work there, not by those who live there: 第三网格 is in every community.
    if (city_->areas[i].kind != AreaKind::grid) add_name(city_->areas[i].name, {PlaceKind::area, row(i)});
  }
  for (std::size_t i = 0; i < city_->roads.size(); ++i) {
    add_name(city_->roads[i].name, {PlaceKind::road, row(i)});
    for (const auto& alias : city_->roads[i].aliases) add_name(alias, {PlaceKind::road, row(i)});
  }
  for (std::size_t i = 0; i < city_->estates.size(); ++i) {
    add_name(city_->estates[i].name, {PlaceKind::estate, row(i)});
    for (const auto& alias : city_->estates[i].aliases) add_name(alias, {PlaceKind::estate, row(i)});
  }
  for (std::size_t i = 0; i < city_->elements.size(); ++i) add_name(city_->elements[i].name, {PlaceKind::element, row(i)});
  for (std::size_t i = 0; i < city_->areas.size(); ++i) {
    const auto& area = city_->areas[i];
    if (area.kind == AreaKind::grid || area.kind == AreaKind::city || area.layer != "territorial") continue;
    if (const auto name = short_name(area); !name.empty()) add_name(name, {PlaceKind::area, row(i), true});
  }
  for (auto& places : places_) {
    const bool whole = std::any_of(places.begin(), places.end(), [](const NamedPlace& place) { return !place.shortened; });
    if (whole) std::erase_if(places, [](const NamedPlace& place) { return place.shortened; });
    if (places.size() > kMostPlacesOfOneName) places.clear();
  }
}

void Gazetteer::read_addresses() {
  numbers_.resize(city_->roads.size());
  std::vector<std::vector<std::string>> areas_of_estate(city_->estates.size());
  for (std::size_t i = 0; i < city_->addresses.size(); ++i) {
    const auto& address = city_->addresses[i];
    const auto at = static_cast<std::uint32_t>(i);
    if (const auto* road = city_->road(address.road); road != nullptr && !address.number.empty()) {
      const auto key = number_key(address.number);
      doors_[row_key(key, row_of(*road))].push_back(at);
      if (const auto number = plain_number(key)) numbers_[row_of(*road)].push_back({*number, at});
    }
    if (const auto* estate = city_->estate(address.estate); estate != nullptr) {
      if (!address.building.empty()) {
        buildings_.try_emplace(row_key(building_key(to_codepoints(normalise(address.building))), row_of(*estate)), at);
      }
      auto& areas = areas_of_estate[row_of(*estate)];
      if (std::find(areas.begin(), areas.end(), address.area) == areas.end()) areas.push_back(address.area);
    }
    cells_[cell_key(cell_of(address.point.lon), cell_of(address.point.lat))].push_back(at);
  }
  for (auto& numbers : numbers_) std::stable_sort(numbers.begin(), numbers.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
  for (std::size_t i = 0; i < city_->estates.size(); ++i) {
    auto area = areas_of_estate[i].empty() ? std::string{} : common_area(areas_of_estate[i]);
    if (area.empty()) {
      const auto* grid = city_->grid_at(city_->estates[i].point);
      const bool agrees = grid != nullptr && city_->area_within(grid->code, city_->estates[i].community);
      area = agrees ? grid->code : city_->estates[i].community;
    }
    estate_areas_.push_back(std::move(area));
  }
}

std::optional<DoorNumber> Gazetteer::door(std::uint32_t road, const std::string& number) const {
  if (const auto it = doors_.find(row_key(number, road)); it != doors_.end()) {
    DoorNumber found{city_->addresses[it->second.front()].point, {}};
    for (const auto at : it->second) found.addresses.push_back(&city_->addresses[at]);
    return found;
  }
  const auto wanted = plain_number(number.substr(0, number.find('-')));
  if (!wanted) return std::nullopt;
  const auto& numbers = numbers_[road];
  const NumberedDoor* below = nullptr;
  const NumberedDoor* above = nullptr;
  // Odd numbers stand on one side, even ones on the other; the other side will do when this one has none.
  for (const bool same_side : {true, false}) {
    for (const auto& known : numbers) {
      if (same_side && (known.number - *wanted) % 2 != 0) continue;
      if (known.number <= *wanted) below = &known;
      else if (above == nullptr) above = &known;
    }
    if (below != nullptr && above != nullptr) break;
    below = above = nullptr;
  }
  if (below == nullptr || above == nullptr) return std::nullopt;
  const auto a = city_->addresses[below->address].point;
  const auto b = city_->addresses[above->address].point;
  const double share = static_cast<double>(*wanted - below->number) / static_cast<double>(above->number - below->number);
  return DoorNumber{{a.lon + (b.lon - a.lon) * share, a.lat + (b.lat - a.lat) * share}, {}};
}

const Address* Gazetteer::building(std::uint32_t estate, const std::string& key) const {
  const auto it = buildings_.find(row_key(key, estate));
  return it == buildings_.end() ? nullptr : &city_->addresses[it->second];
}

const Address* Gazetteer::nearest(LonLat point, double within_m) const {
  const Address* best = nullptr;
  double best_m = within_m;
  const long x = cell_of(point.lon);
  const long y = cell_of(point.lat);
  for (long dx = -1; dx <= 1; ++dx) {
    for (long dy = -1; dy <= 1; ++dy) {
      const auto it = cells_.find(cell_key(x + dx, y + dy));
      if (it == cells_.end()) continue;
      for (const auto at : it->second) {
        const double away = metres_between(point, city_->addresses[at].point);
        if (away < best_m || (away == best_m && best == nullptr)) {
          best = &city_->addresses[at];
          best_m = away;
        }
      }
    }
  }
  return best;
}

std::string Gazetteer::common_area(const std::vector<std::string>& areas) const {
  if (areas.empty()) return {};
  for (const auto* area : city_->chain(areas.front())) {
    if (std::all_of(areas.begin(), areas.end(), [&](const std::string& other) { return city_->area_within(other, area->code); })) return area->code;
  }
  return {};
}

}  // namespace yiwang
