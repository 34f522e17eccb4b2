#include <algorithm>

#include "cases/decide_parts.h"

// A border changed under an open case.

namespace yiwang {
namespace {

/// Whether the rule lets the unit change in this stage; who waits for a dispatcher goes on waiting, what is resolved stays with who resolved it.
bool unit_may_change(const Case& c, AreaRule rule) {
  if (c.dispute) return false;
  if (c.stage == Stage::dispatched) return rule != AreaRule::stay;
  return rule == AreaRule::follow_all && (c.stage == Stage::accepted || c.stage == Stage::handling);
}

}  // namespace

Done named(const Case&, const FollowArea& command, const Context& context) {
  if (context.city.area(command.area) != nullptr) return done();
  return refuse(Reason::unknown_area, {{"area", command.area}}, "area");
}

Done act(Draft& draft, const FollowArea& command) {
  const auto& c = draft.after;
  const auto& city = draft.context.city;
  if (command.rule == AreaRule::stay || c.place.area == command.area) return refuse(Reason::already_done, {{"area", command.area}});
  draft.add(AreaFollowed{command.area, c.place.area, command.plan, command.plan_name, command.rule});
  if (!command.advice || !unit_may_change(c, command.rule)) return done();
  const auto& advice = *command.advice;
  // Only where the engine is sure: a changed border is no reason to take work from a unit that might have to get it back.
  const bool sure = advice.confidence >= city.settings.dispatch_threshold && city.unit(advice.unit) != nullptr;
  if (!sure || advice.unit == c.unit) return done();
  draft.add(UnitJudged{advice, city.settings.dispatch_threshold, true});
  auto assist = advice.assist;
  std::erase_if(assist, [&](const std::string& unit) { return unit == advice.unit || city.unit(unit) == nullptr; });
  draft.assign(advice.unit, std::move(assist), "area_followed", command.plan_name);
  return done();
}

}  // namespace yiwang
