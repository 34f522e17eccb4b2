#include "flow/process/timetext.h"

#include <charconv>

namespace yiwang::process {

namespace {
constexpr std::int64_t kMost = 100'000'000;

std::optional<std::int64_t> take_number(std::string_view& text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || value < 0 || value > kMost) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}
}  // namespace

std::optional<Stretch> parse_stretch(std::string_view text) {
  if (text.size() < 3 || text.front() != 'P') return std::nullopt;
  text.remove_prefix(1);
  Stretch out;
  bool time = false, any = false;
  std::string_view order = "YMWD";
  while (!text.empty()) {
    if (text.front() == 'T') {
      if (time || text.size() == 1) return std::nullopt;
      time = true;
      order = "HMS";
      text.remove_prefix(1);
      continue;
    }
    const auto value = take_number(text);
    if (!value || text.empty()) return std::nullopt;
    std::int64_t thousandths = 0;
    if (text.front() == '.' || text.front() == ',') {
      text.remove_prefix(1);
      int digits = 0;
      while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        if (digits < 3) thousandths = thousandths * 10 + (text.front() - '0');
        ++digits;
        text.remove_prefix(1);
      }
      if (digits == 0 || text.empty() || text.front() != 'S') return std::nullopt;
      for (; digits < 3; ++digits) thousandths *= 10;
    }
    const auto at = order.find(text.front());
    if (at == std::string_view::npos) return std::nullopt;
    const char unit = text.front();
    order.remove_prefix(at + 1);
    text.remove_prefix(1);
    any = true;
    if (time) {
      const std::int64_t scale = unit == 'H' ? 3'600'000 : unit == 'M' ? 60'000 : 1'000;
      out.time += milliseconds{*value * scale + thousandths};
    } else if (unit == 'Y' || unit == 'M') {
      const auto months = out.months + *value * (unit == 'Y' ? 12 : 1);
      if (months > 120'000) return std::nullopt;
      out.months = static_cast<int>(months);
    } else {
      const auto days = out.days + *value * (unit == 'W' ? 7 : 1);
      if (days > 4'000'000) return std::nullopt;
      out.days = static_cast<int>(days);
    }
  }
  return any ? std::optional(out) : std::nullopt;
}

std::optional<Cycle> parse_cycle(std::string_view text, minutes offset) {
  Cycle out;
  if (text.empty()) return std::nullopt;
  if (text.front() != 'R') {
    const auto every = parse_stretch(text);
    if (!every || every->empty()) return std::nullopt;
    out.every = *every;
    return out;
  }
  text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  if (text.front() != '/') {
    const auto times = take_number(text);
    if (!times || *times > 1'000'000'000) return std::nullopt;
    out.times = static_cast<int>(*times);
  }
  if (text.empty() || text.front() != '/') return std::nullopt;
  text.remove_prefix(1);
  if (const auto slash = text.find('/'); slash != std::string_view::npos) {
    const auto first = parse_instant(text.substr(0, slash), offset);
    if (!first) return std::nullopt;
    out.first = *first;
    text.remove_prefix(slash + 1);
  }
  const auto every = parse_stretch(text);
  if (!every || every->empty()) return std::nullopt;
  out.every = *every;
  return out;
}

Instant after(Instant from, const Stretch& stretch, minutes offset) {
  if (stretch.months != 0 || stretch.days != 0) {
    auto local = to_local(from, offset);
    if (stretch.months != 0) {
      const std::chrono::year_month_day day{local.date};
      auto moved = day + std::chrono::months{stretch.months};
      if (!moved.ok()) moved = moved.year() / moved.month() / std::chrono::last;
      local.date = std::chrono::local_days{moved};
    }
    local.date += std::chrono::days{stretch.days};
    from = from_local(local, offset);
  }
  return from + stretch.time;
}

std::optional<Stretch> stretch_of(const feel::Value& value) {
  Stretch out;
  switch (value.kind()) {
    case feel::Kind::days_time: {
      const auto span = value.as_days_time();
      if (span.seconds < 0) return std::nullopt;
      out.days = static_cast<int>(span.seconds / 86'400);
      out.time = seconds{span.seconds % 86'400} + milliseconds{span.nanos / 1'000'000};
      return out;
    }
    case feel::Kind::years_months: {
      const auto months = value.as_years_months().months;
      if (months < 0 || months > 120'000) return std::nullopt;
      out.months = static_cast<int>(months);
      return out;
    }
    case feel::Kind::string: return parse_stretch(value.as_string());
    default: return std::nullopt;
  }
}

std::optional<Instant> moment_of(const feel::Value& value, minutes offset) {
  const auto zone = feel::Zone::offset(std::chrono::duration_cast<seconds>(offset).count()).value_or(feel::Zone::utc());
  switch (value.kind()) {
    case feel::Kind::date_time: return feel::to_instant(value.as_date_time(), zone);
    case feel::Kind::date: return feel::to_instant(feel::DateTime{value.as_date(), 0, zone}, zone);
    case feel::Kind::string: return parse_instant(value.as_string(), offset);
    default: return std::nullopt;
  }
}

}  // namespace yiwang::process
