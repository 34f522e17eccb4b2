#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace yiwang {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

/// A moment, UTC, to the millisecond. Local time exists only at edges and inside calendars.
using Instant = std::chrono::sys_time<milliseconds>;

/// A civil date and time of day at a fixed offset from UTC (China has one zone and no summer time).
struct LocalTime {
  std::chrono::local_days date;
  milliseconds since_midnight;
};
LocalTime to_local(Instant at, minutes offset);
Instant from_local(LocalTime local, minutes offset);

/// RFC 3339 in UTC with `Z`; milliseconds only when not zero. `2026-11-21T08:00:00Z`.
std::string to_text(Instant at);
/// RFC 3339 at an offset, for people: `2026-11-21T16:00:00+08:00`.
std::string to_text(Instant at, minutes offset);
/// Reads RFC 3339 with `Z` or an offset, and plain `2026-11-21 16:00[:05]`, `2026/1/5 9:03` or a date alone in `fallback_offset`. Years 1900 to 2200.
std::optional<Instant> parse_instant(std::string_view text, minutes fallback_offset = minutes{480});

/// Where the present comes from. Handed in everywhere; only apps/ and tests make one. Implementations are safe to call from several threads.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

/// The machine's own clock.
class SystemClock final : public Clock {
 public:
  Instant now() const override { return std::chrono::floor<milliseconds>(std::chrono::system_clock::now()); }
};

/// A clock that stands still until it is set; for tests and rehearsal. One thread sets, others may read after a hand-over.
class SetClock final : public Clock {
 public:
  explicit SetClock(Instant at) : at_(at) {}
  Instant now() const override { return at_; }
  void set(Instant at) { at_ = at; }
  void advance(milliseconds by) { at_ += by; }

 private:
  Instant at_;
};

}  // namespace yiwang
