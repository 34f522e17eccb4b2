#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"

namespace yiwang {

/// A moment somebody spoke of, as far as it was said.
struct Moment {
  enum class Kind { none, day, month, ago, lasting, just_now, time_only };
  std::size_t from = 0, to = 0;            // in the text
  Kind kind = Kind::none;
  std::chrono::local_days day{};           // for `month` its first day
  std::optional<int> minute;               // of that day; may pass midnight before `resolve`
  bool period_only = false;                // 昨天下午: no hour
  bool future = false;                     // after now
  /// `2026-11-17T22:00:00+08:00`, or `2026-11-17` when no time of day was said.
  std::string text(minutes offset) const;
};

/// All moments of a text from left to right, meant from `now`. Says nothing of 以后 or 每天: whoever asks looks at the words around.
/// `asked`: somebody just asked when, so a bare 十六号 or 一点 is a time.
std::vector<Moment> read_moments(std::u32string_view text, LocalTime now, bool asked = false);

/// What is true of every day, not of one: 每天晚上十点以后, 周五周六晚上. The longest such phrase that begins at `at`, its end.
std::optional<std::size_t> recurring_end(std::u32string_view text, std::size_t at);
/// A phrase about when, whatever day it is (下午, 晚上六点以后, 周一到周五, 明天上午十点以后): first in the text, from and to.
std::optional<std::pair<std::size_t, std::size_t>> time_phrase(std::u32string_view text, std::size_t from = 0);

}  // namespace yiwang
