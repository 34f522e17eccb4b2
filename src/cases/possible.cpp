#include "cases/possible.h"

#include <algorithm>

namespace yiwang {

std::string_view move_word(Operation operation) {
  switch (operation) {
    case Operation::send_back: return "return";
    case Operation::jump: return "jump";
    case Operation::add_signer: return "add_signer";
    case Operation::remove_signer: return "remove_signer";
    case Operation::delegate: return "delegate";
    case Operation::transfer: return "transfer";
    case Operation::withdraw: return "withdraw";
    case Operation::retry: return "retry";
    case Operation::skip: return "skip";
    default: return {};
  }
}

bool governed(Operation operation) {
  switch (operation) {
    case Operation::assign_unit:
    case Operation::accept:
    case Operation::return_:
    case Operation::dispute:
    case Operation::add_unit:
    case Operation::contact:
    case Operation::request_extension:
    case Operation::suspend:
    case Operation::resolve:
    case Operation::review:
    case Operation::call_back:
    case Operation::answer_at_once:
    case Operation::refuse:
    case Operation::escalate:
    case Operation::hand_down:
    case Operation::transfer_partner: return true;
    default: return false;
  }
}

bool permits(const Activity& activity, Stage stage, Operation operation) {
  if (!activity.stage.empty() && activity.stage != code_of(stage)) return false;
  const auto& listed = activity.operations;
  if (std::find(listed.begin(), listed.end(), code_of(operation)) != listed.end()) return true;
  if (operation == Operation::complete_activity) return activity.stage.empty() ? listed.empty() : listed.empty() && !activity.form.empty();
  return listed.empty() && !activity.stage.empty();
}

bool process_permits(const Case& c, Operation operation) {
  if (const auto move = move_word(operation); !move.empty()) {
    if (!c.process) return false;
    const auto& allow = c.process->allow;
    return std::find(allow.begin(), allow.end(), move) != allow.end();
  }
  if (operation != Operation::complete_activity && (!governed(operation) || !c.process)) return true;
  if (!c.process) return false;
  const auto& open = c.process->activities;
  return std::any_of(open.begin(), open.end(), [&](const Activity& a) { return permits(a, c.stage, operation); });
}

bool possible(const Case& c, Operation operation) {
  if (!stage_allows(operation, c.stage) || !process_permits(c, operation)) return false;
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
    case Operation::send_back: return !c.process->back.empty();
    case Operation::withdraw: return !c.process->back.empty();
    case Operation::jump:
    case Operation::add_signer:
    case Operation::delegate:
    case Operation::transfer: return !c.process->activities.empty();
    case Operation::remove_signer:
      return std::any_of(c.process->activities.begin(), c.process->activities.end(), [](const Activity& a) { return !a.signers.empty() || !a.who.empty(); });
    case Operation::retry:
    case Operation::skip: return !c.process->stuck.empty();
    case Operation::pass_time: return c.next_timer().has_value();
    default: return true;
  }
}

}  // namespace yiwang
