#include "cases/decide.h"

#include "base/text.h"
#include "cases/decide_parts.h"
#include "cases/given.h"
#include "cases/possible.h"

namespace yiwang {
namespace {

Done stage_check(const Case& c, Operation op) {
  if (stage_allows(op, c.stage)) return done();
  // Every refusal of a merged case says where it went; `wrong_stage` would leave people searching.
  if (c.stage == Stage::merged) return refuse(Reason::case_merged, {{"into", std::to_string(c.merged_into.value_or(CaseId{}).value)}});
  return refuse(Reason::wrong_stage, {{"stage", std::string(code_of(c.stage))}});
}

Done process_check(const Case& c, Operation op) {
  if (process_permits(c, op)) return done();
  std::string open;
  if (c.process) {
    for (const auto& activity : c.process->activities) open += (open.empty() ? "" : ",") + activity.element;
  }
  return refuse(Reason::process_forbids, {{"activities", open}});
}

/// What binds the case is the lead unit's to say; who only assists may add, not decide.
constexpr bool lead_only(Operation op) {
  switch (op) {
    case Operation::accept:
    case Operation::return_:
    case Operation::dispute:
    case Operation::request_extension:
    case Operation::suspend:
    case Operation::resume:
    case Operation::resolve:
    case Operation::escalate:
    case Operation::hand_down: return true;
    default: return false;
  }
}
/// People of a unit speak for the lead when their unit is the lead, stands above it or is part of it, and does not itself only assist.
Done scope_check(const Case& c, Operation op, const Context& context) {
  const auto& actor = context.actor;
  if (!lead_only(op) || (actor.role != Role::handler && actor.role != Role::grid_worker) || c.unit.empty()) return done();
  const auto* task = c.open_task(actor.unit);
  const bool only_assists = task != nullptr && task->role == TaskRole::assist;
  const bool related = actor.unit == c.unit || context.city.unit_within(c.unit, actor.unit) || context.city.unit_within(actor.unit, c.unit);
  if (related && !only_assists) return done();
  return refuse(Reason::outside_scope, {{"lead", c.unit}});
}

template <class C>
Done reason_check(const C& command) {
  if constexpr (requires { command.reason; }) {
    if (rule(C::operation).reason && trim(command.reason).empty()) return refuse(Reason::reason_required, {}, "reason");
  }
  return done();
}

}  // namespace

Done known_unit(const City& city, std::string_view unit, std::string field) {
  if (city.unit(unit) != nullptr) return done();
  return refuse(Reason::unknown_unit, {{"unit", shorten(unit, 60)}}, std::move(field));
}

Done known_matter(const City& city, std::string_view matter) {
  if (matter.size() == 6 && city.matter(matter) != nullptr) return done();
  return refuse(Reason::unknown_matter, {{"matter", shorten(matter, 60)}}, "matter");
}

Result<std::vector<Event>> decide(const Case& c, const Command& command, const Context& context) {
  return std::visit(
      [&]<class C>(const C& asked) -> Result<std::vector<Event>> {
        if (auto ok = given(asked); !ok) return tl::unexpected(ok.error());
        if (auto ok = scope_check(c, C::operation, context); !ok) return tl::unexpected(ok.error());
        if (auto ok = reason_check(asked); !ok) return tl::unexpected(ok.error());
        if (auto ok = named(c, asked, context); !ok) return tl::unexpected(ok.error());
        if (auto ok = stage_check(c, C::operation); !ok) return tl::unexpected(ok.error());
        if (auto ok = process_check(c, C::operation); !ok) return tl::unexpected(ok.error());
        Draft draft(c, context);
        if (auto ok = act(draft, asked); !ok) return tl::unexpected(ok.error());
        if (auto ok = draft.course.follow(c, C::operation); !ok) return tl::unexpected(ok.error());
        return std::move(draft.events);
      },
      command);
}

}  // namespace yiwang
