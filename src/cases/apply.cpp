#include <algorithm>

#include "cases/case.h"
#include "cases/stage_table.h"

namespace yiwang {
namespace {

/// One overload for each event kind: the only code that changes a case.
struct Applier {
  Case& c;
  Instant at;

  void move(EventKind by, Stage to) {
    if (!may_move(by, c.stage, to)) return;
    if (c.stage != to) c.stage_since = at;
    c.stage = to;
  }

  Task* open_task(std::string_view unit) {
    const auto found = std::find_if(c.tasks.begin(), c.tasks.end(), [&](const Task& t) { return t.open() && t.unit == unit; });
    return found == c.tasks.end() ? nullptr : &*found;
  }
  void finish_tasks() {
    for (auto& task : c.tasks) {
      if (task.open()) task.finished_at = at;
    }
  }
  Deadline* running(ClockKind clock) {
    const auto found = std::find_if(c.deadlines.begin(), c.deadlines.end(), [&](const Deadline& d) { return d.clock == clock && d.runs(); });
    return found == c.deadlines.end() ? nullptr : &*found;
  }
  void end_clock(ClockKind clock, ClockState as) {
    if (auto* d = running(clock)) {
      d->state = as;
      d->ended = at;
    }
  }
  /// What was open between people ends with the case.
  void end(EventKind by, Stage to) {
    move(by, to);
    finish_tasks();
    c.closed_at = at;
    c.queue.clear();
    c.suspended.reset();
    c.extension.reset();
    c.dispute.reset();
    c.question.reset();
  }

  void operator()(const ReportReceived& e) {
    if (c.reports.empty()) c.rehearsal = e.report.rehearsal;
    c.reports.push_back(e.report);
  }
  void operator()(const CaseOpened& e) {
    c.number = e.number;
    c.city_version = e.city_version;
    c.promise = e.promise;
    c.stage = Stage::received;
    c.opened_at = c.stage_since = at;
  }
  void operator()(const MatterJudged& e) {
    c.understanding = e.advice;
    if (!e.advice.matters.empty()) c.matter = e.advice.matters.front().matter;
  }
  void operator()(const PlaceJudged& e) { c.place = e.advice; }
  void operator()(const RelationJudged& e) { c.relations = e.advice; }
  void operator()(const UnitJudged& e) { c.dispatching = e.advice; }
  void operator()(const QueuedForDispatcher& e) { c.queue = e.why; }

  void operator()(const UnitAssigned& e) {
    const bool lifted = e.how == "escalated" || e.how == "handed_down" || e.how == "reopened" || e.how == "area_followed";
    const std::string& before = !c.unit.empty() ? c.unit : c.units_before.empty() ? c.unit : c.units_before.back();
    if (!lifted && !before.empty() && before != e.unit) ++c.redispatches;
    if (!c.unit.empty() && c.unit != e.unit) c.units_before.push_back(c.unit);
    for (auto& task : c.tasks) {
      if (task.open() && (task.role == TaskRole::lead || task.unit == e.unit)) task.finished_at = at;
    }
    c.unit = e.unit;
    c.assigned_how = e.how;
    c.tasks.push_back({e.unit, TaskRole::lead, at, {}, {}, e.note});
    for (const auto& unit : e.assist) {
      if (open_task(unit) == nullptr) c.tasks.push_back({unit, TaskRole::assist, at, {}, {}, {}});
    }
    c.queue.clear();
    c.contacted = false;
    c.contacts_tried = 0;
    c.extension.reset();
    move(EventKind::unit_assigned, Stage::dispatched);
  }
  void operator()(const UnitAdded& e) {
    if (open_task(e.unit) == nullptr) c.tasks.push_back({e.unit, TaskRole::assist, at, {}, {}, e.note});
  }
  void operator()(const AssistFinished& e) {
    auto* task = open_task(e.unit);
    if (task == nullptr || task->role != TaskRole::assist) return;
    task->finished_at = at;
    if (!e.note.empty()) task->note = e.note;
  }
  void operator()(const MatterCorrected& e) {
    c.matter = e.matter;
    c.matter_by_person = true;
    if (e.promise) c.promise = *e.promise;
  }
  void operator()(const PlaceCorrected& e) {
    c.place = e.place;
    c.place_by_person = true;
  }
  void operator()(const GradeChanged& e) { c.grade = e.grade; }

