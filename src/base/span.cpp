#include <charconv>

#include "base/calendar.h"

namespace yiwang {
namespace {

// Moves past digits and the unit after them; -1 when they are not there.
long long take(std::string_view& text, char unit) {
  std::size_t n = 0;
  while (n < text.size() && text[n] >= '0' && text[n] <= '9') ++n;
  if (n == 0 || n > 7 || n >= text.size() || text[n] != unit) return -1;
  long long value = 0;
  std::from_chars(text.data(), text.data() + n, value);
  text.remove_prefix(n + 1);
  return value;
}

}  // namespace

std::optional<Span> parse_span(std::string_view text) {
  if (text.size() < 3 || text[0] != 'P') return std::nullopt;
  text.remove_prefix(1);
  if (const auto days = take(text, 'D'); days >= 0) {
    if (!text.empty() || days > 100000) return std::nullopt;
    return Span{milliseconds{0}, static_cast<int>(days)};
  }
  if (text[0] != 'T' || text.size() < 3) return std::nullopt;
  text.remove_prefix(1);
  Span span;
  if (const auto h = take(text, 'H'); h >= 0) span.time += hours{h};
  if (const auto m = take(text, 'M'); m >= 0) span.time += minutes{m};
  if (const auto s = take(text, 'S'); s >= 0) span.time += seconds{s};
  if (!text.empty()) return std::nullopt;
  return span;
}

std::string to_text(const Span& span) {
  if (span.days != 0) return "P" + std::to_string(span.days) + "D";
  const auto total = span.time.count() / 1000;
  std::string out = "PT";
  if (total / 3600 != 0) out += std::to_string(total / 3600) + "H";
  if (total / 60 % 60 != 0) out += std::to_string(total / 60 % 60) + "M";
  if (total % 60 != 0 || total == 0) out += std::to_string(total % 60) + "S";
  return out;
}

Instant add(const Calendar& calendar, Instant from, const Span& span) {
  return span.days > 0 ? calendar.add_days(from, span.days) : calendar.add(from, span.time);
}

}  // namespace yiwang
