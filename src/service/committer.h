#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "service/bookkeeper.h"

namespace yiwang {

/// A batch and the answers that wait for it to be durable.
struct Commit {
  Pending pending;
  std::vector<std::function<void(bool durable)>> answers;
};

/// Writes commits one after another and only then answers. With `threaded` on a thread of its own, so that the next batch grows while this one is synced:
/// that is the group commit. After a failure every commit is answered `false` until `reset`.
class Committer {
 public:
  Committer(Store& store, bool threaded, std::function<void(const Change&)> listener, std::function<void()> idle);
  ~Committer();
  bool idle() const;
  void hand_over(Commit commit);           // waits while one is being written
  void wait_idle();
  bool broken() const;
  std::string fault() const;
  void reset();
  std::uint64_t committed_seq() const;
  std::uint64_t batches() const;
  std::size_t last_batch() const;

 private:
  void write(Commit& commit);
  void run();
  Store& store_;
  const bool threaded_;
  std::function<void(const Change&)> listener_;
  std::function<void()> idle_signal_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Commit> slot_;
  bool busy_ = false, stopped_ = false, broken_ = false;
  std::string fault_;
  std::uint64_t committed_ = 0, batches_ = 0;
  std::size_t last_batch_ = 0;
  std::thread thread_;
};

}  // namespace yiwang
