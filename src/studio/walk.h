#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/json.h"
#include "flow/process/step.h"
#include "studio/walk_host.h"

namespace yiwang {

/// A process walked step by step on the real engine with a clock of its own.
class Walk {
 public:
  Walk(std::shared_ptr<const process::Plan> plan, std::shared_ptr<const City> city, Instant start_at);
  /// Begins the instance; what refuses it is told by `refused`.
  void begin(const json::Value& variables);
  /// One step (contract schema StudioStep). False when it was refused; the walk then stands where it stood.
  bool step(const json::Value& step);
  void go(const json::Value& steps);       // all, until one is refused

  bool ended() const { return begun_ && !state_.running(); }
  /// Elements of the tasks that were opened, in order.
  std::vector<std::string> tasks_opened() const;
  Instant now() const { return host_.now; }
  /// Of the open task at an element, if there is one and it has a due time.
  std::optional<Instant> due_of(const std::string& element) const;
  /// {activities, ended, tasks, variables, refused}: what a stored test compares with.
  json::Object summary() const;
  /// Contract schema StudioWalk, without faults.
  json::Object show() const;

 private:
  Done take(const json::Object& step);
  Done pass_time(const json::Object& step);
  Done carry_out(const process::Command& command);
  void note(const std::vector<process::Happening>& trace);
  json::Value show_state() const;
  json::Array show_possible() const;

  struct Line {
    int step;
    Instant at;
    process::Happening happening;
  };
  std::shared_ptr<const process::Plan> plan_;
  WalkHost host_;
  process::State state_;
  bool begun_ = false;
  int steps_ = 0;
  std::vector<Line> trace_;
  std::optional<Refusal> refused_;
  int refused_at_ = 0;
};

}  // namespace yiwang
