#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "flow/process/variables.h"

namespace yiwang::process {

// Elements are numbered in the order of the diagram's text (Plan::nodes), so that a state is small; `view.h` shows it with ids and names. A state belongs to
// exactly the version of the plan it names.

/// Where a token rests between two moves.
enum class Rest : unsigned char {
  ready,      // only inside a move
  task,       // an open task (State::tasks)
  event,      // waits for an event at a catch event, receive task or event-based gateway
  join,       // has arrived at a joining gateway, or waits for more tokens (startQuantity)
  inside,     // a scope below it runs
  looping,    // stands for a multi-instance or loop; its instances are tokens of their own
  stopped,    // an incident
  throwing,   // waits for compensation to end
};

struct Token {
  int id = 0;
  int scope = 0;
  int node = 0;
  Rest rest = Rest::ready;
  int via = -1;       // the flow it came by, by number; -1 none
  int loop = 0;       // the looping token this is an instance of
  int index = 0;      // which instance, from 1
};

/// One running container: the process itself (id 1), a sub-process, an event sub-process, or a called process with its own plan.
struct Scope {
  int id = 0;
  int parent = 0;     // scope
  int token = 0;      // the token inside which it runs; 0 for the process and event sub-processes
  int node = 0;       // its container node in its plan; 0 is a process
  int callee = 0;     // 1 + index into State::callees when it runs in a called plan, else 0
  bool kept = false;         // completed, kept because it can be compensated; `token` is then the throwing event that compensates it
  bool interrupted = false;  // by one of its event sub-processes; the others may no longer start
  Variables variables;
};

/// A called process that runs inside this state.
struct Callee {
  std::string process;
  std::string version;
  bool operator==(const Callee&) const = default;
};

struct Signer {
  std::string who;
  bool done = false;
  bool operator==(const Signer&) const = default;
};

/// Something a person (or the world outside) has to do. Number never used twice within an instance.
struct Task {
  int id = 0;
  int token = 0;
  std::string assigned;               // to whom; empty: whoever may
  std::string owner;                  // who delegated it, and gets it back
  std::vector<Signer> signers;        // only when there is more than one
  std::optional<Instant> due;
  Instant opened{};
  int reminded = 0;
};

/// Due moments are the only stored subscriptions; messages, signals and conditions follow from where tokens rest, so none can be left over.
struct Timer {
  int token = 0;                      // the waiting or guarded token; 0 when it starts an event sub-process of `scope`
  int scope = 0;
  int node = 0;                       // the timer event
  int definition = 0;                 // which of its event definitions
  Instant due{};
  int left = 0;                       // repetitions after this one; -1 for ever
};

/// A loop or multi-instance activity in work.
struct Loop {
  int token = 0;
  int total = 0;                      // instances planned; a standard loop counts up
  int started = 0;
  int done = 0;
  std::vector<feel::Value> items;     // of the input collection, when there is one
  std::vector<feel::Value> results;   // of the output collection
};

/// A step that failed and waits for a person.
struct Incident {
  int id = 0;
  int token = 0;
  std::string cause;                  // script_failed, condition_failed, no_way_out, decision_failed, service_failed, assign_failed, timer_failed, uncaught_error,
                                      // no_such_process, endless_loop, loop_failed
  std::string detail;
  Instant since{};
  bool leaving = false;               // the element itself was done; finding the way on failed
};

/// An activity that completed and can be compensated.
struct Finished {
  int scope = 0;                      // where it completed
  int node = 0;
  int kept = 0;                       // a completed sub-process whose scope is kept for its own handlers; else 0
};

/// Marks of events: which parts of a parallel-multiple event have come, conditions that were true already, gateways waiting for reset.
struct Mark {
  int token = 0;
  int scope = 0;
  int node = 0;
  unsigned bits = 0;
};

/// What was done, for 退回 and 撤回: user tasks in the order of completion, each once (the newest).
struct Past {
  int scope = 0;
  int node = 0;
  int task = 0;
  std::string by;
  Instant at{};
};

/// A running instance: a plain value. Two equal histories give equal texts.
struct State {
  std::string process;
  std::string version;
  int next = 2;                       // the next number for a token, scope, task or incident
  Instant started{};
  std::optional<Instant> suspended;
  std::optional<Instant> ended;
  std::string how;                    // completed, terminated, cancelled, failed; empty while it runs
  std::vector<Callee> callees;
  std::vector<Scope> scopes;
  std::vector<Token> tokens;
  std::vector<Task> tasks;
  std::vector<Timer> timers;
  std::vector<Loop> loops;
  std::vector<Incident> incidents;
  std::vector<Finished> finished;
  std::vector<Mark> marks;
  std::vector<Past> past;

  bool running() const { return !ended; }
  const Task* task(int id) const;
  const Token* token(int id) const;
  const Scope* scope(int id) const;
  /// Of the process itself.
  const Variables& variables() const { return scopes.front().variables; }
};

/// Canonical JSON text, below 1 KB for a waiting process of ten nodes. `from_text` refuses what `to_text` could not have written.
std::string to_text(const State& state);
Result<State> from_text(std::string_view text);

/// When `FireTimers` has something to do next; none while suspended. Task due times are not timers: they tell people, nothing moves.
std::optional<Instant> next_timer(const State& state);

/// Whether the parts fit together: every task, timer, loop and incident has its token, every token its scope, numbers are unique. Empty when sound; else what
/// is wrong. For tests and for reading stored states.
std::string fault_of(const State& state);

}  // namespace yiwang::process
