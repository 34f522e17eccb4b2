#include "city/condition.h"

#include <algorithm>

#include "base/text.h"
#include "city/table_reader.h"

namespace yiwang {

namespace {

std::optional<minutes> parse_clock(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hour = parse_integer(text.substr(0, 2));
  const auto minute = parse_integer(text.substr(3));
  if (!hour || !minute || *hour < 0 || *minute < 0 || *minute > 59 || *hour * 60 + *minute > 24 * 60) return std::nullopt;
  return minutes{*hour * 60 + *minute};
}

}  // namespace

std::optional<DayHours> parse_day_hours(std::string_view text) {
  const auto parts = split(text, '-');
  if (parts.size() != 2) return std::nullopt;
  const auto from = parse_clock(trim(parts[0]));
  const auto to = parse_clock(trim(parts[1]));
  if (!from || !to || *from == *to || *from == minutes{24 * 60}) return std::nullopt;
  return DayHours{*from, *to};
}

std::optional<DutyCondition> parse_condition(std::string_view text) {
  DutyCondition condition;
  if (trim(text).empty()) return condition;
  for (const auto part : split(text, ';')) {
    const auto piece = trim(part);
    if (piece.starts_with("time=") && !condition.time) {
      condition.time = parse_day_hours(piece.substr(5));
      if (!condition.time) return std::nullopt;
    } else if (piece.starts_with("word=") && condition.words.empty()) {
      for (const auto word : split(piece.substr(5), '|')) {
        if (!trim(word).empty()) condition.words.emplace_back(trim(word));
      }
      if (condition.words.empty()) return std::nullopt;
    } else {
      return std::nullopt;
    }
  }
  return condition;
}

bool DutyCondition::holds_at(minutes time_of_day) const {
  if (!time) return true;
  if (time->from < time->to) return time_of_day >= time->from && time_of_day < time->to;
  return time_of_day >= time->from || time_of_day < time->to;
}

bool DutyCondition::holds_for(std::string_view text) const {
  return words.empty() || std::any_of(words.begin(), words.end(), [&](const std::string& word) { return text.find(word) != std::string_view::npos; });
}

}  // namespace yiwang
