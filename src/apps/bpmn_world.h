#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "flow/process/step.h"

namespace yiwang {

/// Several running processes of one file on a virtual clock: messages find their receiver or begin a process, signals reach everybody, timers fire in order.
class ProcessWorld {
 public:
  struct Instance {
    std::shared_ptr<const process::Plan> plan;
    process::State state;
  };
  /// Called with every move's trace as it happens.
  using Listener = std::function<void(const Instance&, Instant, const std::vector<process::Happening>&)>;

  ProcessWorld(const process::Host& host, Instant now) : host_(host), now_(now) {}
  /// Processes that messages and signals may begin.
  void know(std::shared_ptr<const process::Plan> plan) { plans_.push_back(std::move(plan)); }
  void listen(Listener listener) { listener_ = std::move(listener); }

  Done start(const std::shared_ptr<const process::Plan>& plan, process::Variables variables, std::string_view at = {});
  Done command(std::size_t instance, const process::Command& command);
  /// The next moment at which a timer is due; none when nothing waits for one.
  std::optional<Instant> next_timer() const;
  /// Sets the clock and fires what is due then. Moments must not go back.
  void pass_to(Instant at);

  Instant now() const { return now_; }
  std::vector<std::unique_ptr<Instance>>& instances() { return instances_; }

 private:
  void told(Instance& instance, const std::vector<process::Happening>& trace, std::vector<process::Sent> sent, const Instance* from);
  void bring(const process::Sent& sent, const Instance* from);

  const process::Host& host_;
  Instant now_;
  Listener listener_;
  std::vector<std::shared_ptr<const process::Plan>> plans_;
  std::vector<std::unique_ptr<Instance>> instances_;
};

}  // namespace yiwang
