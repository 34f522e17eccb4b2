#include <algorithm>

#include "cases/decide_parts.h"

// Who works on it: dispatch, acceptance, return, dispute, assistance, up and down the levels.

namespace yiwang {
namespace {

Done known_units(const City& city, const std::vector<std::string>& units, const std::string& field) {
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (auto ok = known_unit(city, units[i], field + "[" + std::to_string(i) + "]"); !ok) return ok;
  }
  return done();
}

/// Steps from the top of the unit tree; a broken chain or a ring ends at the number of units.
int depth(const City& city, std::string_view code) {
  int steps = 0;
  const int most = static_cast<int>(city.units.size());
  for (const auto* unit = city.unit(code); unit != nullptr && !unit->parent.empty() && steps < most; unit = city.unit(unit->parent)) ++steps;
  return steps;
}

/// The open assisting task of the actor's unit, else of one it is part of, else of one below it.
const Task* assisting(const Case& c, const City& city, std::string_view unit) {
  const Task* best = nullptr;
  int best_fit = 0;
  for (const auto& t : c.tasks) {
    if (!t.open() || t.role != TaskRole::assist || unit.empty()) continue;
    const int fit = t.unit == unit ? 3 : city.unit_within(unit, t.unit) ? 2 : city.unit_within(t.unit, unit) ? 1 : 0;
    if (fit > best_fit) best = &t;
    best_fit = std::max(fit, best_fit);
  }
  return best;
}

/// Where a case is raised or handed down from: its lead unit, or who asks when it has none yet.
std::string_view present_unit(const Draft& draft) { return !draft.after.unit.empty() ? std::string_view(draft.after.unit) : draft.context.actor.unit; }

Done lift(Draft& draft, const std::string& unit, const std::string& reason, bool up) {
  const auto& city = draft.context.city;
  const std::string from(present_unit(draft));
  if (draft.after.dispute) return refuse(Reason::dispute_open);
  if (!draft.after.unit.empty() && unit == draft.after.unit) return refuse(Reason::unit_already_on_case, {{"unit", unit}}, "unit");
  if (city.unit(from) != nullptr) {
    const bool fits = up ? depth(city, unit) < depth(city, from) : depth(city, unit) > depth(city, from);
    if (!fits) return refuse(Reason::out_of_range, {{"unit", unit}, {"wanted", up ? "higher" : "lower"}}, "unit");
  }
  if (up) draft.add(CaseEscalated{from, unit, reason});
  else draft.add(CaseHandedDown{from, unit, reason});
  draft.assign(unit, {}, up ? "escalated" : "handed_down", reason);
  return done();
}

}  // namespace

Done named(const Case&, const AssignUnit& command, const Context& context) {
  if (auto ok = known_unit(context.city, command.unit, "unit"); !ok) return ok;
  return known_units(context.city, command.assist, "assist");
}
Done named(const Case&, const RaiseDispute& command, const Context& context) {
  return command.claim_unit.empty() ? done() : known_unit(context.city, command.claim_unit, "claim_unit");
}
Done named(const Case&, const Arbitrate& command, const Context& context) { return known_unit(context.city, command.unit, "unit"); }
Done named(const Case&, const AddUnit& command, const Context& context) { return known_units(context.city, command.units, "units"); }
Done named(const Case& c, const FinishAssist&, const Context& context) {
  if (assisting(c, context.city, context.actor.unit) != nullptr) return done();
  return refuse(Reason::unknown_task, {{"unit", context.actor.unit}});
}
Done named(const Case&, const Escalate& command, const Context& context) { return known_unit(context.city, command.unit, "unit"); }
Done named(const Case&, const HandDown& command, const Context& context) { return known_unit(context.city, command.unit, "unit"); }

Done act(Draft& draft, const AssignUnit& command) {
  if (draft.after.dispute) return refuse(Reason::dispute_open);
  if (command.unit == draft.after.unit) return refuse(Reason::unit_already_on_case, {{"unit", command.unit}}, "unit");
  draft.assign(command.unit, command.assist, draft.context.actor.role == Role::system ? "engine" : "dispatcher", command.note);
  return done();
}

Done act(Draft& draft, const Accept&) {
  draft.add(CaseAccepted{});
  draft.meet(ClockKind::accept);
  return done();
}

Done act(Draft& draft, const Return& command) {
  if (draft.after.returns >= draft.after.promise.returns_allowed) {
    return refuse(Reason::no_more_returns, {{"allowed", std::to_string(draft.after.promise.returns_allowed)}});
  }
  if (draft.after.dispute) return refuse(Reason::dispute_open);
  draft.resume({});
  draft.cancel(ClockKind::accept, EventKind::case_returned);
  draft.cancel(ClockKind::contact, EventKind::case_returned);
  draft.add(CaseReturned{draft.after.unit, command.reason});
  draft.queue("returned");
  return done();
}

Done act(Draft& draft, const RaiseDispute& command) {
  if (draft.after.dispute) return refuse(Reason::dispute_open);
  draft.add(DisputeRaised{draft.after.unit, command.claim_unit, command.reason});
  return done();
}

Done act(Draft& draft, const Arbitrate& command) {
  if (!draft.after.dispute) return refuse(Reason::no_dispute_open);
  draft.add(DisputeSettled{command.unit, command.reason});
  draft.assign(command.unit, {}, "arbitration", command.reason);
  return done();
}

Done act(Draft& draft, const AddUnit& command) {
  for (std::size_t i = 0; i < command.units.size(); ++i) {
    const auto& unit = command.units[i];
    if (draft.after.open_task(unit) != nullptr) return refuse(Reason::unit_already_on_case, {{"unit", unit}}, "units[" + std::to_string(i) + "]");
    draft.add(UnitAdded{unit, command.note});
  }
  return done();
}

Done act(Draft& draft, const FinishAssist& command) {
  // named() found it.
  draft.add(AssistFinished{assisting(draft.after, draft.context.city, draft.context.actor.unit)->unit, command.note});
  return done();
}

Done act(Draft& draft, const Escalate& command) { return lift(draft, command.unit, command.reason, true); }
Done act(Draft& draft, const HandDown& command) { return lift(draft, command.unit, command.reason, false); }

Done act(Draft& draft, const TransferPartner& command) {
  draft.add(PartnerTransfer{command.partner, command.reference, command.reason});
  return done();
}

}  // namespace yiwang
