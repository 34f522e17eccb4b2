#pragma once
#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <thread>

#include "adapters/http/exchange.h"

namespace yiwang {

struct CallChange;
struct GroupAlert;

/// Server-sent events for those who have a screen open: each case event that concerns what the person may see, the person's queue counts at most every two seconds when
/// something changed, a comment every 15 s. Thread-safe.
class LiveFeed {
 public:
  explicit LiveFeed(Office& office, std::function<bool()> rehearses, std::string version);
  ~LiveFeed();
  /// Answers the call with a stream. `after`: the last event id the caller saw, 0 for none. At most 20 streams a person; more end the oldest.
  void follow(const CallPtr& call, std::uint64_t after);
  /// To the agent of the call and to supervisors.
  void tell_call(const CallChange& change);
  /// To those who may see groups and whose areas it touches.
  void tell_group(const GroupAlert& alert);
  void stop();
  std::size_t followers() const;

 private:
  struct Follower {
    Identity who;
    std::shared_ptr<Stream> stream;
    std::vector<std::string> units;        // empty: all
    std::uint64_t sent = 0;
    bool changed = true;
    std::string counts;                    // as told last
  };
  bool concerns(const Follower& follower, const LiveEvent& event) const;
  void tell(const LiveEvent& event);
  struct Missed {
    std::vector<LiveEvent> events;
    bool gap = false;                      // the list does not reach back so far
  };
  Missed kept_after(std::uint64_t after);
  std::uint64_t tell_missed(const Follower& follower, const std::vector<LiveEvent>& events) const;
  void register_follower(std::shared_ptr<Follower> follower);
  void loop();
  std::string counts_of(const Identity& who);

  Office& office_;
  std::function<bool()> rehearses_;
  std::string version_;
  std::uint64_t subscription_ = 0;
  mutable std::mutex mutex_;
  std::condition_variable stopped_changed_;
  std::list<std::shared_ptr<Follower>> followers_;
  bool stopped_ = false;
  std::thread thread_;
};

/// `{"counts":{...}}` of a person, in the contract's queue names.
std::string queue_counts_json(Office& office, const Identity& who);

}  // namespace yiwang
