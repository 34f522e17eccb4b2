#include "service/live.h"

#include <deque>
#include <map>

namespace yiwang {

struct Live::Parts {
  std::mutex mutex;
  std::deque<LiveEvent> kept;
  std::map<std::uint64_t, Listener> listeners;
  std::uint64_t next = 1;
};

namespace {
constexpr std::size_t kKept = 4096;
}

Live::Live() : parts_(std::make_unique<Parts>()) {}
Live::~Live() = default;

std::uint64_t Live::subscribe(Listener listener, std::uint64_t after) {
  const std::lock_guard lock(parts_->mutex);
  if (after != 0) {
    for (const auto& event : parts_->kept) {
      if (event.id > after) listener(event);
    }
  }
  const auto id = parts_->next++;
  parts_->listeners.emplace(id, std::move(listener));
  return id;
}

void Live::unsubscribe(std::uint64_t subscription) {
  const std::lock_guard lock(parts_->mutex);
  parts_->listeners.erase(subscription);
}

void Live::publish(LiveEvent event) {
  const std::lock_guard lock(parts_->mutex);
  for (const auto& [id, listener] : parts_->listeners) listener(event);
  parts_->kept.push_back(std::move(event));
  if (parts_->kept.size() > kKept) parts_->kept.pop_front();
}

}  // namespace yiwang
