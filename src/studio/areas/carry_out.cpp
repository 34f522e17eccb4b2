#include "studio/areas/carry_out.h"

#include <algorithm>
#include <cmath>

#include "city/areas/redraw.h"
#include "city/areas/repoint.h"
#include "city/areas/topology.h"
#include "city/load.h"
#include "studio/document.h"

namespace yiwang {
namespace {

std::string name_with_code(const City& city, const AreaOutcome& outcome, const std::string& code) {
  const auto* area = outcome.find(code);
  if (area == nullptr) area = city.area(code);
  return area == nullptr ? code : area->name + " " + code;
}

std::string square_metres(double m2) { return std::to_string(static_cast<long long>(m2 + 0.5)); }

}  // namespace

Done carry_out(const std::filesystem::path& folder, std::string_view code, std::string_view text, Instant from) {
  const auto there = CityFolder(folder).find(DocumentKind::areas, code);
  if (there && there->text == text) return done();
  const auto plan = read_plan(text);
  if (!plan) return tl::unexpected(plan.error());
  const auto loaded = load_city(folder);
  if (!loaded.city) return refuse(Reason::has_faults);
  const auto outcome = apply_plan(*plan, *loaded.city);
  for (const auto& step : outcome.steps) {
    if (step.refused) return tl::unexpected(*step.refused);
  }
  redraw(folder, *loaded.city, outcome, {std::string(code), plan->name, from});
  return done();
}

std::set<std::string> codes_around(const AreaOutcome& outcome, const City& city) {
  std::set<std::string> out;
  for (const auto* list : {&outcome.after, &outcome.ended}) {
    for (const auto& area : *list) {
      out.insert(area.code);
      if (!area.parent.empty() && (area.layer == "territorial" || city.area(area.parent) == nullptr)) out.insert(area.parent);
    }
  }
  return out;
}

void check_area_plan(StudioChecks& checks, const std::string& text, const City& city) {
  const auto plan = read_plan(text);
  if (!plan) return checks.refuse(plan.error());
  if (plan->changes.empty() && plan->undo.empty()) {
    checks.faults.push_back({true, "empty_plan", {}, 0, {}, "The plan changes nothing."});
    return;
  }
  const auto outcome = apply_plan(*plan, city);
  for (std::size_t i = 0; i < outcome.steps.size(); ++i) {
    const auto& step = outcome.steps[i];
    if (!step.refused) continue;
    StudioFault fault{true, std::string(code_of(step.refused->reason)), "changes[" + std::to_string(i) + "]", 0, {}, "Change " + std::to_string(i + 1) + " (" + step.kind + ") cannot be made."};
    for (const auto& [key, value] : step.refused->facts) fault.facts.emplace_back(key, value);
    if (!step.refused->field.empty()) fault.facts.emplace_back("field", step.refused->field);
    checks.faults.push_back(std::move(fault));
  }
  if (checks.fatal()) return;
  const auto around = codes_around(outcome, city);
  const auto after = areas_after(city, outcome);
  std::set<std::string> layers;
  for (const auto* list : {&outcome.after, &outcome.ended}) {
    for (const auto& area : *list) layers.insert(area.layer);
  }
  for (const auto& layer : layers) {
    const auto before = check_topology(city.areas, layer, &around);
    for (const auto& found : check_topology(after, layer, &around)) {
      // What was so before is not this plan's to mend.
      const bool known = std::any_of(before.begin(), before.end(), [&](const AreaFault& one) { return one.rule == found.rule && std::abs(one.m2 - found.m2) < 1 && metres_between(one.at, found.at) < 5; });
      StudioFault fault{found.error && !known, found.rule, found.areas.empty() ? std::string{} : found.areas.front(), 0, {{"m2", square_metres(found.m2)}, {"at", to_text(found.at)}}, {}};
      std::string names;
      for (const auto& code : found.areas) names += (names.empty() ? "" : ", ") + name_with_code(city, outcome, code);
      fault.facts.emplace_back("areas", names);
      fault.advice = found.rule + " of " + square_metres(found.m2) + " square metres: " + names;
      checks.faults.push_back(std::move(fault));
    }
  }
  const Repoint repoint(city, outcome);
  for (const auto& unit : city.units) {
    const auto heirs = unit.area.empty() ? std::vector<std::string>{} : repoint.heirs(unit.area);
    if (heirs.size() > 1) checks.faults.push_back({false, "unit_serves_part", unit.area, 0, {{"unit", unit.code}, {"area", heirs.front()}}, unit.name + " serves an area that is split; it goes on serving only " + name_with_code(city, outcome, heirs.front()) + "."});
  }
}

}  // namespace yiwang
