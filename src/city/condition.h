#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"

namespace yiwang {

/// The `condition` of a duty row: parts joined by `;`, all of which must hold. `time=22:00-06:00` (local time of the report, over midnight when the end
/// comes first), `word=工地|施工` (any of the words in the report).
struct DutyCondition {
  std::optional<DayHours> time;            // `to` before `from`: over midnight
  std::vector<std::string> words;          // empty: any text
  bool empty() const { return !time && words.empty(); }
  bool holds_at(minutes time_of_day) const;
  /// `text` and the words should be normalised alike.
  bool holds_for(std::string_view text) const;
};
/// Nothing when it cannot be read. Empty text gives the empty condition.
std::optional<DutyCondition> parse_condition(std::string_view text);

/// `09:00-12:00`; `24:00` allowed as an end. Nothing when unreadable or empty of time.
std::optional<DayHours> parse_day_hours(std::string_view text);

}  // namespace yiwang
