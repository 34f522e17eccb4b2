#include "service/committer.h"

namespace yiwang {

Committer::Committer(Store& store, bool threaded, std::function<void(const Change&)> listener, std::function<void()> idle)
    : store_(store), threaded_(threaded), listener_(std::move(listener)), idle_signal_(std::move(idle)) {
  if (threaded_) thread_ = std::thread([this] { run(); });
}

Committer::~Committer() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool Committer::idle() const {
  const std::lock_guard lock(mutex_);
  return !busy_ && !slot_;
}

void Committer::hand_over(Commit commit) {
  if (!threaded_) {
    write(commit);
    return;
  }
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return !slot_; });
  slot_ = std::move(commit);
  changed_.notify_all();
}

void Committer::wait_idle() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return !busy_ && !slot_; });
}

void Committer::run() {
  for (;;) {
    Commit commit;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return slot_ || stopped_; });
      if (!slot_) return;
      commit = std::move(*slot_);
      slot_.reset();
      busy_ = true;
      changed_.notify_all();
    }
    write(commit);
    {
      const std::lock_guard lock(mutex_);
      busy_ = false;
      changed_.notify_all();
    }
    idle_signal_();
  }
}

void Committer::write(Commit& commit) {
  bool durable = !broken();
  if (durable && !commit.pending.batch.empty()) {
    try {
      store_.commit(commit.pending.batch);
      if (commit.pending.snapshot) store_.save_snapshot("relations", *commit.pending.snapshot);
    } catch (const std::exception& fault) {
      const std::lock_guard lock(mutex_);
      broken_ = true;
      fault_ = fault.what();
      durable = false;
    }
  }
  if (durable) {
    const std::lock_guard lock(mutex_);
    committed_ = std::max(committed_, commit.pending.last_seq);
    ++batches_;
    last_batch_ = commit.pending.batch.ledger.size();
  }
  for (const auto& answer : commit.answers) answer(durable);
  if (!durable || !listener_) return;
  for (const auto& change : commit.pending.changes) listener_(change);
}

bool Committer::broken() const {
  const std::lock_guard lock(mutex_);
  return broken_;
}
std::string Committer::fault() const {
  const std::lock_guard lock(mutex_);
  return fault_;
}
void Committer::reset() {
  const std::lock_guard lock(mutex_);
  broken_ = false;
  fault_.clear();
}
std::uint64_t Committer::committed_seq() const {
  const std::lock_guard lock(mutex_);
  return committed_;
}
std::uint64_t Committer::batches() const {
  const std::lock_guard lock(mutex_);
  return batches_;
}
std::size_t Committer::last_batch() const {
  const std::lock_guard lock(mutex_);
  return last_batch_;
}

}  // namespace yiwang
