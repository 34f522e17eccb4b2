#include "base/instant.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace yiwang {
namespace {

void put_digits(char*& to, unsigned value, int width) {
  for (int i = width - 1; i >= 0; --i, value /= 10) to[i] = static_cast<char>('0' + value % 10);
  to += width;
}

// Years 0000 to 9999. By hand because each event with a deadline writes several: snprintf took a third of the time of opening and writing a case.
std::string civil(Instant shifted) {
  const auto day = std::chrono::floor<std::chrono::days>(shifted);
  const std::chrono::year_month_day date{day};
  const auto ms = static_cast<unsigned>((shifted - day).count());
  std::array<char, 24> text{};
  char* to = text.data();
  put_digits(to, static_cast<unsigned>(static_cast<int>(date.year())), 4);
  *to++ = '-';
  put_digits(to, static_cast<unsigned>(date.month()), 2);
  *to++ = '-';
  put_digits(to, static_cast<unsigned>(date.day()), 2);
  *to++ = 'T';
  put_digits(to, ms / 3600000, 2);
  *to++ = ':';
  put_digits(to, ms / 60000 % 60, 2);
  *to++ = ':';
  put_digits(to, ms / 1000 % 60, 2);
  if (ms % 1000 != 0) {
    *to++ = '.';
    put_digits(to, ms % 1000, 3);
  }
  return {text.data(), to};
}

struct Reader {
  std::string_view rest;
  bool number(int& out, std::size_t most) {
    std::size_t n = 0;
    while (n < rest.size() && n < most && rest[n] >= '0' && rest[n] <= '9') ++n;
    if (n == 0) return false;
    std::from_chars(rest.data(), rest.data() + n, out);
    rest.remove_prefix(n);
    return true;
  }
  bool one_of(std::string_view set) {
    if (rest.empty() || set.find(rest.front()) == std::string_view::npos) return false;
    rest.remove_prefix(1);
    return true;
  }
};

}  // namespace

LocalTime to_local(Instant at, minutes offset) {
  const auto shifted = at + offset;
  const auto day = std::chrono::floor<std::chrono::days>(shifted);
  return {std::chrono::local_days{day.time_since_epoch()}, shifted - day};
}

Instant from_local(LocalTime local, minutes offset) {
  return Instant{std::chrono::sys_days{local.date.time_since_epoch()}} + local.since_midnight - offset;
}

std::string to_text(Instant at) { return civil(at) + "Z"; }

std::string to_text(Instant at, minutes offset) {
  std::array<char, 8> zone{};
  const int total = static_cast<int>(offset.count());
  const int size = total < 0 ? -total : total;
  std::snprintf(zone.data(), zone.size(), "%c%02d:%02d", total < 0 ? '-' : '+', size / 60 % 100, size % 60);
  return civil(at + offset) + zone.data();
}

std::optional<Instant> parse_instant(std::string_view text, minutes fallback_offset) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  Reader in{text};
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ms = 0;
  if (!in.number(year, 4) || !in.one_of("-/") || !in.number(month, 2) || !in.one_of("-/") || !in.number(day, 2)) return std::nullopt;
  minutes offset = fallback_offset;
  if (!in.rest.empty()) {
    if (!in.one_of("Tt ") || !in.number(hour, 2) || !in.one_of(":") || !in.number(minute, 2)) return std::nullopt;
    if (in.one_of(":") && !in.number(second, 2)) return std::nullopt;
    if (in.one_of(".")) {
      const auto before = in.rest;
      int fraction = 0;
      if (!in.number(fraction, 9)) return std::nullopt;
      for (auto digits = before.size() - in.rest.size(); digits < 3; ++digits) fraction *= 10;
      for (auto digits = before.size() - in.rest.size(); digits > 3; --digits) fraction /= 10;
      ms = fraction;
    }
    if (in.one_of("Zz")) {
      offset = minutes{0};
    } else if (!in.rest.empty() && (in.rest.front() == '+' || in.rest.front() == '-')) {
      const int sign = in.rest.front() == '-' ? -1 : 1;
      in.rest.remove_prefix(1);
      int zone_hour = 0, zone_minute = 0;
      if (!in.number(zone_hour, 2)) return std::nullopt;
      in.one_of(":");
      if (!in.number(zone_minute, 2) || zone_hour > 14 || zone_minute > 59) return std::nullopt;
      offset = minutes{sign * (zone_hour * 60 + zone_minute)};
    }
  }
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)}, std::chrono::day{static_cast<unsigned>(day)}};
  if (!in.rest.empty() || !date.ok() || year < 1900 || year > 2200 || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  return Instant{std::chrono::sys_days{date}} + hours{hour} + minutes{minute} + seconds{second} + milliseconds{ms} - offset;
}

}  // namespace yiwang
