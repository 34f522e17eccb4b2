#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/calendar.h"
#include "cases/actor.h"
#include "cases/advice.h"
#include "cases/report.h"
#include "cases/steps.h"
#include "contract/events.h"
#include "contract/operations.h"

namespace yiwang {

// What has happened to a case: facts, past tense, one struct for each row of contract/events.yaml. `apply` turns them into state and cannot fail.
// Shapes are frozen by tests/cases/golden; a changed shape gets a new version and a reader for the old one.

#define YIWANG_EVENT(Name, code, ...)                   \
  static constexpr EventKind kind = EventKind::code;    \
  bool operator==(const Name&) const = default;         \
  BOOST_DESCRIBE_CLASS(Name, (), (__VA_ARGS__), (), ())

/// What the procedure promised when the case was opened, reopened or its matter changed; running cases keep it when the city changes its files.
/// Spans are ISO 8601 texts (base/calendar.h), empty when the procedure promises nothing there; `resolve_within` is already the one for the case's urgency.
struct Promise {
  std::string procedure;
  std::string city_version;
  std::string calendar;
  std::string accept_within;
  std::string contact_within;
  std::string resolve_within;
  double near_share = 0;                   // a deadline is near in its last share of counted time
  int returns_allowed = 1;
  int extensions_allowed = 1;
  std::vector<SuspendReason> suspend_reasons;
  bool review = false;
  bool callback = true;
  bool operator==(const Promise&) const = default;
};
BOOST_DESCRIBE_STRUCT(Promise, (), (procedure, city_version, calendar, accept_within, contact_within, resolve_within, near_share, returns_allowed, extensions_allowed, suspend_reasons, review, callback))

struct ReportReceived { Report report; bool joined = false; YIWANG_EVENT(ReportReceived, report_received, report, joined) };
struct CaseOpened { std::string number; std::string city_version; CaseId split_from; Promise promise; YIWANG_EVENT(CaseOpened, case_opened, number, city_version, split_from, promise) };
struct MatterJudged { Understanding advice; double threshold = 0; bool sure = false; YIWANG_EVENT(MatterJudged, matter_judged, advice, threshold, sure) };
struct PlaceJudged { Location advice; double threshold = 0; bool sure = false; YIWANG_EVENT(PlaceJudged, place_judged, advice, threshold, sure) };
struct RelationJudged { Relations advice; double merge_threshold = 0; YIWANG_EVENT(RelationJudged, relation_judged, advice, merge_threshold) };
struct UnitJudged { Dispatching advice; double threshold = 0; bool sure = false; YIWANG_EVENT(UnitJudged, unit_judged, advice, threshold, sure) };
/// `why`: matter_unsure, unit_unsure, no_duty, returned, off, split, reopened, no_content.
struct QueuedForDispatcher { std::string why; YIWANG_EVENT(QueuedForDispatcher, queued_for_dispatcher, why) };
/// `how`: engine, agent, dispatcher, arbitration, escalated, handed_down, reopened, area_followed.
struct UnitAssigned { std::string unit; std::vector<std::string> assist; std::string how; std::string note; YIWANG_EVENT(UnitAssigned, unit_assigned, unit, assist, how, note) };
struct UnitAdded { std::string unit; std::string note; YIWANG_EVENT(UnitAdded, unit_added, unit, note) };
struct AssistFinished { std::string unit; std::string note; YIWANG_EVENT(AssistFinished, assist_finished, unit, note) };
/// By a person. Equal `matter` and `before` confirm the engine's guess. `promise` only when the procedure changed.
struct MatterCorrected { std::string matter; std::string before; std::optional<Promise> promise; YIWANG_EVENT(MatterCorrected, matter_corrected, matter, before, promise) };
struct PlaceCorrected { Location place; YIWANG_EVENT(PlaceCorrected, place_corrected, place) };
struct GradeChanged { Grade grade = Grade::c; std::string reason; YIWANG_EVENT(GradeChanged, grade_changed, grade, reason) };
struct CaseAccepted { YIWANG_EVENT(CaseAccepted, case_accepted) };
struct CaseReturned { std::string unit; std::string reason; YIWANG_EVENT(CaseReturned, case_returned, unit, reason) };
struct DisputeRaised { std::string unit; std::string claim_unit; std::string reason; YIWANG_EVENT(DisputeRaised, dispute_raised, unit, claim_unit, reason) };
struct DisputeSettled { std::string unit; std::string reason; YIWANG_EVENT(DisputeSettled, dispute_settled, unit, reason) };
/// `enough`: the duty to contact is done, the citizen was reached or tried often enough.
struct CitizenContacted { bool reached = false; bool enough = false; std::string note; YIWANG_EVENT(CitizenContacted, citizen_contacted, reached, enough, note) };
struct CitizenAsked { std::string question; YIWANG_EVENT(CitizenAsked, citizen_asked, question) };
struct CitizenReplied { std::string text; YIWANG_EVENT(CitizenReplied, citizen_replied, text) };
struct CommentAdded { std::string text; YIWANG_EVENT(CommentAdded, comment_added, text) };
struct ExtensionRequested { int days = 0; std::string reason; YIWANG_EVENT(ExtensionRequested, extension_requested, days, reason) };
struct ExtensionDecided { bool approved = false; int days = 0; std::string note; YIWANG_EVENT(ExtensionDecided, extension_decided, approved, days, note) };
struct CaseSuspended { SuspendReason cause = SuspendReason::weather; std::string reason; YIWANG_EVENT(CaseSuspended, case_suspended, cause, reason) };
struct CaseResumed { std::string note; YIWANG_EVENT(CaseResumed, case_resumed, note) };
// Where the next stage is a matter of policy it stands in the event as `to`, so that a replay under newer code ends where the case really went.
struct CaseResolved { std::string unit; std::string result; std::string measures; std::vector<Attachment> attachments; Stage to = Stage::resolved; YIWANG_EVENT(CaseResolved, case_resolved, unit, result, measures, attachments, to) };
struct CaseReviewed { bool pass = false; std::string note; Stage to = Stage::handling; YIWANG_EVENT(CaseReviewed, case_reviewed, pass, note, to) };
struct CitizenCalledBack { Satisfaction satisfaction = Satisfaction::satisfied; bool solved = false; std::string note; YIWANG_EVENT(CitizenCalledBack, citizen_called_back, satisfaction, solved, note) };
struct CitizenRated { Satisfaction satisfaction = Satisfaction::satisfied; bool solved = false; std::string words; YIWANG_EVENT(CitizenRated, citizen_rated, satisfaction, solved, words) };
/// `how`: resolved (nobody to ask), called_back, rated, unreachable, unsatisfied (a second time).
struct CaseClosed { std::string how; YIWANG_EVENT(CaseClosed, case_closed, how) };
/// `by_citizen`: an unsatisfied answer did it, the unit goes on handling; else it is dispatched anew.
struct CaseReopened { std::string reason; bool by_citizen = false; Stage to = Stage::received; Promise promise; YIWANG_EVENT(CaseReopened, case_reopened, reason, by_citizen, to, promise) };
/// `article`: the article of the knowledge base it was answered with, "<id>@<version>"; empty when somebody wrote the answer.
struct CaseAnswered { std::string answer; std::string article = {}; YIWANG_EVENT(CaseAnswered, case_answered, answer, article) };
struct CaseRefused { RefuseKind refusal = RefuseKind::no_content; std::string reason; YIWANG_EVENT(CaseRefused, case_refused, refusal, reason) };
struct CaseMerged { CaseId into; YIWANG_EVENT(CaseMerged, case_merged, into) };
struct CaseAbsorbed { CaseId from; std::vector<Report> reports; YIWANG_EVENT(CaseAbsorbed, case_absorbed, from, reports) };
struct ReportSplitOff { ReportId report; CaseId to; YIWANG_EVENT(ReportSplitOff, report_split_off, report, to) };
struct CaseReminded { std::string note; YIWANG_EVENT(CaseReminded, case_reminded, note) };
struct CaseSupervised { Card card = Card::notice; std::string reason; YIWANG_EVENT(CaseSupervised, case_supervised, card, reason) };
struct CaseEscalated { std::string from; std::string to; std::string reason; YIWANG_EVENT(CaseEscalated, case_escalated, from, to, reason) };
struct CaseHandedDown { std::string from; std::string to; std::string reason; YIWANG_EVENT(CaseHandedDown, case_handed_down, from, to, reason) };
struct PartnerTransfer { std::string partner; std::string reference; std::string reason; YIWANG_EVENT(PartnerTransfer, partner_transfer, partner, reference, reason) };
/// A deadline promised, or moved: `base` + `span` in `calendar` = `due` (the text of a moved deadline's span is cut to the second); `why` names the event
/// that set or moved it.
struct DeadlineSet { ClockKind clock = ClockKind::resolve; Instant base; std::string span; std::string calendar; Instant due; Instant near_at; std::string why; YIWANG_EVENT(DeadlineSet, deadline_set, clock, base, span, calendar, due, near_at, why) };
struct DeadlineNear { ClockKind clock = ClockKind::resolve; Instant due; YIWANG_EVENT(DeadlineNear, deadline_near, clock, due) };
struct DeadlineMissed { ClockKind clock = ClockKind::resolve; Instant due; YIWANG_EVENT(DeadlineMissed, deadline_missed, clock, due) };
/// The work was done; `late` when after the due time.
struct DeadlineMet { ClockKind clock = ClockKind::resolve; Instant due; bool late = false; YIWANG_EVENT(DeadlineMet, deadline_met, clock, due, late) };
struct DeadlineCancelled { ClockKind clock = ClockKind::resolve; std::string why; YIWANG_EVENT(DeadlineCancelled, deadline_cancelled, clock, why) };
struct AttachmentAdded { Attachment attachment; YIWANG_EVENT(AttachmentAdded, attachment_added, attachment) };

/// Where the case's process stands from now on, and why it went there. Without `code` the process is over. `to` when it takes the case into a stage by itself.
struct ProcessMoved { std::string code; std::string version; std::string state; std::vector<Activity> activities; std::vector<StuckStep> stuck; std::optional<Instant> timer; std::vector<std::string> allow; std::vector<std::string> back; std::vector<TraceLine> trace; std::optional<Stage> to; YIWANG_EVENT(ProcessMoved, process_moved, code, version, state, activities, stuck, timer, allow, back, trace, to) };
/// `data` is what the form was filled in with, canonical JSON.
struct ActivityCompleted { int activity = 0; std::string element; std::string name; std::string unit; std::string outcome; std::string data; std::string note; YIWANG_EVENT(ActivityCompleted, activity_completed, activity, element, name, unit, outcome, data, note) };
/// A move people make against the drawn way: `how` is the operation, `element` where it was, `to` an element, a unit or a login.
struct ProcessSteered { Operation how = Operation::jump; std::string element; std::string name; std::string to; std::string reason; YIWANG_EVENT(ProcessSteered, process_steered, how, element, name, to, reason) };

/// The place lies in another area since a border changed; `plan` is the code of the plan that changed it.
struct AreaFollowed { std::string area; std::string area_before; std::string plan; std::string plan_name; AreaRule rule = AreaRule::follow; YIWANG_EVENT(AreaFollowed, area_followed, area, area_before, plan, plan_name, rule) };

#undef YIWANG_EVENT

using Event = std::variant<ReportReceived, CaseOpened, MatterJudged, PlaceJudged, RelationJudged, UnitJudged, QueuedForDispatcher, UnitAssigned, UnitAdded,
                           AssistFinished, MatterCorrected, PlaceCorrected, GradeChanged, CaseAccepted, CaseReturned, DisputeRaised, DisputeSettled,
                           CitizenContacted, CitizenAsked, CitizenReplied, CommentAdded, ExtensionRequested, ExtensionDecided, CaseSuspended, CaseResumed,
                           CaseResolved, CaseReviewed, CitizenCalledBack, CitizenRated, CaseClosed, CaseReopened, CaseAnswered, CaseRefused, CaseMerged,
                           CaseAbsorbed, ReportSplitOff, CaseReminded, CaseSupervised, CaseEscalated, CaseHandedDown, PartnerTransfer, DeadlineSet,
                           DeadlineNear, DeadlineMissed, DeadlineMet, DeadlineCancelled, AttachmentAdded, ProcessMoved, ActivityCompleted, ProcessSteered, AreaFollowed>;

EventKind kind_of(const Event& event);

/// What one accepted command did to one case: one row of the ledger. `version` is the case's version after it (1 for the first).
struct Entry {
  std::uint64_t seq = 0;                   // place in the ledger, given by the writer
  CaseId case_id;
  std::uint32_t version = 0;
  Instant at;
  Actor by;
  std::string command;                     // operation code or "receive"
  std::vector<Event> events;
};

/// The events of an entry as they are stored and hashed: `[["case_accepted",1,{}],...]`, canonical (base/json.h).
std::string encode_events(const std::vector<Event>& events);
/// `malformed` when it is not ours; older event versions are read up to the present shape.
Result<std::vector<Event>> decode_events(std::string_view text);

}  // namespace yiwang
