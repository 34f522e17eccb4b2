#include "adapters/http/rate_limit.h"

#include <algorithm>
#include <cmath>

namespace yiwang {

int RateLimit::take(std::string_view key, Time now, double cost) {
  if (per_second_ <= 0) return 0;
  const std::lock_guard lock(mutex_);
  if (now - forgotten_ > std::chrono::minutes{1}) forget(now);
  auto found = buckets_.find(key);
  if (found == buckets_.end()) found = buckets_.emplace(std::string(key), Bucket{most_, now}).first;
  auto& bucket = found->second;
  bucket.tokens = std::min(most_, bucket.tokens + per_second_ * std::chrono::duration<double>(now - bucket.at).count());
  bucket.at = now;
  if (bucket.tokens >= cost) {
    bucket.tokens -= cost;
    return 0;
  }
  return std::max(1, static_cast<int>(std::ceil((cost - bucket.tokens) / per_second_)));
}

void RateLimit::forget(Time now) {
  forgotten_ = now;
  const auto full_after = std::chrono::duration<double>(most_ / per_second_);
  std::erase_if(buckets_, [&](const auto& entry) { return now - entry.second.at > full_after; });
}

}  // namespace yiwang
