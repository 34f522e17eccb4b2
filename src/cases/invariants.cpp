#include "cases/invariants.h"

#include <algorithm>

#include "cases/stage_table.h"

namespace yiwang {
namespace {

class Checker {
 public:
  explicit Checker(const Case& c) : c_(c) {}

  std::vector<std::string> run() {
    identity();
    work();
    clocks();
    pending();
    ending();
    steps();
    return std::move(broken_);
  }

 private:
  void must(bool holds, const char* name) {
    if (!holds) broken_.emplace_back(name);
  }
  bool in(StageMask mask) const { return (bit(c_.stage) & mask) != 0; }
  long open_tasks(TaskRole role) const {
    return std::count_if(c_.tasks.begin(), c_.tasks.end(), [&](const Task& t) { return t.open() && t.role == role; });
  }

  void identity() {
    must(bool(c_.id), "has_id");
    must(c_.version > 0, "has_version");
    must(!c_.number.empty(), "has_number");
    must(!c_.reports.empty(), "has_report");
    must(c_.opened_at <= c_.updated_at && c_.stage_since <= c_.updated_at, "times_in_order");
  }

  void work() {
    if (in(bit(Stage::received))) {
      must(!c_.queue.empty(), "received_has_queue");
      must(c_.unit.empty(), "received_has_no_unit");
      must(open_tasks(TaskRole::lead) == 0, "received_has_no_lead_task");
      return;
    }
    must(c_.queue.empty(), "queue_only_when_received");
    if (!c_.open()) return;
    must(!c_.unit.empty(), "open_has_unit");
    must(open_tasks(TaskRole::lead) == 1, "open_has_one_lead_task");
    const auto* lead = c_.open_lead();
    must(lead == nullptr || lead->unit == c_.unit, "lead_task_is_the_unit's");
    must(in(bit(Stage::dispatched)) || lead == nullptr || lead->accepted_at.has_value(), "lead_accepted_after_dispatched");
    for (std::size_t i = 0; i < c_.tasks.size(); ++i) {
      for (std::size_t j = i + 1; j < c_.tasks.size(); ++j) {
        must(!c_.tasks[i].open() || !c_.tasks[j].open() || c_.tasks[i].unit != c_.tasks[j].unit, "one_open_task_a_unit");
      }
    }
  }

  void clocks() {
    for (std::size_t i = 0; i < kClockKinds.size(); ++i) {
      const auto clock = static_cast<ClockKind>(i);
      const auto runs = [&](const Deadline& d) { return d.clock == clock && d.runs(); };
      must(std::count_if(c_.deadlines.begin(), c_.deadlines.end(), runs) <= 1, "one_running_deadline_a_clock");
    }
    for (const auto& d : c_.deadlines) {
      const bool ended = d.state == ClockState::met || d.state == ClockState::missed || d.state == ClockState::cancelled;
      must(ended == d.ended.has_value(), "ended_deadlines_say_so");
      must(d.near_at <= d.due, "near_before_due");
      must(!d.runs() || c_.open(), "no_clock_runs_after_the_end");
      must(!d.runs() || in(kWorking), "no_clock_runs_after_resolving");
      must(!d.runs() || d.clock != ClockKind::accept || in(bit(Stage::dispatched)), "accept_runs_only_before_acceptance");
      must(!d.runs() || d.clock != ClockKind::contact || (!c_.contacted && in(stages(Stage::dispatched, Stage::accepted))), "contact_runs_only_before_contact");
    }
    must(!in(kWorking) || c_.promise.resolve_within.empty() || c_.running(ClockKind::resolve) != nullptr, "work_has_a_resolve_deadline");
  }

  void pending() {
    const auto hands = stages(Stage::accepted, Stage::handling);
    must(!c_.suspended || in(hands), "suspended_only_while_handled");
    must(!c_.extension || in(hands), "extension_waits_only_while_handled");
    must(!c_.dispute || in(hands | bit(Stage::dispatched)), "dispute_only_while_dispatched");
    must(!c_.question || c_.open(), "question_only_while_open");
  }

  void ending() {
    must(c_.open() != c_.closed_at.has_value(), "closed_at_when_ended");
    must(in(bit(Stage::merged)) == c_.merged_into.has_value(), "merged_names_where");
    must(in(bit(Stage::refused)) == c_.refusal.has_value(), "refused_names_kind");
    must(!in(stages(Stage::resolved, Stage::called_back)) || c_.resolution.has_value(), "resolved_has_result");
    if (!c_.open()) must(open_tasks(TaskRole::lead) + open_tasks(TaskRole::assist) == 0, "no_task_open_after_the_end");
  }

  void steps() {
    if (!c_.process) return;
    must(c_.open(), "no_process_after_the_end");
    must(!c_.process->code.empty() && !c_.process->version.empty() && !c_.process->state.empty(), "process_says_which");
    std::optional<Stage> least;
    for (const auto& activity : c_.process->activities) {
      const auto stage = parse<Stage>(activity.stage);
      if (stage && (!least || *stage < *least)) least = *stage;
    }
    must(!least || *least == c_.stage, "the_steps_are_those_of_the_stage");
    must(!c_.suspended || !c_.process->timer, "timers_rest_while_suspended");
  }

  const Case& c_;
  std::vector<std::string> broken_;
};

}  // namespace

std::vector<std::string> broken_invariants(const Case& c) { return Checker(c).run(); }

}  // namespace yiwang
