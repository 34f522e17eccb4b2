#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

namespace yiwang {

/// Something that changed, for screens that are open. Carries no words of the case: a screen that may see it asks again.
struct LiveEvent {
  std::uint64_t id = 0;                    // ledger order; resume after it
  std::uint64_t case_id = 0;
  std::string number, stage, queue, unit, area;
  std::uint32_t version = 0;
  bool rehearsal = false;
};

/// Fan-out to subscribers; keeps the last 4,096 for those who come back. Thread-safe; a subscriber's function must be short and must not call back in.
class Live {
 public:
  using Listener = std::function<void(const LiveEvent&)>;
  std::uint64_t subscribe(Listener listener, std::uint64_t after);
  void unsubscribe(std::uint64_t subscription);
  void publish(LiveEvent event);
  Live();
  ~Live();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace yiwang
