#include <map>
#include <set>

#include "city/draft.h"

namespace yiwang {

namespace {

/// Faults each row that hangs in a ring, once per ring, and each parent that is not there.
template <class Row>
void check_parents(const std::vector<Row>& rows, const CodeBook& book, std::string_view missing, Faults& faults) {
  std::map<std::string, int> state;   // 0 unseen, 1 on the way, 2 fine
  for (const auto& start : rows) {
    std::vector<const Row*> way;
    for (const Row* row = &start; state[row->code] == 0;) {
      state[row->code] = 1;
      way.push_back(row);
      if (row->parent.empty()) break;
      const auto parent = book.row(row->parent);
      if (parent == CodeBook::npos) {
        faults.fatal(book.origin(row->code), missing, {{"parent", fact_text(row->parent)}});
        break;
      }
      row = &rows[parent];
      if (state[row->code] == 1) {
        faults.fatal(book.origin(row->code), "cycle", {{"code", row->code}});
        break;
      }
    }
    for (const auto* row : way) state[row->code] = 2;
  }
}

void check_area_kinds(CityDraft& draft) {
  std::size_t cities = 0;
  for (const auto& area : draft.city.areas) {
    const auto& at = draft.areas.origin(area.code);
    const bool territorial = area.layer == "territorial";
    if (territorial && area.kind == AreaKind::city && ++cities > 1) draft.faults.fatal(at, "second_city", {{"code", area.code}});
    if (territorial && area.kind != AreaKind::city && area.parent.empty()) draft.faults.fatal(at, "missing_value", {{"column", "parent"}});
    const auto row = draft.areas.row(area.parent);
    if (row == CodeBook::npos) continue;
    const auto& parent = draft.city.areas[row];
    const bool parent_fits = parent.layer == "territorial" && (!territorial || parent.kind < area.kind);
    if (parent_fits) continue;
    draft.faults.fatal(at, "wrong_parent_kind", {{"kind", std::string(code_of(area.kind))}, {"parent", area.parent},
                                                  {"parent_kind", std::string(code_of(parent.kind))}, {"parent_layer", parent.layer}});
  }
  if (cities == 0) draft.faults.fatal({"areas.csv", 0}, "no_city");
}

}  // namespace

void check_trees(CityDraft& draft) {
  check_parents(draft.city.areas, draft.areas, "unknown_area", draft.faults);
  check_parents(draft.city.units, draft.units, "unknown_unit", draft.faults);
  check_area_kinds(draft);
  if (!draft.city.code.empty() && !draft.areas.has(draft.city.code)) {
    draft.faults.warn({"city.toml", 1}, "unknown_area", {{"code", fact_text(draft.city.code)}});
  }
}

}  // namespace yiwang
