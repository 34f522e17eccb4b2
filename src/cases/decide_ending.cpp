#include <algorithm>

#include "base/text.h"
#include "cases/decide_parts.h"
#include "cases/promise.h"

// How it ends: resolved, reviewed, called back, rated, reopened, answered at once, not taken.

namespace yiwang {
namespace {

constexpr std::size_t kLeastResult = 10;    // code points
constexpr int kCallBackTries = 3;

bool waits_for_citizen(const Case& c) { return c.promise.callback && c.can_be_called(); }
bool content(Satisfaction satisfaction, bool solved) {
  return solved && (satisfaction == Satisfaction::satisfied || satisfaction == Satisfaction::basically);
}

/// The citizen has spoken on a case that waits for it.
void settle(Draft& draft, bool happy, std::string_view how) {
  if (happy) {
    draft.add(CaseClosed{std::string(how)});
  } else if (draft.after.reopened_by_citizen == 0) {
    draft.reopen_for_citizen();
  } else {
    // A second unsatisfied answer does not send the unit round again; it goes to the supervisors.
    draft.add(CaseSupervised{Card::notice, "unsatisfied"});
    draft.add(CaseClosed{"unsatisfied"});
  }
}

std::string join(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ",") + word;
  return out;
}

}  // namespace

Done act(Draft& draft, const Resolve& command) {
  auto& c = draft.after;
  std::vector<std::string> busy;
  for (const auto& task : c.tasks) {
    if (task.open() && task.role == TaskRole::assist) busy.push_back(task.unit);
  }
  if (!busy.empty()) return refuse(Reason::assist_open, {{"units", join(busy)}});
  if (!c.contacted && c.can_be_called()) return refuse(Reason::contact_first);
  if (count_codepoints(trim(command.result)) < kLeastResult) return refuse(Reason::evidence_required, {{"least", std::to_string(kLeastResult)}}, "result");
  draft.resume({});
  const bool waits = waits_for_citizen(c);
  draft.add(CaseResolved{c.unit, command.result, command.measures, command.attachments, c.promise.review || !waits ? Stage::resolved : Stage::called_back});
  draft.meet(ClockKind::resolve);
  draft.cancel_all(EventKind::case_resolved);
  if (!c.promise.review && !waits) draft.add(CaseClosed{"resolved"});
  return done();
}

Done act(Draft& draft, const Review& command) {
  auto& c = draft.after;
  if (command.pass) {
    const bool waits = waits_for_citizen(c);
    draft.add(CaseReviewed{true, command.note, waits ? Stage::called_back : Stage::resolved});
    if (!waits) draft.add(CaseClosed{"resolved"});
    return done();
  }
  draft.add(CaseReviewed{false, command.note, Stage::handling});
  const auto last = std::find_if(c.deadlines.rbegin(), c.deadlines.rend(), [](const Deadline& d) { return d.clock == ClockKind::resolve; });
  if (last != c.deadlines.rend() && c.resolution) {
    draft.add(Event{sent_back(draft.context.city, c.promise, *last, c.resolution->at, draft.context.now)});
  }
  return done();
}

Done act(Draft& draft, const CallBack& command) {
  draft.add(CitizenCalledBack{command.satisfaction, command.solved, command.note});
  if (command.satisfaction != Satisfaction::unreachable) settle(draft, content(command.satisfaction, command.solved), "called_back");
  else if (draft.after.call_backs_tried >= kCallBackTries) draft.add(CaseClosed{"unreachable"});
  return done();
}

Done act(Draft& draft, const Rate& command) {
  auto& c = draft.after;
  if (command.satisfaction == Satisfaction::unreachable) {
    return refuse(Reason::unknown_value, {{"value", std::string(code_of(command.satisfaction))}}, "satisfaction");
  }
  if (c.rating) return refuse(Reason::already_done);
  const bool happy = content(command.satisfaction, command.solved);
  const auto was = c.stage;
  draft.add(CitizenRated{command.satisfaction, command.solved, command.words});
  if (was == Stage::called_back) {
    settle(draft, happy, "rated");
  } else if (was == Stage::closed && !happy && c.reopened_by_citizen == 0 && !c.unit.empty() && c.closed_at &&
             draft.context.now <= *c.closed_at + hours{24} * draft.context.city.settings.again_after_closing_days) {
    draft.reopen_for_citizen();
  }
  return done();
}

Done act(Draft& draft, const Reopen& command) {
  const auto& city = draft.context.city;
  const auto unit = draft.after.unit;
  draft.cancel_all(EventKind::case_reopened);
  draft.add(CaseReopened{command.reason, false, Stage::received, make_promise(city, draft.after.matter, draft.after.urgency())});
  draft.start(ClockKind::resolve, EventKind::case_reopened);
  if (city.unit(unit) != nullptr) draft.assign(unit, {}, "reopened", command.reason);
  else draft.queue("reopened");
  return done();
}

Done act(Draft& draft, const AnswerAtOnce& command) {
  draft.cancel_all(EventKind::case_answered);
  draft.add(CaseAnswered{command.answer});
  return done();
}

Done act(Draft& draft, const Refuse& command) {
  draft.cancel_all(EventKind::case_refused);
  draft.add(CaseRefused{command.kind, command.reason});
  return done();
}

}  // namespace yiwang
