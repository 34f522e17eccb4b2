#include "service/places/place_index.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "locate/numerals.h"

namespace yiwang {
namespace {

constexpr double kCell = 0.002;            // about 200 m

std::uint64_t cell_key(long x, long y) { return static_cast<std::uint64_t>(x + 1'000'000) << 32 | static_cast<std::uint64_t>(y + 1'000'000); }
long cell_of(double degrees) { return static_cast<long>(std::floor(degrees / kCell)); }
std::string join(std::string_view group, const std::string& key) { return std::string(group) + "/" + key; }

}  // namespace

PlaceIndex::PlaceIndex(const City& city) : city_(city) {
  const auto names = [&](std::string_view group, std::size_t row, const std::vector<std::string>& more) {
    for (const auto& name : more) keys_[join(group, name_key(name))].push_back({group, static_cast<std::uint32_t>(row)});
  };
  for (std::size_t i = 0; i < city.roads.size(); ++i) {
    const auto& road = city.roads[i];
    add("road", i, road.code, name_key(road.name), road.line.empty() ? city.centre : road.line[road.line.size() / 2]);
    names("road", i, road.aliases);
  }
  for (std::size_t i = 0; i < city.estates.size(); ++i) {
    const auto& estate = city.estates[i];
    add("estate", i, estate.code, name_key(estate.name), estate.point);
    names("estate", i, estate.aliases);
  }
  for (std::size_t i = 0; i < city.addresses.size(); ++i) add("address", i, city.addresses[i].code, address_key(record_of(city.addresses[i])), city.addresses[i].point);
  for (std::size_t i = 0; i < city.elements.size(); ++i) add("poi", i, city.elements[i].code, name_key(city.elements[i].name), city.elements[i].point);
}

void PlaceIndex::add(std::string_view group, std::size_t row, const std::string& code, const std::string& key, LonLat point) {
  const Known known{group, static_cast<std::uint32_t>(row)};
  codes_.emplace(join(group, code), known);
  if (!key.empty()) keys_[join(group, key)].push_back(known);
  cells_[cell_key(cell_of(point.lon), cell_of(point.lat))].push_back(known);
}

std::string PlaceIndex::address_key(const PlaceRecord& r) {
  const auto building = building_key(to_codepoints(name_key(r.building)));
  const auto number = name_key(r.number);
  if (r.estate.empty() && (r.road.empty() || number.empty())) return r.name.empty() ? std::string{} : "@" + name_key(r.name);
  return r.road + "|" + number + "|" + r.estate + "|" + building;
}

std::optional<PlaceIndex::Known> PlaceIndex::by_code(std::string_view group, const std::string& code) const {
  const auto it = codes_.find(join(group, code));
  return it == codes_.end() ? std::nullopt : std::optional(it->second);
}

const std::vector<PlaceIndex::Known>* PlaceIndex::by_key(std::string_view group, const std::string& key) const {
  const auto it = keys_.find(join(group, key));
  return it == keys_.end() ? nullptr : &it->second;
}

std::vector<PlaceIndex::Known> PlaceIndex::near(std::string_view group, LonLat point, double within_m) const {
  std::vector<Known> out;
  const auto x = cell_of(point.lon), y = cell_of(point.lat);
  for (long dx = -1; dx <= 1; ++dx) {
    for (long dy = -1; dy <= 1; ++dy) {
      const auto it = cells_.find(cell_key(x + dx, y + dy));
      if (it == cells_.end()) continue;
      for (const auto& known : it->second) {
        if (known.group == group && metres(known, point) <= within_m) out.push_back(known);
      }
    }
  }
  std::sort(out.begin(), out.end(), [](const Known& a, const Known& b) { return a.row < b.row; });
  return out;
}

PlaceRecord PlaceIndex::record(Known known) const {
  if (known.group == "road") return record_of(city_.roads[known.row]);
  if (known.group == "estate") return record_of(city_.estates[known.row]);
  if (known.group == "address") return record_of(city_.addresses[known.row]);
  return record_of(city_.elements[known.row]);
}

double PlaceIndex::metres(Known known, LonLat point) const {
  if (known.group == "road") return metres_to_line(point, city_.roads[known.row].line);
  if (known.group == "estate") return metres_between(point, city_.estates[known.row].point);
  if (known.group == "address") return metres_between(point, city_.addresses[known.row].point);
  return metres_between(point, city_.elements[known.row].point);
}

const std::vector<std::string>& PlaceIndex::aliases(Known known) const {
  static const std::vector<std::string> kNone;
  if (known.group == "road") return city_.roads[known.row].aliases;
  if (known.group == "estate") return city_.estates[known.row].aliases;
  return kNone;
}

}  // namespace yiwang
