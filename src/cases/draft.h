#pragma once
#include <vector>

#include "cases/course.h"
#include "cases/decide.h"

namespace yiwang {

/// The events of one decision while they are being made. Each is applied to `after` at once, so that the next is decided on what is then true. Lives
/// within one call of `decide`.
class Draft {
 public:
  Draft(Case c, const Context& given) : after(std::move(c)), context(given) {}
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  void add(Event event) {
    apply(after, event, context.now, context.actor);
    events.push_back(std::move(event));
  }
  void add(std::optional<DeadlineSet> deadline) {
    if (deadline) add(Event{*std::move(deadline)});
  }

  /// Ends the clock as met, late when it is past due; nothing when it does not run.
  void meet(ClockKind clock);
  void cancel(ClockKind clock, EventKind why);
  void cancel_all(EventKind why);
  /// Starts the clock from now as promised.
  void start(ClockKind clock, EventKind why);
  /// Ends a suspension, if there is one, and moves the clocks on: whatever takes a case elsewhere ends its pause.
  void resume(std::string note);
  /// The work goes to a unit: clocks of the one before end, its own begin.
  void assign(std::string unit, std::vector<std::string> assist, std::string_view how, std::string note);
  void queue(std::string_view why) { add(QueuedForDispatcher{std::string(why)}); }
  /// An unsatisfied citizen: the unit goes on, under a new promise to resolve.
  void reopen_for_citizen();

  Case after;
  const Context& context;
  std::vector<Event> events;
  Course course{*this};
};

}  // namespace yiwang
