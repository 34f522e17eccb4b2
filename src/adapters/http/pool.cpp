#include "adapters/http/pool.h"

#include <spdlog/spdlog.h>

namespace yiwang {

Pool::Pool(std::size_t threads, std::size_t most_waiting) : most_(most_waiting) {
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { loop(); });
}

Pool::~Pool() { stop(); }

bool Pool::run(std::function<void()> work, bool must) {
  {
    const std::lock_guard lock(mutex_);
    if (!must && (stopped_ || work_.size() >= most_)) return false;
    work_.push_back(std::move(work));
  }
  changed_.notify_one();
  return true;
}

std::size_t Pool::waiting() const {
  const std::lock_guard lock(mutex_);
  return work_.size();
}

void Pool::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  for (auto& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

void Pool::loop() {
  while (true) {
    std::function<void()> work;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return stopped_ || !work_.empty(); });
      if (work_.empty()) return;
      work = std::move(work_.front());
      work_.pop_front();
    }
    try {
      work();
    } catch (const std::exception& fault) {
      spdlog::error("pool: {}", fault.what());
    }
  }
}

}  // namespace yiwang
