#include "cases/draft.h"

#include "cases/promise.h"

namespace yiwang {

void Draft::meet(ClockKind clock) {
  if (const auto* d = after.running(clock)) add(DeadlineMet{clock, d->due, context.now > d->due});
}

void Draft::cancel(ClockKind clock, EventKind why) {
  if (after.running(clock) != nullptr) add(DeadlineCancelled{clock, std::string(code_of(why))});
}

void Draft::cancel_all(EventKind why) {
  for (const auto clock : {ClockKind::receipt, ClockKind::accept, ClockKind::contact, ClockKind::resolve}) cancel(clock, why);
}

void Draft::start(ClockKind clock, EventKind why) {
  add(promised(context.city, after.promise, clock, after.urgency(), context.now, code_of(why)));
}

void Draft::resume(std::string note) {
  if (!after.suspended) return;
  const auto since = after.suspended->since;
  add(CaseResumed{std::move(note)});
  const auto stopped = after.deadlines;
  for (const auto& d : stopped) {
    if (d.runs()) add(moved_by_suspension(context.city, d, since, context.now));
  }
}

void Draft::assign(std::string unit, std::vector<std::string> assist, std::string_view how, std::string note) {
  resume({});
  cancel(ClockKind::accept, EventKind::unit_assigned);
  cancel(ClockKind::contact, EventKind::unit_assigned);
  add(UnitAssigned{std::move(unit), std::move(assist), std::string(how), std::move(note)});
  start(ClockKind::accept, EventKind::unit_assigned);
  if (after.can_be_called()) start(ClockKind::contact, EventKind::unit_assigned);
}

void Draft::reopen_for_citizen() {
  add(CaseReopened{"unsatisfied", true, Stage::handling, make_promise(context.city, after.matter, after.urgency())});
  start(ClockKind::resolve, EventKind::case_reopened);
}

}  // namespace yiwang
