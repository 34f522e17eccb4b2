#include <algorithm>
#include <map>
#include <set>

#include "city/draft.h"

namespace yiwang {

namespace {

/// Which places no unit of a kind serves. A unit serves its area and everything below it.
class Serving {
 public:
  explicit Serving(const CityDraft& draft) : draft_(draft) {
    for (const auto& unit : draft.city.units) areas_of_[unit.kind].insert(unit.area);
    std::set<std::string_view> parents;
    for (const auto& area : draft.city.areas) {
      if (area.layer == "territorial") parents.insert(area.parent);
    }
    for (const auto& area : draft.city.areas) {
      if (area.layer == "territorial" && !parents.contains(area.code)) leaves_.push_back(&area);
    }
  }
  bool any_unit(const std::string& kind) const { return areas_of_.contains(kind); }
  /// Leaves within `area` (all when empty) without a unit of the kind: how many, and the first.
  std::pair<std::size_t, std::string> unserved(const std::string& kind, const std::string& area) {
    const auto [known, fresh] = known_.try_emplace({kind, area});
    if (!fresh) return known->second;
    const auto served = areas_of_.find(kind);
    for (const auto* leaf : leaves_) {
      bool inside = area.empty();
      bool has_unit = false;
      for (const auto* here : up(*leaf)) {
        inside = inside || here->code == area;
        has_unit = has_unit || (served != areas_of_.end() && served->second.contains(here->code));
      }
      if (inside && !has_unit && known->second.first++ == 0) known->second.second = leaf->code;
    }
    return known->second;
  }

 private:
  std::vector<const Area*> up(const Area& leaf) const {
    std::vector<const Area*> chain;
    for (const Area* here = &leaf; here != nullptr && chain.size() < 16;) {
      chain.push_back(here);
      const auto row = draft_.areas.row(here->parent);
      here = row == CodeBook::npos ? nullptr : &draft_.city.areas[row];
    }
    return chain;
  }
  const CityDraft& draft_;
  std::map<std::string, std::set<std::string>> areas_of_;
  std::vector<const Area*> leaves_;
  std::map<std::pair<std::string, std::string>, std::pair<std::size_t, std::string>> known_;
};

void check_kind_leads(CityDraft& draft) {
  Serving serving(draft);
  for (std::size_t i = 0; i < draft.city.duties.size(); ++i) {
    const auto& duty = draft.city.duties[i];
    std::vector<std::string> named = duty.assist;
    named.insert(named.begin(), duty.lead);
    for (const auto& name : named) {
      if (!name.starts_with('@') || !known_unit_kind(std::string_view(name).substr(1))) continue;
      const auto kind = name.substr(1);
      const auto [count, example] = serving.unserved(kind, duty.area);
      if (count == 0) continue;
      FaultFacts facts = {{"kind", kind}, {"areas", std::to_string(count)}, {"example", example}};
      // A lead nobody can be found for leaves the case with a dispatcher; the city still runs.
      draft.faults.warn(draft.duties_at[i], serving.any_unit(kind) ? "unserved_area" : "no_unit_of_kind", facts);
    }
  }
}

/// A matter is covered by a row without area and condition for itself, its group or its class.
void check_cover(CityDraft& draft) {
  std::set<std::string_view> covered, partly;
  for (const auto& duty : draft.city.duties) (duty.area.empty() && duty.condition.empty() ? covered : partly).insert(duty.matter);
  const auto in = [](const std::set<std::string_view>& set, std::string_view code) {
    return set.contains(code) || set.contains(code.substr(0, 4)) || set.contains(code.substr(0, 2));
  };
  for (const auto& matter : draft.city.matters) {
    if (matter.code.size() != 6 || in(covered, matter.code)) continue;
    draft.faults.warn(draft.matters.origin(matter.code), "matter_without_duty",
                      {{"matter", matter.code}, {"name", matter.name}, {"only_with_condition", in(partly, matter.code) ? "yes" : "no"}});
  }
}

/// A later row that can never be reached because an earlier one says the same key.
void check_repeats(CityDraft& draft) {
  std::map<std::tuple<std::string_view, std::string_view, std::string_view>, std::size_t> first;
  for (std::size_t i = 0; i < draft.city.duties.size(); ++i) {
    const auto& duty = draft.city.duties[i];
    const auto [entry, fresh] = first.try_emplace({duty.matter, duty.area, duty.condition}, draft.duties_at[i].line);
    if (!fresh) draft.faults.warn(draft.duties_at[i], "unreachable_duty", {{"matter", duty.matter}, {"first", std::to_string(entry->second)}});
  }
}

}  // namespace

void check_duties(CityDraft& draft) {
  check_kind_leads(draft);
  check_cover(draft);
  check_repeats(draft);
}

}  // namespace yiwang
