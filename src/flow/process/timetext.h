#pragma once
#include <optional>
#include <string_view>

#include "base/instant.h"
#include "flow/feel/value.h"

namespace yiwang::process {

/// An ISO 8601 duration: months and days by the calendar, the rest by the clock. `P1Y2M3DT4H5M6.5S`, `P2W`.
struct Stretch {
  int months = 0;
  int days = 0;
  milliseconds time{0};
  bool operator==(const Stretch&) const = default;
  bool empty() const { return months == 0 && days == 0 && time.count() == 0; }
};
std::optional<Stretch> parse_stretch(std::string_view text);

/// `R4/PT10S`, `R/P1D`, `R3/2026-01-01T08:00:00Z/PT1H`, or a bare duration (for ever).
struct Cycle {
  int times = -1;                   // -1 for ever
  std::optional<Instant> first;     // else one stretch after now
  Stretch every;
};
std::optional<Cycle> parse_cycle(std::string_view text, minutes offset);

/// By the wall clock at `offset`: months keep the day of the month or take the month's last.
Instant after(Instant from, const Stretch& stretch, minutes offset);

/// What a FEEL value says of time: durations, dates (at midnight), date-times, or texts of them.
std::optional<Stretch> stretch_of(const feel::Value& value);
std::optional<Instant> moment_of(const feel::Value& value, minutes offset);

}  // namespace yiwang::process
