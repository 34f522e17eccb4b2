#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cases/event.h"

namespace yiwang {

/// One clock of a case. `state` running, near and overdue mean that it still runs; met, missed and cancelled that it has `ended`.
struct Deadline {
  ClockKind clock = ClockKind::resolve;
  ClockState state = ClockState::running;
  Instant base;
  std::string span;
  std::string calendar;
  Instant due;
  Instant near_at;
  std::optional<Instant> ended;
  bool runs() const { return !ended; }
  bool operator==(const Deadline&) const = default;
};
BOOST_DESCRIBE_STRUCT(Deadline, (), (clock, state, base, span, calendar, due, near_at, ended))

struct Task {
  std::string unit;
  TaskRole role = TaskRole::lead;
  Instant given_at;
  std::optional<Instant> accepted_at;
  std::optional<Instant> finished_at;
  std::string note;
  bool open() const { return !finished_at; }
  bool operator==(const Task&) const = default;
};
BOOST_DESCRIBE_STRUCT(Task, (), (unit, role, given_at, accepted_at, finished_at, note))

/// One matter the city must settle: a value made only by applying its events in order.
struct Case {
  CaseId id;
  std::uint32_t version = 0;               // number of ledger entries applied
  std::string number;                      // "YW20261121-000123"
  Stage stage = Stage::received;
  Grade grade = Grade::c;
  bool rehearsal = false;
  std::vector<Report> reports;             // the first is the one that opened it
  std::string city_version;
  Instant opened_at, updated_at, stage_since;
  std::optional<Instant> closed_at;

  Understanding understanding;
  std::string matter;                      // the present one; empty when nobody has decided and the engine had no guess
  bool matter_by_person = false;
  Location place;
  bool place_by_person = false;
  Relations relations;
  Dispatching dispatching;                 // the engine's advice, kept beside what people did
  std::string queue;                       // why it waits for a dispatcher (see QueuedForDispatcher), empty when it does not

  std::string unit;                        // lead
  std::string assigned_how;
  std::vector<Task> tasks;                 // every task there ever was, open ones have no finished_at
  std::vector<std::string> units_before;   // that returned it or lost it
  Promise promise;
  std::vector<Deadline> deadlines;         // in the order in which they were first set; at most one of each kind runs
  int returns = 0, redispatches = 0, extensions = 0, extension_days = 0, contacts_tried = 0, call_backs_tried = 0, reopened = 0, reopened_by_citizen = 0,
      reminders = 0;
  bool contacted = false;                  // the present lead unit has done its duty to contact

  struct Suspension {
    SuspendReason cause = SuspendReason::weather;
    std::string reason;
    Instant since;
    bool operator==(const Suspension&) const = default;
    BOOST_DESCRIBE_CLASS(Suspension, (), (cause, reason, since), (), ())
  };
  std::optional<Suspension> suspended;
  struct Pause {
    Instant from, to;
    bool operator==(const Pause&) const = default;
    BOOST_DESCRIBE_CLASS(Pause, (), (from, to), (), ())
  };
  std::vector<Pause> pauses;               // suspensions that are over, since opening or reopening
  struct ExtensionAsked {
    int days = 0;
    std::string reason;
    Instant at;
    bool operator==(const ExtensionAsked&) const = default;
    BOOST_DESCRIBE_CLASS(ExtensionAsked, (), (days, reason, at), (), ())
  };
  std::optional<ExtensionAsked> extension;
  struct Dispute {
    std::string unit;
    std::string claim_unit;
    std::string reason;
    Instant at;
    bool operator==(const Dispute&) const = default;
    BOOST_DESCRIBE_CLASS(Dispute, (), (unit, claim_unit, reason, at), (), ())
  };
  std::optional<Dispute> dispute;
  struct Question {
    std::string text;
    Instant at;
    bool operator==(const Question&) const = default;
    BOOST_DESCRIBE_CLASS(Question, (), (text, at), (), ())
  };
  std::optional<Question> question;
  std::vector<std::string> replies;
  struct Resolution {
    std::string unit, result, measures;
    std::vector<Attachment> attachments;
    Instant at;
    bool operator==(const Resolution&) const = default;
    BOOST_DESCRIBE_CLASS(Resolution, (), (unit, result, measures, attachments, at), (), ())
  };
  std::optional<Resolution> resolution;    // the last one, also after the case was sent back or reopened
  struct Opinion {
    Satisfaction satisfaction = Satisfaction::satisfied;
    bool solved = false;
    std::string words;
    Instant at;
    bool operator==(const Opinion&) const = default;
    BOOST_DESCRIBE_CLASS(Opinion, (), (satisfaction, solved, words, at), (), ())
  };
  std::optional<Opinion> call_back;
  std::optional<Opinion> rating;
  std::string answer;                      // of an answered or refused case
  std::optional<RefuseKind> refusal;
  std::optional<CaseId> merged_into;
  std::vector<CaseId> absorbed;
  std::vector<Card> cards;
  std::vector<Attachment> attachments;
  std::optional<CaseProcess> process;      // none: the fixed life of stage_table.h alone, or an ended case
  bool operator==(const Case&) const = default;

  bool open() const { return info(stage).open; }
  const Report& first() const { return reports.front(); }
  /// The clock of that kind that still runs (also when near or overdue), or null.
  const Deadline* running(ClockKind clock) const;
  const Task* open_task(std::string_view unit) const;
  const Task* open_lead() const;
  /// True when a reporter left a way to be called; otherwise nobody need be contacted or called back.
  bool can_be_called() const;
  /// The earliest moment at which `pass_time` would do something, if any: a deadline or a timer of the process. None while suspended.
  std::optional<Instant> next_timer() const;
  const Activity* activity(int activity_id) const;
  /// The due time screens sort by: resolve's when running, else the earliest running one.
  std::optional<Instant> due() const;
  Urgency urgency() const { return understanding.urgency; }
};
BOOST_DESCRIBE_STRUCT(Case, (), (id, version, number, stage, grade, rehearsal, reports, city_version, opened_at, updated_at, stage_since, closed_at, understanding,
    matter, matter_by_person, place, place_by_person, relations, dispatching, queue, unit, assigned_how, tasks, units_before, promise, deadlines, returns,
    redispatches, extensions, extension_days, contacts_tried, call_backs_tried, reopened, reopened_by_citizen, reminders, contacted, suspended, pauses, extension,
    dispute, question, replies, resolution, call_back, rating, answer, refusal, merged_into, absorbed, cards, attachments, process))

/// Changes the case by one fact; never fails and looks at nothing but its arguments. An event that does not fit (which `decide` never makes) leaves the case unchanged.
void apply(Case& c, const Event& event, Instant at, const Actor& by);
/// Applies all events of an entry and counts the version.
void apply(Case& c, const Entry& entry);

/// "YW" + local date of opening + "-" + id, at least six digits.
std::string case_number(CaseId id, Instant opened_at, minutes offset);

}  // namespace yiwang
