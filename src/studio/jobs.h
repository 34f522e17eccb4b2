#pragma once
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "base/json.h"

namespace yiwang {

/// One long piece of work on its way.
struct StudioJob {
  std::uint64_t id = 0;
  std::uint64_t draft = 0;
  Instant from, to, begun;
  std::atomic<bool> cancelled{false};
  std::atomic<double> progress{0};

  /// What was found so far; the work writes, others read.
  void tell(json::Value result);
  json::Value result() const;

 private:
  friend class StudioJobs;
  mutable std::mutex mutex_;
  json::Value result_;
  std::string state_ = "running", fault_;
};

/// Long work beside the desks' work: one at a time, on one thread, the others wait. Forgotten when the server stops.
class StudioJobs {
 public:
  using Work = std::function<void(StudioJob&)>;
  ~StudioJobs();
  /// `busy` when eight wait already. `prepared` is the result until the work tells its own.
  Result<std::uint64_t> begin(std::uint64_t draft, Instant from, Instant to, Instant now, json::Value prepared, Work work);
  /// Contract schema StudioJob; `not_found`.
  Result<json::Value> look(std::uint64_t id) const;
  Done cancel(std::uint64_t id);

 private:
  void run();
  mutable std::mutex mutex_;
  std::condition_variable wanted_;
  std::map<std::uint64_t, std::shared_ptr<StudioJob>> jobs_;
  std::deque<std::pair<std::shared_ptr<StudioJob>, Work>> waiting_;
  std::shared_ptr<StudioJob> present_;
  std::uint64_t next_ = 1;
  bool stopped_ = false;
  std::thread thread_;
};

}  // namespace yiwang
