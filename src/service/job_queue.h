#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "service/bookkeeper.h"

namespace yiwang {

/// One thing handed to the writer.
struct Job {
  enum class Kind { receive, command, advise, search, use, fence };
  Kind kind = Kind::fence;
  bool ready = true;                       // pure advice is there, or none is needed
  RawReport raw;
  Arrival arrival;
  CaseId case_id;
  std::optional<Command> command;
  std::uint32_t expected_version = 0;
  Actor by;
  Instant at;
  Bookkeeper::Check check;
  std::string words;
  std::size_t most = 0;
  Advisers advisers;                       // the city version at hand-over
  std::function<void(Result<ReceiveOutcome>)> received;
  std::function<void(Result<std::shared_ptr<const Case>>)> commanded;
  std::function<void(Advice)> advised;
  std::function<void(std::vector<CaseId>)> found;
  std::function<void()> fenced;
};

/// Jobs in order of hand-over. Advice threads take what still needs advice in any order; the ordering thread takes the front once it is ready.
class JobQueue {
 public:
  explicit JobQueue(std::size_t capacity) : capacity_(capacity) {}
  /// False when full; fences and switches always fit.
  bool push(std::shared_ptr<Job> job);
  /// Next job without advice; null when the queue was stopped. Waits.
  std::shared_ptr<Job> take_for_advice();
  void advice_done(const std::shared_ptr<Job>& job);
  /// The front when ready. With `wait`, waits for one; null when none is ready (or stopped and empty).
  std::shared_ptr<Job> take_in_order(bool wait);
  /// The front whatever its state, for a writer without advice threads.
  std::shared_ptr<Job> take_front(bool wait);
  void stop();                             // what is inside is still worked off
  bool stopped() const;
  void wake();
  std::size_t size() const;
  std::size_t capacity() const { return capacity_; }

 private:
  std::size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable advice_wanted_, front_ready_;
  std::deque<std::shared_ptr<Job>> all_, unadvised_;
  bool stopped_ = false;
  bool woken_ = false;
};

}  // namespace yiwang
