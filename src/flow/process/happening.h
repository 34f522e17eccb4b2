#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yiwang::process {

/// What can happen while a process moves. The words (`code_of`) are part of stored texts: add, never rename.
enum class What : unsigned char {
  started,          // the instance; facts: process, version
  entered,          // a node got a token
  taken,            // a sequence flow; facts: why = condition | default | only | all, condition, and each variable it read as `=name`
  not_taken,        // a condition that did not hold; facts: condition, and the values it read
  left,             // a node was finished
  task_opened,      // facts: task, for (who), due
  task_closed,      // facts: task, outcome
  task_cancelled,   // facts: task, why
  timer_set,        // facts: due, calendar
  timer_cancelled,
  fired,            // an event caught: facts: kind, name
  message,          // thrown or delivered; facts: name, way = thrown | delivered
  signal,
  error,            // facts: code, caught_by
  escalation,
  decided,          // a business rule task; facts: decision, result
  script,           // facts: wrote
  called,           // a process; facts: process, version
  joined,           // a gateway brought tokens together
  waiting,          // a join waits; facts: arrived, of
  compensated,
  cancelled,        // an activity or a scope was cut off; facts: why
  incident,         // facts: number, cause
  retried,
  skipped,
  returned,         // people's moves; facts: from, reason
  jumped,
  signer_added,     // facts: task, who
  signer_removed,
  delegated,
  transferred,
  withdrawn,
  reminded,
  suspended,
  resumed,
  variables_set,
  migrated,         // facts: from, to
  ended,            // the instance; facts: how
};
std::string_view code_of(What what);

/// One line of the trace. The lines of a move alone tell a person why it went that way. `element` is the diagram's id, `name` what is written on it.
struct Happening {
  What what{};
  std::string element;
  std::string name;
  std::vector<std::pair<std::string, std::string>> facts;
  bool operator==(const Happening&) const = default;
};

/// `entered accept "Accept"` / `taken f2 why=condition condition="urgent = 1" =urgent=1`: one line, for traces, golden files and logs.
std::string to_text(const Happening& happening);
/// [{"what":"entered","element":"accept","name":"Accept","facts":{"task":"3"}}]
std::string to_json_text(const std::vector<Happening>& trace);

}  // namespace yiwang::process
