#include "cases/possible.h"

#include <algorithm>

namespace yiwang {

bool possible(const Case& c, Operation operation) {
  if (!stage_allows(operation, c.stage)) return false;
  const auto assisted = [&] { return std::any_of(c.tasks.begin(), c.tasks.end(), [](const Task& t) { return t.open() && t.role == TaskRole::assist; }); };
  switch (operation) {
    case Operation::assign_unit:
    case Operation::escalate:
    case Operation::hand_down:
    case Operation::dispute: return !c.dispute;
    case Operation::return_: return !c.dispute && c.returns < c.promise.returns_allowed;
    case Operation::arbitrate: return c.dispute.has_value();
    case Operation::finish_assist: return assisted();
    case Operation::ask_citizen: return !c.question;
    case Operation::reply: return c.question.has_value();
    case Operation::request_extension: return !c.extension && c.extensions < c.promise.extensions_allowed;
    case Operation::decide_extension: return c.extension.has_value();
    case Operation::suspend: return !c.suspended && !c.promise.suspend_reasons.empty();
    case Operation::resume: return c.suspended.has_value();
    case Operation::rate: return !c.rating;
    case Operation::split: return c.reports.size() > 1;
    case Operation::pass_time: return c.next_timer().has_value();
    default: return true;
  }
}

}  // namespace yiwang
