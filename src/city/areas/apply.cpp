#include "city/areas/apply.h"

#include <algorithm>

#include "city/areas/history.h"
#include "city/areas/work.h"
#include "geo/overlay.h"

namespace yiwang {

Done undo_plan(AreaWork& work, const std::string& plan, AreaStepReport& report) {
  const auto& city = work.city();
  if (city.area_history == nullptr) return tl::unexpected(cannot_redraw("nothing_there"));
  const auto& steps = city.area_history->steps();
  // The last time the plan was put to use; an earlier one was taken back already.
  const auto last = std::find_if(steps.rbegin(), steps.rend(), [&](const AreaStep& step) { return step.plan == plan; });
  if (last == steps.rend() || last->change == "restore") return tl::unexpected(cannot_redraw("nothing_there"));
  std::set<std::string> before, after;
  std::size_t first = steps.size();
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].plan != plan || steps[i].from != last->from) continue;
    first = std::min(first, i);
    if (!steps[i].before.empty()) before.insert(steps[i].before);
    if (!steps[i].after.empty()) after.insert(steps[i].after);
  }
  for (std::size_t i = first; i < steps.size(); ++i) {
    if (steps[i].plan == plan && steps[i].from == last->from) continue;
    for (const auto& code : {steps[i].before, steps[i].after}) {
      if (!code.empty() && (after.contains(code) || before.contains(code))) return tl::unexpected(cannot_redraw("changed_since", code));
    }
  }
  for (const auto& code : after) {
    if (!before.contains(code)) work.end(code, "restore");
  }
  for (const auto& past : city.area_history->past()) {
    if (past.plan != plan || past.until != last->from) continue;
    work.put(past.area, "restore");
    report.m2 += past.area.shape.empty() ? 0 : area_m2(past.area.shape);
  }
  for (const auto& step : steps) {
    if (step.plan == plan && step.from == last->from && !step.before.empty() && !step.after.empty()) work.link(step.after, step.before);
  }
  return done();
}

AreaOutcome apply_plan(const AreaPlan& plan, const City& city) {
  AreaWork work(city);
  std::vector<AreaStepReport> reports;
  const auto run = [&](const std::string& kind, auto&& make) {
    auto& report = reports.emplace_back();
    report.kind = kind;
    // A change that is refused half way leaves nothing behind.
    auto tried = work;
    std::set<std::string> codes;
    for (const auto& code : tried.snapshot_codes()) codes.insert(code);
    if (auto ok = make(tried, report); !ok) {
      report.refused = ok.error();
      report.m2 = 0;
      return;
    }
    for (const auto& code : tried.snapshot_codes()) {
      if (!codes.contains(code) && work.find(code) == nullptr) report.made.push_back(code);
    }
    for (const auto& code : tried.ended_codes()) {
      if (work.find(code) != nullptr) report.ended.push_back(code);
    }
    work.take_over(std::move(tried));
  };
  if (!plan.undo.empty()) {
    run("restore", [&](AreaWork& tried, AreaStepReport& report) { return undo_plan(tried, plan.undo, report); });
  }
  for (std::size_t i = 0; i < plan.changes.size(); ++i) {
    run(plan.changes[i].kind, [&](AreaWork& tried, AreaStepReport& report) { return make_change(tried, plan.changes[i], report); });
  }
  return work.finish(std::move(reports));
}

bool AreaOutcome::fits() const {
  return std::none_of(steps.begin(), steps.end(), [](const AreaStepReport& step) { return step.refused.has_value(); });
}

const Area* AreaOutcome::find(std::string_view code) const {
  const auto found = std::find_if(after.begin(), after.end(), [&](const Area& area) { return area.code == code; });
  return found == after.end() ? nullptr : &*found;
}

bool AreaOutcome::has_ended(std::string_view code) const {
  return std::any_of(ended.begin(), ended.end(), [&](const Area& area) { return area.code == code; });
}

std::vector<Area> areas_after(const City& city, const AreaOutcome& outcome) {
  std::vector<Area> out;
  for (const auto& area : city.areas) {
    if (outcome.has_ended(area.code)) continue;
    const auto* changed = outcome.find(area.code);
    out.push_back(changed == nullptr ? area : *changed);
  }
  for (const auto& area : outcome.after) {
    if (city.area(area.code) == nullptr) out.push_back(area);
  }
  return out;
}

}  // namespace yiwang
