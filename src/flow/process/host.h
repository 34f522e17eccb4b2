#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"
#include "flow/process/variables.h"

namespace yiwang::process {

class Plan;

/// Work that is not a person's: service, send and foreign script tasks. `variables` are those the element sees.
struct Work {
  std::string_view process;
  std::string_view element;
  std::string_view kind;        // service | send | script
  std::string_view operation;   // yiwang:operations / implementation of the element
  std::string_view body;        // of a script
  const std::vector<std::string>* reads = nullptr;   // data objects and properties its data associations read and write, by variable name
  const std::vector<std::string>* writes = nullptr;
};

/// What came of it.
struct Served {
  enum class How { done, waits, failed } how = How::done;
  Variables variables;          // written when done
  std::string problem;          // when failed: cause of the incident
  std::string error;            // when failed: a BPMN error code to throw instead of an incident
};

/// What a process asks of its surroundings. Called only from inside `start`, `step`, and the views; must answer the same for the same question within one
/// move, because the trace is what gets stored, not the questions.
class Host {
 public:
  virtual ~Host() = default;
  /// The end of `span` counted from `from` in the calendar named (`yiwang:calendar`; empty: the clock itself, a day being 24 hours). Unknown: none.
  virtual std::optional<Instant> due(std::string_view calendar, Instant from, const Span& span) const;
  /// Open time between two moments in that calendar, for suspension.
  virtual std::optional<milliseconds> between(std::string_view calendar, Instant from, Instant to) const;
  /// The minutes local time is ahead of UTC, for dates without a zone and FEEL's now().
  virtual minutes offset() const { return minutes{480}; }
  /// A decision by code (`yiwang:decision`), over a FEEL context.
  virtual Result<feel::Value> decide(std::string_view decision, const feel::Value& inputs) const;
  /// The plan of a called process: the newest for an empty version, else exactly that one; null when there is none.
  virtual std::shared_ptr<const Plan> called(std::string_view process, std::string_view version) const;
  /// By default waits: the work shows as a task of its kind that somebody completes.
  virtual Served serve(const Work& work, const feel::Value& variables) const;
};

}  // namespace yiwang::process