  void operator()(const CaseAccepted&) {
    for (auto& task : c.tasks) {
      if (task.open() && task.role == TaskRole::lead) task.accepted_at = at;
    }
    move(EventKind::case_accepted, Stage::accepted);
  }
  void operator()(const CaseReturned& e) {
    move(EventKind::case_returned, Stage::received);
    finish_tasks();
    c.units_before.push_back(e.unit);
    c.unit.clear();
    c.assigned_how.clear();
    c.contacted = false;
    c.extension.reset();
    ++c.returns;
  }
  void operator()(const DisputeRaised& e) { c.dispute = Case::Dispute{e.unit, e.claim_unit, e.reason, at}; }
  void operator()(const DisputeSettled&) { c.dispute.reset(); }
  void operator()(const CitizenContacted& e) {
    ++c.contacts_tried;
    if (!e.enough) return;
    c.contacted = true;
    move(EventKind::citizen_contacted, Stage::handling);
  }
  void operator()(const CitizenAsked& e) { c.question = Case::Question{e.question, at}; }
  void operator()(const CitizenReplied& e) {
    c.question.reset();
    c.replies.push_back(e.text);
  }
  void operator()(const CommentAdded&) {}
  void operator()(const ExtensionRequested& e) { c.extension = Case::ExtensionAsked{e.days, e.reason, at}; }
  void operator()(const ExtensionDecided& e) {
    c.extension.reset();
    if (!e.approved) return;
    ++c.extensions;
    c.extension_days += e.days;
  }
  void operator()(const CaseSuspended& e) { c.suspended = Case::Suspension{e.cause, e.reason, at}; }
  void operator()(const CaseResumed&) {
    if (c.suspended) c.pauses.push_back({c.suspended->since, at});
    c.suspended.reset();
  }
  void operator()(const CaseResolved& e) {
    c.resolution = Case::Resolution{e.unit, e.result, e.measures, e.attachments, at};
    c.extension.reset();
    c.dispute.reset();
    move(EventKind::case_resolved, e.to);
  }
  void operator()(const CaseReviewed& e) { move(EventKind::case_reviewed, e.to); }
  void operator()(const CitizenCalledBack& e) {
    if (e.satisfaction == Satisfaction::unreachable) ++c.call_backs_tried;
    c.call_back = Case::Opinion{e.satisfaction, e.solved, e.note, at};
  }
  void operator()(const CitizenRated& e) { c.rating = Case::Opinion{e.satisfaction, e.solved, e.words, at}; }
  void operator()(const CaseClosed&) { end(EventKind::case_closed, Stage::closed); }
  void operator()(const CaseReopened& e) {
    move(EventKind::case_reopened, e.to);
    ++c.reopened;
    if (e.by_citizen) ++c.reopened_by_citizen;
    c.promise = e.promise;
    c.closed_at.reset();
    c.answer.clear();
    c.refusal.reset();
    c.call_back.reset();
    c.rating.reset();
    c.call_backs_tried = 0;
    c.extensions = c.extension_days = 0;
    c.pauses.clear();
    const bool has_lead = c.open_lead() != nullptr;
    if (e.to == Stage::handling && !has_lead) c.tasks.push_back({c.unit, TaskRole::lead, at, at, {}, {}});
    if (e.to == Stage::received) {
      finish_tasks();
      if (!c.unit.empty()) c.units_before.push_back(c.unit);
      c.unit.clear();
      c.assigned_how.clear();
    }
  }
  void operator()(const CaseAnswered& e) {
    c.answer = e.answer;
    end(EventKind::case_answered, Stage::answered);
  }
  void operator()(const CaseRefused& e) {
    c.answer = e.reason;
    c.refusal = e.refusal;
    end(EventKind::case_refused, Stage::refused);
  }
  void operator()(const CaseMerged& e) {
    c.merged_into = e.into;
    end(EventKind::case_merged, Stage::merged);
  }
  void operator()(const CaseAbsorbed& e) {
    c.absorbed.push_back(e.from);
    c.reports.insert(c.reports.end(), e.reports.begin(), e.reports.end());
  }
  void operator()(const ReportSplitOff& e) {
    const auto found = std::find_if(c.reports.begin(), c.reports.end(), [&](const Report& r) { return r.id == e.report; });
    if (c.reports.size() > 1 && found != c.reports.end()) c.reports.erase(found);
  }
  void operator()(const CaseReminded&) { ++c.reminders; }
  void operator()(const CaseSupervised& e) { c.cards.push_back(e.card); }
  void operator()(const CaseEscalated&) {}
  void operator()(const CaseHandedDown&) {}
  void operator()(const PartnerTransfer&) {}

  void operator()(const DeadlineSet& e) {
    auto* d = running(e.clock);
    const bool was_overdue = d != nullptr && d->state == ClockState::overdue;
    if (d == nullptr) d = &c.deadlines.emplace_back();
    // A deadline moved into its last share is near at once; one moved into the past stays overdue, or is found so by the next timer.
    const auto state = was_overdue && e.due <= at ? ClockState::overdue : e.near_at <= at ? ClockState::near : ClockState::running;
    *d = Deadline{e.clock, state, e.base, e.span, e.calendar, e.due, e.near_at, {}};
  }
  void operator()(const DeadlineNear& e) {
    if (auto* d = running(e.clock); d != nullptr && d->state == ClockState::running) d->state = ClockState::near;
  }
  void operator()(const DeadlineMissed& e) {
    if (auto* d = running(e.clock)) d->state = ClockState::overdue;
  }
  void operator()(const DeadlineMet& e) { end_clock(e.clock, e.late ? ClockState::missed : ClockState::met); }
  void operator()(const DeadlineCancelled& e) { end_clock(e.clock, ClockState::cancelled); }
  void operator()(const AttachmentAdded& e) { c.attachments.push_back(e.attachment); }

  void operator()(const ProcessMoved& e) {
    if (e.code.empty()) c.process.reset();
    else c.process = CaseProcess{e.code, e.version, e.state, e.activities, e.stuck, e.timer, e.allow, e.back};
    if (e.to) move(EventKind::process_moved, *e.to);
  }
  void operator()(const ActivityCompleted&) {}
  void operator()(const ProcessSteered&) {}
  void operator()(const AreaFollowed& e) { c.place.area = e.area; }
};

}  // namespace

void apply(Case& c, const Event& event, Instant at, const Actor&) {
  if ((happens_in(kind_of(event)) & bit(c.stage)) == 0) return;
  std::visit(Applier{c, at}, event);
  c.updated_at = at;
}

void apply(Case& c, const Entry& entry) {
  if (!c.id) c.id = entry.case_id;
  for (const auto& event : entry.events) apply(c, event, entry.at, entry.by);
  ++c.version;
}

}  // namespace yiwang
