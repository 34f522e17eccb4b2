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

#include "base/instant.h"
#include "base/json.h"
#include "base/result.h"

namespace yiwang {

/// One training on its way.
struct LearnJob {
  std::uint64_t id = 0;
  std::string by;
  Instant begun;
  std::atomic<bool> cancelled{false};
  std::atomic<double> progress{0};

  /// What it is at: waiting, gathering, learning, judging.
  void at(std::string doing, double done);
  void made(std::uint64_t model);

 private:
  friend class LearnJobs;
  mutable std::mutex mutex_;
  std::string state_ = "running", doing_ = "waiting", fault_;
  std::uint64_t model_ = 0;
};

/// Trainings: one at a time, on one thread of low priority, the others wait. Forgotten a day after they ended, or when the server stops.
class LearnJobs {
 public:
  using Work = std::function<void(LearnJob&)>;
  ~LearnJobs();
  /// `busy` when four wait already. `at_once`: runs it on the caller's thread before returning, for rehearsals and tests.
  Result<std::uint64_t> begin(const std::string& by, Instant now, Work work, bool at_once = false);
  /// Contract schema ModelJob; `not_found`.
  Result<json::Value> look(std::uint64_t id) const;
  /// Stops at the next step; learning itself is not interrupted, its result is thrown away.
  Done cancel(std::uint64_t id);
  bool busy() const;

 private:
  void run();
  static void work(LearnJob& job, const Work& work);
  mutable std::mutex mutex_;
  std::condition_variable wanted_;
  std::map<std::uint64_t, std::shared_ptr<LearnJob>> jobs_;
  std::deque<std::pair<std::shared_ptr<LearnJob>, Work>> waiting_;
  std::shared_ptr<LearnJob> present_;
  std::uint64_t next_ = 1;
  bool stopped_ = false;
  std::thread thread_;
};

}  // namespace yiwang
