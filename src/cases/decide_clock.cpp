#include <algorithm>

#include "cases/decide_parts.h"
#include "cases/promise.h"

// Extensions, suspension, and time itself.

namespace yiwang {

Done act(Draft& draft, const RequestExtension& command) {
  const int allowed = draft.after.promise.extensions_allowed;
  if (draft.after.extensions >= allowed) return refuse(Reason::no_more_extensions, {{"allowed", std::to_string(allowed)}});
  if (draft.after.extension) return refuse(Reason::extension_pending);
  draft.add(ExtensionRequested{command.days, command.reason});
  return done();
}

Done act(Draft& draft, const DecideExtension& command) {
  if (!draft.after.extension) return refuse(Reason::no_extension_pending);
  const int days = !command.approve ? 0 : command.days > 0 ? command.days : draft.after.extension->days;
  draft.add(ExtensionDecided{command.approve, days, command.note});
  if (!command.approve) return done();
  if (const auto* resolve = draft.after.running(ClockKind::resolve)) {
    draft.add(Event{extended(draft.context.city, draft.after.promise, *resolve, days)});
  }
  return done();
}

Done act(Draft& draft, const Suspend& command) {
  if (draft.after.suspended) return refuse(Reason::already_suspended);
  const auto& allowed = draft.after.promise.suspend_reasons;
  if (std::find(allowed.begin(), allowed.end(), command.cause) == allowed.end()) {
    return refuse(Reason::suspend_reason_not_allowed, {{"cause", std::string(code_of(command.cause))}}, "cause");
  }
  draft.add(CaseSuspended{command.cause, command.reason});
  return done();
}

Done act(Draft& draft, const Resume& command) {
  if (!draft.after.suspended) return refuse(Reason::not_suspended);
  draft.resume(command.note);
  return done();
}

Done act(Draft& draft, const PassTime&) {
  struct Passed {
    Instant at;
    Event event;
  };
  std::vector<Passed> passed;
  const auto now = draft.context.now;
  if (!draft.after.suspended) {
    for (const auto& d : draft.after.deadlines) {
      if (!d.runs() || d.state == ClockState::overdue) continue;
      // When nobody looked in between, being near is no news any more; being late is.
      if (d.due <= now) passed.push_back({d.due, DeadlineMissed{d.clock, d.due}});
      else if (d.state == ClockState::running && d.near_at <= now) passed.push_back({d.near_at, DeadlineNear{d.clock, d.due}});
    }
  }
  const auto& process = draft.after.process;
  const bool fires = !draft.after.suspended && process && process->timer && *process->timer <= now;
  if (passed.empty() && !fires) return refuse(Reason::already_done);
  std::stable_sort(passed.begin(), passed.end(), [](const Passed& a, const Passed& b) { return a.at < b.at; });
  for (auto& p : passed) draft.add(std::move(p.event));
  if (!fires) return done();
  auto ok = draft.course.steer(process::FireTimers{});
  // A deadline that passed is told even where the drawing is missing; the timer stays until it is back.
  return ok || passed.empty() ? ok : done();
}

}  // namespace yiwang
