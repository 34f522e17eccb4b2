#include "city/city.h"

#include <stdexcept>

namespace yiwang {

namespace {

template <class Table, class Row>
const Row* find_row(const Table& table, const std::vector<Row>& rows, std::string_view code) {
  const auto entry = table.find(code);
  return entry == table.end() ? nullptr : &rows[entry->second];
}

template <class Table, class Row>
void fill(Table& table, const std::vector<Row>& rows, std::string Row::*key) {
  table.clear();
  table.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) table.try_emplace(rows[i].*key, static_cast<std::uint32_t>(i));
}

/// Territorial first, then by name; of each layer the smallest kind that is drawn.
std::vector<LayeredAreaIndex::Layer> drawn_layers(const std::vector<Area>& areas) {
  std::map<std::pair<bool, std::string>, std::map<AreaKind, LayeredAreaIndex::Layer>> layers;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    const auto& one = areas[i];
    if (!one.shape.empty()) layers[{one.layer != "territorial", one.layer}][one.kind].emplace_back(static_cast<std::uint32_t>(i), one.shape);
  }
  std::vector<LayeredAreaIndex::Layer> out;
  for (auto& [name, kinds] : layers) out.push_back(std::move(kinds.rbegin()->second));
  return out;
}

constexpr std::size_t kDeepest = 16;   // more levels than any tree has; ends walks on unchecked data

}  // namespace

const Area* City::area(std::string_view wanted) const { return find_row(area_by_, areas, wanted); }
const Unit* City::unit(std::string_view wanted) const { return find_row(unit_by_, units, wanted); }
const Matter* City::matter(std::string_view wanted) const { return find_row(matter_by_, matters, wanted); }
const Procedure* City::procedure(std::string_view wanted) const { return find_row(procedure_by_, procedures, wanted); }
const Person* City::person(std::string_view login) const { return find_row(person_by_, people, login); }
const Road* City::road(std::string_view wanted) const { return find_row(road_by_, roads, wanted); }
const Estate* City::estate(std::string_view wanted) const { return find_row(estate_by_, estates, wanted); }
const Address* City::address(std::string_view wanted) const { return find_row(address_by_, addresses, wanted); }
const Element* City::element(std::string_view wanted) const { return find_row(element_by_, elements, wanted); }

const DrawnProcess* City::process(std::string_view wanted) const { return find_row(process_by_, processes, wanted); }
const DrawnProcess* City::process(std::string_view wanted, std::string_view wanted_version) const {
  return find_row(process_by_, processes, std::string(wanted) + "@" + std::string(wanted_version));
}
const RuleBook* City::rule(std::string_view wanted) const { return find_row(rule_by_, rules, wanted); }
const FormSheet* City::form(std::string_view wanted) const { return find_row(form_by_, forms, wanted); }

const Calendar& City::calendar(std::string_view wanted) const {
  const auto entry = calendars.find(std::string(wanted));
  return entry == calendars.end() ? *calendars.at("always") : *entry->second;
}

const Area* City::grid_at(LonLat point) const {
  const auto found = grid_index_ ? grid_index_->find(point) : AreaIndex::kNone;
  return found == AreaIndex::kNone ? nullptr : &areas[found];
}

std::vector<const Area*> City::areas_at(LonLat point) const {
  std::vector<const Area*> found;
  if (layer_index_ == nullptr) return found;
  std::vector<std::uint32_t> keys(layer_index_->layers());
  layer_index_->find(point, keys);
  for (const auto key : keys) {
    if (key != LayeredAreaIndex::kNone) found.push_back(&areas[key]);
  }
  return found;
}

std::vector<const Area*> City::chain(std::string_view area_code) const {
  std::vector<const Area*> way;
  for (const Area* here = area_ever(area_code); here != nullptr && way.size() < kDeepest; here = area_ever(here->parent)) way.push_back(here);
  return way;
}

bool City::area_within(std::string_view inner, std::string_view outer) const {
  std::size_t steps = 0;
  for (const Area* here = area(inner); here != nullptr && steps < kDeepest; here = area(here->parent), ++steps) {
    if (here->code == outer) return true;
  }
  return area_history != nullptr && within_by_history(inner, outer);
}

bool City::unit_within(std::string_view inner, std::string_view outer) const {
  std::size_t steps = 0;
  for (const Unit* here = unit(inner); here != nullptr && steps < kDeepest; here = unit(here->parent), ++steps) {
    if (here->code == outer) return true;
  }
  return false;
}

const Unit* City::unit_serving(std::string_view kind, std::string_view area_code) const {
  const auto at = [&](std::string_view where) -> const Unit* {
    for (const auto& unit : units) {
      if (unit.kind == kind && unit.area == where) return &unit;
    }
    return nullptr;
  };
  for (const auto* here : chain(area_code)) {
    if (const auto* found = at(here->code)) return found;
  }
  for (const auto& top : areas) {
    if (top.parent.empty() && top.kind == AreaKind::city) {
      if (const auto* found = at(top.code)) return found;
    }
  }
  return at("");
}

const Procedure& City::procedure_of(std::string_view matter_code) const {
  const auto* known = matter(matter_code);
  if (const auto* own = known == nullptr ? nullptr : procedure(known->procedure)) return *own;
  if (const auto* standard = procedure("standard")) return *standard;
  if (procedures.empty()) throw std::logic_error("a city without procedures was used");   // the loader refuses such a city
  return procedures.front();
}

std::string City::matter_path(std::string_view matter_code) const {
  std::string path;
  std::size_t steps = 0;
  for (const Matter* here = matter(matter_code); here != nullptr && steps < kDeepest; here = matter(here->parent), ++steps) {
    path = path.empty() ? here->name : here->name + " / " + path;
  }
  return path;
}

void City::index() {
  fill(area_by_, areas, &Area::code);
  fill(unit_by_, units, &Unit::code);
  fill(matter_by_, matters, &Matter::code);
  fill(procedure_by_, procedures, &Procedure::code);
  fill(person_by_, people, &Person::login);
  fill(road_by_, roads, &Road::code);
  fill(estate_by_, estates, &Estate::code);
  fill(address_by_, addresses, &Address::code);
  fill(element_by_, elements, &Element::code);
  fill(rule_by_, rules, &RuleBook::code);
  fill(form_by_, forms, &FormSheet::code);
  process_by_.clear();
  for (std::size_t i = 0; i < processes.size(); ++i) {
    const auto& drawn = processes[i];
    process_by_.try_emplace(drawn.code + "@" + drawn.version, static_cast<std::uint32_t>(i));
    if (!drawn.past) process_by_.try_emplace(drawn.code, static_cast<std::uint32_t>(i));
  }
  if (!calendars.contains("always")) {
    calendars["always"] = std::make_shared<const Calendar>(
        WorkingHours{"always", offset, {{minutes{0}, minutes{24 * 60}}}, {1, 2, 3, 4, 5, 6, 7}, true}, std::set<std::chrono::local_days>{},
        std::set<std::chrono::local_days>{});
  }
  std::vector<std::pair<std::uint32_t, MultiPolygon>> grids;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    const auto& one = areas[i];
    if (one.kind == AreaKind::grid && one.layer == "territorial" && !one.shape.empty()) grids.emplace_back(static_cast<std::uint32_t>(i), one.shape);
  }
  grid_index_ = std::make_shared<const AreaIndex>(std::move(grids));
  layer_index_ = std::make_shared<const LayeredAreaIndex>(drawn_layers(areas));
}

}  // namespace yiwang
