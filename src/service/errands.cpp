#include "service/errands.h"

namespace yiwang {
namespace {
constexpr std::size_t kNoticesARound = 500;
constexpr std::size_t kTimersARound = 2000;
}  // namespace

Errands::Errands(Store& store, Writer& writer, NoticeSink& sink, const Clock& clock) : store_(store), writer_(writer), sink_(sink), clock_(clock) {}

Errands::~Errands() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Errands::start() {
  thread_ = std::thread([this] {
    std::unique_lock lock(mutex_);
    while (!stopped_) {
      lock.unlock();
      round();
      lock.lock();
      changed_.wait_for(lock, seconds{1}, [this] { return stopped_; });
    }
  });
}

void Errands::round() {
  try {
    if (writer_.status().broken && !writer_.recover()) return;
    const auto now = clock_.now();
    writer_.pass_time(now, kTimersARound);
    send_notices(now);
    for (const auto& errand : also_) errand(now);
  } catch (const std::exception&) {
    // The store is away; the next round tries again, nothing was marked as done.
  }
}

void Errands::send_notices(Instant now) {
  const auto now_ms = now.time_since_epoch().count();
  std::vector<std::uint64_t> sent;
  for (const auto& notice : store_.unsent_notices(now_ms, kNoticesARound)) {
    if (sink_.send(notice)) sent.push_back(notice.id);
  }
  if (!sent.empty()) store_.mark_sent(sent, now_ms);
}

}  // namespace yiwang
