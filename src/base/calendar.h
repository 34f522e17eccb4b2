#pragma once
#include <map>
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

/// A working calendar (requirement C1, domain.md "Clocks"). Immutable after making; safe to share between threads. Covers 1990 to 2100.
class Calendar {
 public:
  /// `off` and `work` override the week, `work` wins.
  Calendar(WorkingHours rule, std::set<std::chrono::local_days> off, std::set<std::chrono::local_days> work);

  const std::string& code() const { return rule_.code; }
  bool is_working_day(std::chrono::local_days day) const;
  bool is_open(Instant at) const;
  /// The moment after `counted` of open time has passed since `from`. Counting starts at the next opening when closed. `counted` 0 gives `from`
  /// itself when open, else the next opening. Negative is not allowed.
  Instant add(Instant from, milliseconds counted) const;
  /// `days` working days later at the same time of day: from a closed moment, first moves to the next opening. The n-th next working day at that time
  /// of day; when that is not within opening hours, the end of the hours before it.
  Instant add_days(Instant from, int days) const;
  /// Open time between two moments, 0 when `to` is not after `from`.
  milliseconds between(Instant from, Instant to) const;

 private:
  WorkingHours rule_;
  std::set<std::chrono::local_days> off_;
  std::set<std::chrono::local_days> work_;
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
