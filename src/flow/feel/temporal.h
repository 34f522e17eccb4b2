#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace yiwang::feel {

__extension__ typedef __int128 Int128;

/// None, an offset from UTC in seconds (at most 14 hours), or a zone of the IANA database (ICU's copy). Four bytes, cheap to copy.
class Zone {
 public:
  constexpr Zone() = default;
  static constexpr Zone utc() { return Zone(0); }
  static std::optional<Zone> offset(std::int64_t seconds);
  /// `Asia/Shanghai`; nullopt when ICU does not know it. Names are kept once for the life of the program.
  static std::optional<Zone> named(std::string_view name);

  bool none() const { return code_ == kNone; }
  bool is_named() const { return !none() && code_ >= kNamed; }
  /// The IANA name; empty for offsets and none.
  std::string_view name() const;
  /// Seconds ahead of UTC at a local wall time (seconds since 1970 as if UTC). In a gap or overlap: the offset before the change. None counts as UTC.
  std::int32_t offset_at_local(std::int64_t local_seconds) const;
  std::int32_t offset_at_utc(std::int64_t utc_seconds) const;
  /// ``, `Z`, `+08:00`, `@Asia/Shanghai`.
  std::string to_text() const;
  bool operator==(const Zone&) const = default;
  std::int32_t code() const { return code_; }

 private:
  friend class Value;
  explicit constexpr Zone(std::int32_t code) : code_(code) {}
  static constexpr std::int32_t kNone = INT32_MIN;
  static constexpr std::int32_t kNamed = 1 << 20;
  std::int32_t code_ = kNone;
};

/// A day of the proleptic Gregorian calendar, years -999999999 to 999999999.
struct Date {
  std::int32_t year = 1970;
  std::uint8_t month = 1;
  std::uint8_t day = 1;
  auto operator<=>(const Date&) const = default;
};
bool is_valid(Date date);
int days_in_month(std::int32_t year, int month);
/// Days since 1970-01-01, and back.
std::int64_t to_days(Date date);
std::optional<Date> from_days(std::int64_t days);
/// 1 = Monday ... 7 = Sunday.
int weekday(Date date);
int day_of_year(Date date);
/// ISO 8601.
int week_of_year(Date date);
/// Keeps the day of the month, or takes the month's last.
std::optional<Date> add_months(Date date, std::int64_t months);

struct Time {
  std::int64_t nanos = 0;  ///< since midnight
  Zone zone;
  bool operator==(const Time&) const = default;
};

struct DateTime {
  Date date;
  std::int64_t nanos = 0;  ///< since midnight, local
  Zone zone;
  bool operator==(const DateTime&) const = default;
};
/// Seconds since 1970 (UTC; without a zone: as if UTC) and nanoseconds; for order and difference.
struct Moment {
  std::int64_t seconds = 0;
  std::int32_t nanos = 0;
  auto operator<=>(const Moment&) const = default;
};
Moment to_moment(const DateTime& at);
/// The wall time of a moment in a zone.
std::optional<DateTime> from_moment(Moment at, Zone zone);
/// To the engine's clock and back; a date-time without a zone is read in `fallback`.
std::optional<Instant> to_instant(const DateTime& at, Zone fallback);
DateTime from_instant(Instant at, Zone zone);

/// Years and months duration.
struct YearsMonths {
  std::int64_t months = 0;
  auto operator<=>(const YearsMonths&) const = default;
};

/// Days and time duration; `nanos` is 0 to 999,999,999 and counts forward from `seconds` also when negative.
struct DaysTime {
  std::int64_t seconds = 0;
  std::int32_t nanos = 0;
  auto operator<=>(const DaysTime&) const = default;
  static std::optional<DaysTime> from_nanos(Int128 nanos);
  Int128 total_nanos() const { return static_cast<Int128>(seconds) * 1'000'000'000 + nanos; }
};

/// Strict readers of the lexical forms of DMN 10.3.2.3.4-8 (XML Schema with `@zone`); nullopt when malformed or out of range.
std::optional<Date> parse_date(std::string_view text);
std::optional<Time> parse_time(std::string_view text);
std::optional<DateTime> parse_date_time(std::string_view text);
std::optional<YearsMonths> parse_years_months(std::string_view text);
std::optional<DaysTime> parse_days_time(std::string_view text);

std::string to_text(Date date);
std::string to_text(const Time& time);
std::string to_text(const DateTime& at);
std::string to_text(YearsMonths span);
std::string to_text(DaysTime span);

}  // namespace yiwang::feel
