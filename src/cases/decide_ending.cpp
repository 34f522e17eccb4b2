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

/// Where the fixed life goes when the work is handed in.
Stage after_handing_in(const Case& c) { return c.promise.review ? Stage::resolved : waits_for_citizen(c) ? Stage::called_back : Stage::closed; }

/// The citizen has spoken on a case that waits for it.
Done settle(Draft& draft, Operation operation, bool happy, Satisfaction satisfaction, bool solved, std::string_view how) {
  auto& c = draft.after;
  auto to = happy || c.reopened_by_citizen > 0 ? Stage::closed : Stage::handling;
  if (draft.course.runs()) {
    process::Variables said;
    said.set("satisfied", feel::Value::make_bool(happy));
    said.set("satisfaction", feel::Value::make_string(code_of(satisfaction)));
    said.set("solved", feel::Value::make_bool(solved));
    auto led = draft.course.finish(operation, code_of(operation == Operation::rate ? EventKind::citizen_rated : EventKind::citizen_called_back), std::move(said));
    if (!led) return tl::unexpected(led.error());
    to = *led;
  }
  if (to == Stage::closed && !happy) {
    // A second unsatisfied answer does not send the unit round again; it goes to the supervisors.
    draft.add(CaseSupervised{Card::notice, "unsatisfied"});
    draft.add(CaseClosed{"unsatisfied"});
  } else if (to == Stage::closed) {
    draft.add(CaseClosed{std::string(how)});
  } else if (to == Stage::handling) {
    draft.reopen_for_citizen();
  }
  return done();
}

std::string join(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ",") + word;
  return out;
}

}  // namespace

Done may_hand_in(const Draft& draft, const std::string& result, const std::string& field) {
  const auto& c = draft.after;
  std::vector<std::string> busy;
  for (const auto& task : c.tasks) {
    if (task.open() && task.role == TaskRole::assist) busy.push_back(task.unit);
  }
  if (!busy.empty()) return refuse(Reason::assist_open, {{"units", join(busy)}});
  if (!c.contacted && c.can_be_called()) return refuse(Reason::contact_first);
  if (count_codepoints(trim(result)) < kLeastResult) return refuse(Reason::evidence_required, {{"least", std::to_string(kLeastResult)}}, field);
  return done();
}

void hand_in(Draft& draft, const std::string& result, const std::string& measures, const std::vector<Attachment>& attachments, Stage to) {
  draft.resume({});
  draft.add(CaseResolved{draft.after.unit, result, measures, attachments, to == Stage::closed ? Stage::resolved : to});
  draft.meet(ClockKind::resolve);
  draft.cancel_all(EventKind::case_resolved);
  if (to == Stage::closed) draft.add(CaseClosed{"resolved"});
}

void back_to_unit(Draft& draft, const std::string& note) {
  auto& c = draft.after;
  draft.add(CaseReviewed{false, note, Stage::handling});
  const auto last = std::find_if(c.deadlines.rbegin(), c.deadlines.rend(), [](const Deadline& d) { return d.clock == ClockKind::resolve; });
  if (last != c.deadlines.rend() && c.resolution) {
    draft.add(Event{sent_back(draft.context.city, c.promise, *last, c.resolution->at, draft.context.now)});
  }
}

Done act(Draft& draft, const Resolve& command) {
  if (auto ok = may_hand_in(draft, command.result, "result"); !ok) return ok;
  auto to = after_handing_in(draft.after);
  if (draft.course.runs()) {
    auto led = draft.course.finish(Operation::resolve, code_of(EventKind::case_resolved));
    if (!led) return tl::unexpected(led.error());
    to = *led;
    // Others still work on it, or the drawing has the unit do something more: then the result is not the last word yet.
    if (to != Stage::resolved && to != Stage::called_back && to != Stage::closed) {
      return refuse(Reason::leads_nowhere, {{"stage", std::string(code_of(draft.after.stage))}, {"to", std::string(code_of(to))}});
    }
  }
  hand_in(draft, command.result, command.measures, command.attachments, to);
  return done();
}

Done act(Draft& draft, const Review& command) {
  auto& c = draft.after;
  auto to = !command.pass ? Stage::handling : waits_for_citizen(c) ? Stage::called_back : Stage::closed;
  if (draft.course.runs()) {
    process::Variables said;
    said.set("pass", feel::Value::make_bool(command.pass));
    auto led = draft.course.finish(Operation::review, code_of(EventKind::case_reviewed), std::move(said));
    if (!led) return tl::unexpected(led.error());
    to = *led;
  }
  if (to == Stage::handling) {
    back_to_unit(draft, command.note);
  } else if (to == Stage::called_back) {
    draft.add(CaseReviewed{command.pass, command.note, Stage::called_back});
  } else {
    // Another review follows, or the end.
    draft.add(CaseReviewed{command.pass, command.note, Stage::resolved});
    if (to == Stage::closed) draft.add(CaseClosed{"resolved"});
  }
  return done();
}

Done act(Draft& draft, const CallBack& command) {
  draft.add(CitizenCalledBack{command.satisfaction, command.solved, command.note});
  const bool given_up = command.satisfaction == Satisfaction::unreachable && draft.after.call_backs_tried >= kCallBackTries;
  if (command.satisfaction == Satisfaction::unreachable && !given_up) return done();
  // Who cannot be reached is not held to be unsatisfied.
  const bool happy = given_up || content(command.satisfaction, command.solved);
  return settle(draft, Operation::call_back, happy, command.satisfaction, command.solved, given_up ? "unreachable" : "called_back");
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
    return settle(draft, Operation::rate, happy, command.satisfaction, command.solved, "rated");
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
  draft.add(CaseAnswered{command.answer, command.article});
  return done();
}

Done act(Draft& draft, const Refuse& command) {
  draft.cancel_all(EventKind::case_refused);
  draft.add(CaseRefused{command.kind, command.reason});
  return done();
}

}  // namespace yiwang
