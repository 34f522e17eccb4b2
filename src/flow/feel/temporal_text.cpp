#include <cstdlib>

#include "flow/feel/temporal.h"

namespace yiwang::feel {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

/// A cursor over text; every step says whether it succeeded.
struct Reader {
  std::string_view text;
  std::size_t at = 0;

  bool done() const { return at == text.size(); }
  char peek() const { return done() ? '\0' : text[at]; }
  bool take(char c) {
    if (peek() != c || done()) return false;
    ++at;
    return true;
  }
  /// Exactly `count` digits.
  bool digits(int count, int& out) {
    out = 0;
    for (int i = 0; i < count; ++i) {
      if (peek() < '0' || peek() > '9') return false;
      out = out * 10 + (text[at++] - '0');
    }
    return true;
  }
  /// As many digits as there are, at least one.
  bool number(std::int64_t& out, std::size_t most = 18) {
    out = 0;
    const auto from = at;
    while (peek() >= '0' && peek() <= '9') {
      if (at - from == most) return false;
      out = out * 10 + (text[at++] - '0');
    }
    return at > from;
  }
  /// The digits after a point, cut to nanoseconds.
  bool fraction(std::int32_t& nanos) {
    nanos = 0;
    int places = 0;
    while (peek() >= '0' && peek() <= '9') {
      if (places < 9) nanos = nanos * 10 + (text[at] - '0');
      ++places;
      ++at;
    }
    for (int i = places; i < 9; ++i) nanos *= 10;
    return places > 0;
  }
};

bool read_date(Reader& in, Date& out) {
  const bool negative = in.take('-');
  const auto from = in.at;
  std::int64_t year = 0;
  if (!in.number(year, 9)) return false;
  const auto size = in.at - from;
  if (size < 4 || (size > 4 && in.text[from] == '0') || (negative && year == 0)) return false;
  int month = 0;
  int day = 0;
  if (!in.take('-') || !in.digits(2, month) || !in.take('-') || !in.digits(2, day)) return false;
  out = {static_cast<std::int32_t>(negative ? -year : year), static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
  return is_valid(out);
}

bool read_zone(Reader& in, Zone& out) {
  if (in.done()) return true;
  if (in.take('Z')) {
    out = Zone::utc();
    return true;
  }
  if (in.take('@')) {
    const auto zone = Zone::named(in.text.substr(in.at));
    if (!zone) return false;
    in.at = in.text.size();
    out = *zone;
    return true;
  }
  const bool negative = in.peek() == '-';
  if (!in.take('+') && !in.take('-')) return false;
  int h = 0;
  int m = 0;
  int s = 0;
  if (!in.digits(2, h) || !in.take(':') || !in.digits(2, m) || m > 59) return false;
  if (in.take(':') && (!in.digits(2, s) || s > 59)) return false;
  const auto zone = Zone::offset((negative ? -1 : 1) * (h * 3600 + m * 60 + s));
  if (!zone) return false;
  out = *zone;
  return true;
}

/// `24:00:00` gives a full day of nanoseconds.
bool read_time(Reader& in, std::int64_t& nanos, Zone& zone) {
  int h = 0;
  int m = 0;
  int s = 0;
  std::int32_t fraction = 0;
  if (!in.digits(2, h) || !in.take(':') || !in.digits(2, m) || !in.take(':') || !in.digits(2, s)) return false;
  if (in.take('.') && !in.fraction(fraction)) return false;
  if (h > 24 || m > 59 || s > 59 || (h == 24 && (m != 0 || s != 0 || fraction != 0))) return false;
  nanos = (h * 3600LL + m * 60 + s) * kSecond + fraction;
  return read_zone(in, zone) && in.done();
}

std::string padded(std::int64_t n, std::size_t size) {
  auto out = std::to_string(n);
  return out.size() < size ? std::string(size - out.size(), '0') + out : out;
}

std::string fraction_text(std::int32_t nanos) {
  if (nanos == 0) return {};
  auto out = "." + padded(nanos, 9);
  while (out.back() == '0') out.pop_back();
  return out;
}

std::string clock_text(std::int64_t nanos) {
  const auto seconds = nanos / kSecond;
  return padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2) + fraction_text(static_cast<std::int32_t>(nanos % kSecond));
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  Reader in{text};
  Date out;
  if (!read_date(in, out) || !in.done()) return std::nullopt;
  return out;
}

std::optional<Time> parse_time(std::string_view text) {
  Reader in{text};
  Time out;
  if (!read_time(in, out.nanos, out.zone)) return std::nullopt;
  out.nanos %= 86'400 * kSecond;
  return out;
}

std::optional<DateTime> parse_date_time(std::string_view text) {
  Reader in{text};
  DateTime out;
  if (!read_date(in, out.date)) return std::nullopt;
  if (in.done()) return out;
  if (!in.take('T') || !read_time(in, out.nanos, out.zone)) return std::nullopt;
  if (out.nanos == 86'400 * kSecond) {
    const auto next = from_days(to_days(out.date) + 1);
    if (!next) return std::nullopt;
    out.date = *next;
    out.nanos = 0;
  }
  return out;
}

std::optional<YearsMonths> parse_years_months(std::string_view text) {
  Reader in{text};
  const bool negative = in.take('-');
  if (!in.take('P')) return std::nullopt;
  std::int64_t years = 0;
  std::int64_t months = 0;
  std::int64_t n = 0;
  if (!in.number(n, 12)) return std::nullopt;
  if (in.take('Y')) {
    years = n;
    if (!in.done() && (!in.number(months, 12) || !in.take('M'))) return std::nullopt;
  } else if (in.take('M')) {
    months = n;
  } else {
    return std::nullopt;
  }
  if (!in.done()) return std::nullopt;
  const auto all = years * 12 + months;
  return YearsMonths{negative ? -all : all};
}

std::optional<DaysTime> parse_days_time(std::string_view text) {
  Reader in{text};
  const bool negative = in.take('-');
  if (!in.take('P')) return std::nullopt;
  Int128 seconds = 0;
  std::int32_t nanos = 0;
  bool any = false;
  std::int64_t n = 0;
  if (in.peek() != 'T') {
    if (!in.number(n) || !in.take('D')) return std::nullopt;
    seconds += static_cast<Int128>(n) * 86'400;
    any = true;
  }
  if (in.take('T')) {
    constexpr std::pair<char, int> units[] = {{'H', 3600}, {'M', 60}, {'S', 1}};
    any = false;
    std::size_t unit = 0;
    while (!in.done()) {
      if (!in.number(n)) return std::nullopt;
      bool fraction = false;
      if (in.take('.')) {
        in.fraction(nanos);  // `PT0.S` stands in the TCK, so a bare point is read
        fraction = true;
      }
      while (unit < 3 && in.peek() != units[unit].first) ++unit;
      if (unit == 3 || (fraction && units[unit].first != 'S')) return std::nullopt;
      seconds += static_cast<Int128>(n) * units[unit].second;
      in.take(units[unit].first);
      ++unit;
      any = true;
    }
  }
  if (!any || !in.done()) return std::nullopt;
  const auto all = seconds * kSecond + nanos;
  return DaysTime::from_nanos(negative ? -all : all);
}

std::string to_text(Date date) {
  const auto year = std::abs(static_cast<std::int64_t>(date.year));
  return (date.year < 0 ? "-" : "") + padded(year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
}

std::string to_text(const Time& time) { return clock_text(time.nanos) + time.zone.to_text(); }

std::string to_text(const DateTime& at) { return to_text(at.date) + "T" + clock_text(at.nanos) + at.zone.to_text(); }

std::string to_text(YearsMonths span) {
  if (span.months == 0) return "P0M";
  const auto all = std::abs(span.months);
  std::string out = span.months < 0 ? "-P" : "P";
  if (all / 12 != 0) out += std::to_string(all / 12) + "Y";
  if (all % 12 != 0) out += std::to_string(all % 12) + "M";
  return out;
}

std::string to_text(DaysTime span) {
  auto nanos = span.total_nanos();
  if (nanos == 0) return "PT0S";
  std::string out = nanos < 0 ? "-P" : "P";
  if (nanos < 0) nanos = -nanos;
  const auto seconds = static_cast<std::int64_t>(nanos / kSecond);
  const auto rest = static_cast<std::int32_t>(nanos % kSecond);
  if (seconds / 86'400 != 0) out += std::to_string(seconds / 86'400) + "D";
  if (seconds % 86'400 == 0 && rest == 0) return out;
  out += "T";
  if (seconds / 3600 % 24 != 0) out += std::to_string(seconds / 3600 % 24) + "H";
  if (seconds / 60 % 60 != 0) out += std::to_string(seconds / 60 % 60) + "M";
  if (seconds % 60 != 0 || rest != 0) out += std::to_string(seconds % 60) + fraction_text(rest) + "S";
  return out;
}

}  // namespace yiwang::feel
