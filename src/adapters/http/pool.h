#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace yiwang {

/// A few threads for work that waits: reads of the store, passwords, exports. Bounded, so that a rush is told busy instead of growing memory.
class Pool {
 public:
  Pool(std::size_t threads, std::size_t most_waiting);
  ~Pool();                                 // finishes what was taken
  /// False when too much waits; then nothing was taken. `must`: taken whatever waits, for answers to what is done already.
  bool run(std::function<void()> work, bool must = false);
  std::size_t waiting() const;
  void stop();

 private:
  void loop();
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> work_;
  std::size_t most_;
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace yiwang
