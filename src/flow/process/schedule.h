#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "base/instant.h"

namespace yiwang::process {

/// When which of many instances has a timer due, so that a clock need not look at all of them. Buckets of a second in order of time; an instance has one moment at a
/// time (its earliest, `next_timer`), setting it again leaves the old entry to be skipped. Millions fit; setting and taking cost well below a microsecond.
/// For one thread.
class Schedule {
 public:
  using Who = std::uint32_t;
  /// none takes it off.
  void set(Who who, std::optional<Instant> due);
  /// Appends at most `most` of those due at `now` to `out`, bucket by bucket, and forgets them; what the caller then learns of their next timer it sets again.
  std::size_t take(Instant now, std::size_t most, std::vector<Who>& out);
  std::optional<Instant> first() const;
  std::size_t size() const { return waiting_; }

 private:
  struct Bucket {
    std::vector<Who> list;
    std::size_t from = 0;   // what lies before it was taken
  };
  static std::int64_t bucket_of(Instant at) { return std::chrono::floor<seconds>(at).time_since_epoch().count(); }
  static constexpr std::int64_t kNone = INT64_MIN;
  std::map<std::int64_t, Bucket> buckets_;
  std::vector<std::int64_t> due_;          // by who, in milliseconds
  std::map<std::int64_t, Bucket>::iterator last_ = buckets_.end();
  std::size_t waiting_ = 0;
};

}  // namespace yiwang::process
