#pragma once
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/instant.h"

namespace yiwang {

/// A stretch of the day, from the first minute included to the last excluded.
struct DayHours {
  minutes from;
  minutes to;
  bool operator==(const DayHours&) const = default;
};

/// When time counts. Holidays and make-up days come as data; a day nobody has data for follows the week.
struct WorkingHours {
  std::string code;
  minutes offset{480};                    // of local time from UTC
  std::vector<DayHours> hours;            // ascending, not overlapping
  std::set<int> weekdays;                 // 1 Monday .. 7 Sunday
  bool ignores_holidays = false;          // e.g. `always`
};

/// A working calendar (requirement C1, domain.md "Clocks"). Immutable after making; safe to share between threads. Any year;
/// a calendar that never opens answers 9999-12-31. Cost below a microsecond: weeks by arithmetic, named days by bisection.
class Calendar {
 public:
  /// `off` and `work` override the week, `work` wins.
  Calendar(WorkingHours rule, std::set<std::chrono::local_days> off, std::set<std::chrono::local_days> work);

  const std::string& code() const { return rule_.code; }
  bool is_working_day(std::chrono::local_days day) const;
  bool is_open(Instant at) const;
  /// The moment after `counted` of open time has passed since `from`. Counting starts at the next opening when closed. `counted` 0 gives `from`
  /// itself when open, else the next opening; otherwise the earliest such moment, so the end of an afternoon rather than the next morning. Negative
  /// counts as 0.
  Instant add(Instant from, milliseconds counted) const;
  /// `days` working days later at the same time of day: from a closed moment, first moves to the next opening. The n-th next working day at that time
  /// of day; when that is not within opening hours, the end of the hours before it.
  Instant add_days(Instant from, int days) const;
  /// Open time between two moments, 0 when `to` is not after `from`.
  milliseconds between(Instant from, Instant to) const;

 private:
  // A day that does not follow the week, with the balance of such days up to and including it.
  struct Exception {
    std::chrono::local_days day;
    bool works;
    long long sum;
  };
  bool never_opens() const;
  bool open_stretch(milliseconds of_day) const;
  milliseconds open_before(milliseconds of_day) const;
  milliseconds open_until(Instant at) const;
  Instant next_opening(Instant from) const;
  long long working_days_before(std::chrono::local_days day) const;
  /// The n-th working day from `day` on, 0 being the first; none when there are not so many.
  std::optional<std::chrono::local_days> working_day_after(std::chrono::local_days day, long long n) const;

  WorkingHours rule_;
  std::set<std::chrono::local_days> off_;
  std::set<std::chrono::local_days> work_;
  std::vector<Exception> exceptions_;      // ascending
  std::array<int, 8> days_before_weekday_{};
  milliseconds open_per_day_{0};
};

/// How long something may take: either counted time or whole working days. Text form ISO 8601: `PT30M`, `PT24H`, `P5D`.
struct Span {
  milliseconds time{0};
  int days = 0;
  bool operator==(const Span&) const = default;
  bool empty() const { return time.count() == 0 && days == 0; }
};
std::optional<Span> parse_span(std::string_view text);
std::string to_text(const Span& span);
Instant add(const Calendar& calendar, Instant from, const Span& span);

}  // namespace yiwang
