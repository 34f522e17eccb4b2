#include <map>
#include <set>

#include "city/areas/history.h"
#include "city/load.h"
#include "city/row_text.h"

namespace yiwang {

namespace {

using Fields = std::vector<std::pair<std::string_view, std::string>>;

std::string key_of(const AreaStep& step) { return (step.before.empty() ? "-" : step.before) + " > " + (step.after.empty() ? "-" : step.after) + " " + to_text(step.from); }
std::string name_of(const AreaStep& step) { return step.change + " " + std::to_string(static_cast<int>(step.share * 100 + 0.5)) + " % by " + step.plan + (step.plan_name.empty() ? "" : " " + step.plan_name); }
Fields fields_of(const AreaStep& step) { return {{"change", step.change}, {"plan", step.plan}}; }
const std::vector<AreaStep>& steps_of(const City& city) {
  static const std::vector<AreaStep> kNone;
  return city.area_history == nullptr ? kNone : city.area_history->steps();
}

template <class Row>
void compare(std::string_view table, const std::vector<Row>& before, const std::vector<Row>& after, std::vector<CityChange>& changes) {
  std::map<std::string, const Row*> old_rows, new_rows;
  for (const auto& row : before) old_rows.emplace(key_of(row), &row);
  for (const auto& row : after) new_rows.emplace(key_of(row), &row);
  for (const auto& [key, row] : old_rows) {
    if (!new_rows.contains(key)) changes.push_back({std::string(table), key, "removed", name_of(*row)});
  }
  for (const auto& [key, row] : new_rows) {
    const auto old = old_rows.find(key);
    if (old == old_rows.end()) {
      changes.push_back({std::string(table), key, "added", name_of(*row)});
      continue;
    }
    const Fields was = fields_of(*old->second);
    const Fields now = fields_of(*row);
    std::string detail;
    for (std::size_t i = 0; i < now.size(); ++i) {
      if (was[i].second == now[i].second) continue;
      detail += (detail.empty() ? "" : "; ") + std::string(now[i].first) + " " + was[i].second + " -> " + now[i].second;
    }
    if (!detail.empty()) changes.push_back({std::string(table), key, "changed", detail});
  }
}

}  // namespace

std::vector<CityChange> difference(const City& before, const City& after) {
  std::vector<CityChange> changes;
  if (before.version == after.version) return changes;
  compare("city", std::vector<CityHead>{head_of(before)}, std::vector<CityHead>{head_of(after)}, changes);
  compare("areas", before.areas, after.areas, changes);
  compare("area_history", steps_of(before), steps_of(after), changes);
  compare("roads", before.roads, after.roads, changes);
  compare("estates", before.estates, after.estates, changes);
  compare("addresses", before.addresses, after.addresses, changes);
  compare("elements", before.elements, after.elements, changes);
  compare("cameras", before.cameras, after.cameras, changes);
  compare("dwellings", before.dwellings, after.dwellings, changes);
  compare("firms", before.firms, after.firms, changes);
  compare("units", before.units, after.units, changes);
  compare("people", before.people, after.people, changes);
  compare("matters", before.matters, after.matters, changes);
  compare("examples", before.examples, after.examples, changes);
  compare("procedures", before.procedures, after.procedures, changes);
  compare("duties", before.duties, after.duties, changes);
  compare("lexicons", before.lexicon, after.lexicon, changes);
  compare("calendars", calendar_rows(before), calendar_rows(after), changes);
  return changes;
}

}  // namespace yiwang
