#include <map>
#include <set>

#include "city/load.h"
#include "city/row_text.h"

namespace yiwang {

namespace {

using Fields = std::vector<std::pair<std::string_view, std::string>>;

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
