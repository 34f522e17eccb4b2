#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cases/event.h"

namespace yiwang {

/// One clock of a case. `remaining` matters only while the case is suspended.
struct Deadline {
  ClockKind clock = ClockKind::resolve;
  ClockState state = ClockState::running;
  Instant base;
  std::string span;
  std::string calendar;
  Instant due;
  Instant near_at;
  std::optional<Instant> ended;
};

struct Task {
  std::string unit;
  TaskRole role = TaskRole::lead;
  Instant given_at;
  std::optional<Instant> accepted_at;
  std::optional<Instant> finished_at;
  std::string note;
  bool open() const { return !finished_at; }
};

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
  std::vector<Deadline> deadlines;         // at most one of each kind is running
  int returns = 0, redispatches = 0, extensions = 0, contacts_tried = 0, reopened = 0, reminders = 0;
  bool contacted = false;

  struct Suspension { SuspendReason cause; std::string reason; Instant since; };
  std::optional<Suspension> suspended;
  struct ExtensionAsked { int days; std::string reason; Instant at; };
  std::optional<ExtensionAsked> extension;
  struct Dispute { std::string unit; std::string claim_unit; std::string reason; Instant at; };
  std::optional<Dispute> dispute;
  struct Question { std::string text; Instant at; };
  std::optional<Question> question;
  std::vector<std::string> replies;
  struct Resolution { std::string unit, result, measures; std::vector<Attachment> attachments; Instant at; };
  std::optional<Resolution> resolution;
  struct Opinion { Satisfaction satisfaction; bool solved; std::string words; Instant at; };
  std::optional<Opinion> call_back;
  std::optional<Opinion> rating;
  std::string answer;                      // of an answered or refused case
  std::optional<RefuseKind> refusal;
  std::optional<CaseId> merged_into;
  std::vector<CaseId> absorbed;
  std::vector<Card> cards;
  std::vector<Attachment> attachments;

  bool open() const { return info(stage).open; }
  const Report& first() const { return reports.front(); }
  const Deadline* running(ClockKind clock) const;
  const Task* open_task(std::string_view unit) const;
  /// The earliest moment at which `pass_time` would do something, if any. None while suspended.
  std::optional<Instant> next_timer() const;
  /// The due time screens sort by: resolve's when running, else the earliest running one.
  std::optional<Instant> due() const;
  Urgency urgency() const { return understanding.urgency; }
};

/// Changes the case by one fact; never fails and looks at nothing but its arguments. An event that does not fit (which `decide` never makes) leaves the case unchanged.
void apply(Case& c, const Event& event, Instant at, const Actor& by);
/// Applies all events of an entry and counts the version.
void apply(Case& c, const Entry& entry);

/// "YW" + local date of opening + "-" + id, at least six digits.
std::string case_number(CaseId id, Instant opened_at, minutes offset);

}  // namespace yiwang
