#pragma once
#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace yiwang {

/// Token buckets by key (session or address): so many at once, so many a minute. Thread-safe; forgets keys that have been quiet.
class RateLimit {
 public:
  using Time = std::chrono::steady_clock::time_point;
  /// 0: no limit.
  RateLimit(double per_minute, double at_once) : per_second_(per_minute / 60), most_(at_once) {}
  /// Seconds to wait, 0 when the request may pass. `cost`: of one usual request.
  int take(std::string_view key, Time now, double cost = 1);

 private:
  struct Bucket {
    double tokens;
    Time at;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  void forget(Time now);
  std::mutex mutex_;
  double per_second_, most_;
  Time forgotten_{};
  std::unordered_map<std::string, Bucket, Hash, std::equal_to<>> buckets_;
};

}  // namespace yiwang
