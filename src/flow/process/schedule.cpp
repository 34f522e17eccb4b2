#include "flow/process/schedule.h"

#include <algorithm>

namespace yiwang::process {

void Schedule::set(Who who, std::optional<Instant> due) {
  if (who >= due_.size()) due_.resize(std::max<std::size_t>(who + 1, due_.size() + due_.size() / 2), kNone);
  auto& slot = due_[who];
  const auto wanted = due ? due->time_since_epoch().count() : kNone;
  if (slot == wanted) return;
  if (slot == kNone) ++waiting_;
  if (wanted == kNone) --waiting_;
  slot = wanted;
  if (!due) return;
  const auto bucket = bucket_of(*due);
  if (last_ == buckets_.end() || last_->first != bucket) last_ = buckets_.try_emplace(bucket).first;
  last_->second.list.push_back(who);
}

std::size_t Schedule::take(Instant now, std::size_t most, std::vector<Who>& out) {
  std::size_t taken = 0;
  const auto latest = bucket_of(now);
  while (taken < most && !buckets_.empty() && buckets_.begin()->first <= latest) {
    const auto at = buckets_.begin();
    auto& bucket = at->second;
    const auto end = bucket.list.size();
    bool later = false;
    for (; bucket.from < end && taken < most; ++bucket.from) {
      const auto who = bucket.list[bucket.from];
      auto& slot = due_[who];
      // Set anew or taken off since.
      if (slot == kNone || bucket_of(Instant{milliseconds{slot}}) != at->first) continue;
      if (slot > now.time_since_epoch().count()) {
        bucket.list.push_back(who);
        later = true;
        continue;
      }
      slot = kNone;
      --waiting_;
      ++taken;
      out.push_back(who);
    }
    if (bucket.from == bucket.list.size()) {
      buckets_.erase(at);
      last_ = buckets_.end();
    } else if (later && bucket.from == end) {
      break;  // only later moments of this very second are left
    }
  }
  return taken;
}

std::optional<Instant> Schedule::first() const {
  for (const auto& [second, bucket] : buckets_) {
    std::int64_t first = kNone;
    for (std::size_t i = bucket.from; i < bucket.list.size(); ++i) {
      const auto due = due_[bucket.list[i]];
      if (due == kNone || bucket_of(Instant{milliseconds{due}}) != second) continue;
      if (first == kNone || due < first) first = due;
    }
    if (first != kNone) return Instant{milliseconds{first}};
  }
  return std::nullopt;
}

}  // namespace yiwang::process
