#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cases/case.h"
#include "cases/city_host.h"
#include "flow/process/command.h"
#include "flow/process/state.h"

namespace yiwang {

class Draft;

/// The process of a case while one decision is made. The machine decides what may happen and says it in events; the course hears them, takes the process on, and
/// takes the case to the stage in which the process then stands (docs/decisions/0006-cases-run-on-processes.md). Lives within one call of `decide`.
class Course {
 public:
  explicit Course(Draft& draft) : draft_(draft) {}

  /// Whether the case runs on a process now.
  bool runs() const;
  /// The step at which the operation is done is finished with this outcome; the stage in which the process then stands (closed when it is over).
  Result<Stage> finish(Operation operation, std::string_view outcome, process::Variables said = {});
  Result<Stage> finish(int activity, std::string_view outcome, process::Variables said, const std::string& by);
  /// What people do to the process itself. The caller carries the case on with `carry`.
  Done steer(const process::Command& command);
  /// Takes the case to the stage in which the process stands, by the events that have always taken it there; `given` is what a form said (result, unit ...).
  Done carry(const json::Value& given, std::string_view why);

  /// After an operation's own events: the process hears and follows them, and where it stands is written down. The last thing in a decision.
  Done follow(const Case& before, Operation operation);

 private:
  Done ready();
  const DrawnProcess* drawn() const;
  bool begin(Stage at);
  void over(std::string_view why);
  Done move(const process::Command& command);
  void hear(std::size_t from);
  Done follow_events(const Case& before, Operation operation, std::size_t made);
  Done carry_step(Stage to, const json::Value& given, std::string_view why);
  void do_asked();
  void keep_units(const Case& before);
  void write_down();
  /// The least stage of the open steps; none when no step names one.
  std::optional<Stage> standing() const;
  Stage lead() const;
  process::Variables facts() const;
  void tell(process::Variables& to, process::Variables said) const;
  const Activity* step_for(Operation operation) const;
  std::vector<Activity> open_steps() const;

  Draft& draft_;
  std::shared_ptr<const process::Plan> plan_;
  std::optional<process::State> state_;
  std::vector<Activity> steps_;            // as the state stands, after a move
  std::vector<TraceLine> trace_;
  std::vector<CityHost::Asked> asked_;
  std::set<EventKind> heard_;
  std::optional<Stage> asked_in_;          // the stage in which the operation was asked for, when its events are made already
  bool moved_ = false;
  bool led_ = false;                       // the operation itself moved the process
  std::optional<Stage> to_;                // a stage the process takes the case into by itself
};

/// A unit a drawing names: its code, or `@kind` for the unit of that kind that serves the case's place. Empty when there is none.
std::string named_unit(const City& city, const Case& c, const std::string& who);

}  // namespace yiwang
