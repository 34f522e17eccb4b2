#include "service/places/place_overlay.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace yiwang {
namespace {

/// Puts, replaces and leaves out rows of one list by code.
template <class Row, class Make>
void merge(std::vector<Row>& rows, const std::vector<const PlaceEntryRow*>& entries, Make make) {
  if (entries.empty()) return;
  std::unordered_map<std::string_view, std::size_t> at;
  for (std::size_t i = 0; i < rows.size(); ++i) at.emplace(rows[i].code, i);
  std::unordered_set<std::string> gone;
  std::vector<Row> added;
  for (const auto* entry : entries) {
    if (entry->state == "void") continue;
    if (entry->state == "removed") {
      gone.insert(entry->code);
      continue;
    }
    const auto record = record_of(*entry);
    const auto known = at.find(entry->code);
    Row row = known == at.end() ? Row{} : rows[known->second];
    if (!make(record, row)) continue;
    if (known == at.end()) added.push_back(std::move(row));
    else rows[known->second] = std::move(row);
  }
  if (!gone.empty()) std::erase_if(rows, [&](const Row& row) { return gone.contains(row.code); });
  rows.insert(rows.end(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
}

std::string area_at(const City& city, const std::optional<LonLat>& point, const std::string& said) {
  if (const auto* grid = point ? city.grid_at(*point) : nullptr) return grid->code;
  return said;
}

std::string community_of(const City& city, const std::string& area) {
  for (const auto* above : city.chain(area)) {
    if (above->kind == AreaKind::community) return above->code;
  }
  return area;
}

void join_names(City& city, const std::vector<PlaceAliasRow>& aliases) {
  std::unordered_map<std::string_view, Road*> roads;
  std::unordered_map<std::string_view, Estate*> estates;
  for (auto& road : city.roads) roads.emplace(road.code, &road);
  for (auto& estate : city.estates) estates.emplace(estate.code, &estate);
  const auto join = [](auto& known, const PlaceAliasRow& alias) {
    const auto it = known.find(alias.code);
    if (it == known.end()) return;
    auto& names = it->second->aliases;
    if (it->second->name != alias.words && std::find(names.begin(), names.end(), alias.words) == names.end()) names.push_back(alias.words);
  };
  for (const auto& alias : aliases) {
    if (alias.state != "in_use") continue;
    if (alias.kind == "road") join(roads, alias);
    else if (alias.kind == "estate") join(estates, alias);
  }
}

}  // namespace

std::shared_ptr<const City> lay_over(std::shared_ptr<const City> base, const std::vector<PlaceEntryRow>& entries, const std::vector<PlaceAliasRow>& aliases, std::uint64_t change_number) {
  const bool says = std::any_of(entries.begin(), entries.end(), [](const auto& e) { return e.state != "void"; }) ||
                    std::any_of(aliases.begin(), aliases.end(), [](const auto& a) { return a.state == "in_use"; });
  if (!says) return base;
  auto out = std::make_shared<City>(*base);
  std::map<std::string_view, std::vector<const PlaceEntryRow*>> of;
  for (const auto& entry : entries) of[group_of(entry.kind)].push_back(&entry);
  merge(out->roads, of["road"], [&](const PlaceRecord& r, Road& row) {
    if (r.line.size() < 2) return false;
    row.code = r.code;
    row.name = r.name;
    row.line = r.line;
    if (row.areas.empty()) {
      // Every community it runs through.
      for (const auto& point : r.line) {
        const auto* grid = base->grid_at(point);
        if (grid == nullptr) continue;
        auto area = community_of(*base, grid->code);
        if (std::find(row.areas.begin(), row.areas.end(), area) == row.areas.end()) row.areas.push_back(std::move(area));
      }
      if (row.areas.empty() && !r.area.empty()) row.areas.push_back(r.area);
    }
    return true;
  });
  merge(out->estates, of["estate"], [&](const PlaceRecord& r, Estate& row) {
    if (!r.point) return false;
    row.code = r.code;
    row.name = r.name;
    row.point = *r.point;
    row.community = community_of(*base, area_at(*base, r.point, r.area));
    return true;
  });
  merge(out->addresses, of["address"], [&](const PlaceRecord& r, Address& row) {
    if (!r.point) return false;
    row.code = r.code;
    row.area = area_at(*base, r.point, r.area);
    row.road = r.road;
    row.number = r.number;
    row.estate = r.estate;
    row.building = r.building.empty() ? r.name : r.building;
    row.point = *r.point;
    if (r.floors > 0) row.floors = r.floors;
    return true;
  });
  merge(out->elements, of["poi"], [&](const PlaceRecord& r, Element& row) {
    if (!r.point) return false;
    row.code = r.code;
    row.name = r.name;
    row.kind = r.category.empty() ? "poi" : r.category;
    row.point = *r.point;
    row.area = area_at(*base, r.point, r.area);
    return true;
  });
  join_names(*out, aliases);
  out->version = base->version + "+" + std::to_string(change_number);
  out->index();
  return out;
}

std::shared_ptr<const City> PlaceOverlay::over(std::shared_ptr<const City> city) {
  const std::lock_guard lock(guard_);
  if (city == city_ && base_) city = base_;
  number_ = shelf_.change_number();
  const auto aliases = shelf_.aliases();
  city_ = lay_over(city, shelf_.present(), aliases, number_);
  base_ = std::move(city);
  names_.clear();
  for (const auto& alias : aliases) {
    if (alias.state != "in_use") continue;
    if (group_of(alias.kind) == "address") names_.push_back({LibraryKind::address, alias.code, alias.words, alias.source});
    else if (alias.kind == "poi") names_.push_back({LibraryKind::element, alias.code, alias.words, alias.source});
  }
  return city_;
}

bool PlaceOverlay::stale() const {
  const auto now = shelf_.change_number();
  const std::lock_guard lock(guard_);
  return now != number_;
}

std::shared_ptr<const City> PlaceOverlay::base() const {
  const std::lock_guard lock(guard_);
  return base_;
}
std::shared_ptr<const City> PlaceOverlay::city() const {
  const std::lock_guard lock(guard_);
  return city_;
}
std::uint64_t PlaceOverlay::number() const {
  const std::lock_guard lock(guard_);
  return number_;
}
std::vector<LibraryName> PlaceOverlay::names() const {
  const std::lock_guard lock(guard_);
  return names_;
}

}  // namespace yiwang
