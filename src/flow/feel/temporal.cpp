#include "flow/feel/temporal.h"

#include <chrono>

namespace yiwang::feel {

namespace {
constexpr std::int64_t kDay = 86'400;
constexpr std::int64_t kMaxYear = 999'999'999;

bool leap(std::int32_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }
std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b != 0 && (a % b < 0) != (b < 0) ? 1 : 0); }
}  // namespace

int days_in_month(std::int32_t year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap(year) ? 29 : days[month - 1];
}

bool is_valid(Date date) {
  return date.year >= -kMaxYear && date.year <= kMaxYear && date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= days_in_month(date.year, date.month);
}

// Howard Hinnant's "chrono-compatible low-level date algorithms", in 64 bits.
std::int64_t to_days(Date date) {
  const std::int64_t y = static_cast<std::int64_t>(date.year) - (date.month <= 2 ? 1 : 0);
  const std::int64_t era = floor_div(y, 400);
  const std::int64_t yoe = y - era * 400;
  const std::int64_t doy = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  return era * 146'097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719'468;
}

std::optional<Date> from_days(std::int64_t days) {
  if (days < -400'000'000'000 || days > 400'000'000'000) return std::nullopt;
  const std::int64_t z = days + 719'468;
  const std::int64_t era = floor_div(z, 146'097);
  const std::int64_t doe = z - era * 146'097;
  const std::int64_t yoe = (doe - doe / 1460 + doe / 36'524 - doe / 146'096) / 365;
  const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const std::int64_t mp = (5 * doy + 2) / 153;
  const std::int64_t month = mp < 10 ? mp + 3 : mp - 9;
  const std::int64_t year = yoe + era * 400 + (month <= 2 ? 1 : 0);
  if (year < -kMaxYear || year > kMaxYear) return std::nullopt;
  return Date{static_cast<std::int32_t>(year), static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(doy - (153 * mp + 2) / 5 + 1)};
}

int weekday(Date date) {
  const auto days = to_days(date) + 3;  // 1970-01-01 was a Thursday
  return static_cast<int>(days - floor_div(days, 7) * 7) + 1;
}

int day_of_year(Date date) { return static_cast<int>(to_days(date) - to_days({date.year, 1, 1})) + 1; }

int week_of_year(Date date) {
  const int week = (day_of_year(date) - weekday(date) + 10) / 7;
  const auto weeks_in = [](std::int32_t year) {
    const int first = weekday({year, 1, 1});
    return first == 4 || (first == 3 && leap(year)) ? 53 : 52;
  };
  if (week < 1) return weeks_in(date.year - 1);
  return week > weeks_in(date.year) ? 1 : week;
}

std::optional<Date> add_months(Date date, std::int64_t months) {
  if (months < -30'000'000'000 || months > 30'000'000'000) return std::nullopt;
  const std::int64_t all = static_cast<std::int64_t>(date.year) * 12 + date.month - 1 + months;
  const std::int64_t year = floor_div(all, 12);
  if (year < -kMaxYear || year > kMaxYear) return std::nullopt;
  Date out{static_cast<std::int32_t>(year), static_cast<std::uint8_t>(all - year * 12 + 1), date.day};
  if (out.day > days_in_month(out.year, out.month)) out.day = static_cast<std::uint8_t>(days_in_month(out.year, out.month));
  return out;
}

Moment to_moment(const DateTime& at) {
  const std::int64_t local = to_days(at.date) * kDay + at.nanos / 1'000'000'000;
  return {local - at.zone.offset_at_local(local), static_cast<std::int32_t>(at.nanos % 1'000'000'000)};
}

std::optional<DateTime> from_moment(Moment at, Zone zone) {
  const std::int64_t local = at.seconds + zone.offset_at_utc(at.seconds);
  const std::int64_t days = floor_div(local, kDay);
  const auto date = from_days(days);
  if (!date) return std::nullopt;
  return DateTime{*date, (local - days * kDay) * 1'000'000'000 + at.nanos, zone};
}

std::optional<Instant> to_instant(const DateTime& at, Zone fallback) {
  auto zoned = at;
  if (zoned.zone.none()) zoned.zone = fallback;
  const auto moment = to_moment(zoned);
  if (moment.seconds < -9'000'000'000'000 || moment.seconds > 9'000'000'000'000) return std::nullopt;
  return Instant{std::chrono::milliseconds{moment.seconds * 1000 + moment.nanos / 1'000'000}};
}

DateTime from_instant(Instant at, Zone zone) {
  const auto ms = at.time_since_epoch().count();
  const auto seconds = floor_div(ms, 1000);
  return from_moment({seconds, static_cast<std::int32_t>((ms - seconds * 1000) * 1'000'000)}, zone).value_or(DateTime{});
}

std::optional<DaysTime> DaysTime::from_nanos(Int128 nanos) {
  Int128 seconds = nanos / 1'000'000'000;
  Int128 rest = nanos % 1'000'000'000;
  if (rest < 0) {
    rest += 1'000'000'000;
    --seconds;
  }
  if (seconds < -4'000'000'000'000'000'000 || seconds > 4'000'000'000'000'000'000) return std::nullopt;
  return DaysTime{static_cast<std::int64_t>(seconds), static_cast<std::int32_t>(rest)};
}

}  // namespace yiwang::feel
