#include "adapters/sql/checkpointer.h"

namespace yiwang {
namespace {

constexpr int kLogPages = 16384;           // 64 MiB of 4 KiB pages
constexpr int kShortTail = 512;            // pages the writer may be held for
constexpr int kPasses = 4;                 // each pass leaves what was committed during it, so the tail shrinks

}  // namespace

Checkpointer::Checkpointer(const std::string& file, std::shared_ptr<std::mutex> writing)
    : connection_(file, SqliteUse::checkpoint), writing_(std::move(writing)), thread_([this] { work(); }) {}

Checkpointer::~Checkpointer() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  woken_.notify_one();
  thread_.join();
}

void Checkpointer::committed(int log_pages) {
  if (log_pages < kLogPages) return;
  {
    const std::lock_guard lock(mutex_);
    wanted_ = true;
  }
  woken_.notify_one();
}

void Checkpointer::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    woken_.wait(lock, [&] { return wanted_ || stop_; });
    if (stop_) return;
    wanted_ = false;
    lock.unlock();
    try {
      for (int pass = 0; pass < kPasses; ++pass) {
        const auto left = connection_.checkpoint(false);
        if (left.log - left.moved < kShortTail) break;
      }
      const std::lock_guard hold(*writing_);
      connection_.checkpoint(true);
    } catch (const SqlError&) {
      // The log stays as it is and the next commit asks again; what is committed is safe in it.
    }
    lock.lock();
  }
}

}  // namespace yiwang
