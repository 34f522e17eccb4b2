#include "flow/feel/builtins.h"

namespace yiwang::feel::detail {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

template <class T>
Value made(Run& run, const Arguments& in, const std::optional<T>& value, Value (*make)(T)) {
  return value ? make(*value) : fail(run, "bad_literal", in.at, in.size() > 0 && in[0].is(Kind::string) ? std::string(in[0].as_string().substr(0, 100)) : "");
}

/// The argument, or what stands alone in its list.
const Value& only(const Arguments& in, std::size_t which) {
  const auto& value = in[which];
  return value.is(Kind::list) && value.as_list().size() == 1 ? value.as_list()[0] : value;
}

Value date_from(const Arguments& in, Run& run) {
  const auto& from = only(in, 0);
  switch (from.kind()) {
    case Kind::string: return made(run, in, parse_date(from.as_string()), Value::make_date);
    case Kind::date: return from;
    case Kind::date_time: return Value::make_date(from.as_date_time().date);
    default: return wrong_argument(run, in, 0, "string or date");
  }
}

/// A whole number that is one; nullopt otherwise.
std::optional<std::int64_t> whole(const Arguments& in, std::size_t which) {
  const auto number = take_number(in, which);
  return number ? number->to_int64() : std::nullopt;
}

std::optional<Date> date_of(const Arguments& in) {
  const auto year = whole(in, 0);
  const auto month = whole(in, 1);
  const auto day = whole(in, 2);
  if (!year || !month || !day || *year < -999'999'999 || *year > 999'999'999 || *month < 1 || *month > 12 || *day < 1 || *day > 31) return std::nullopt;
  const Date out{static_cast<std::int32_t>(*year), static_cast<std::uint8_t>(*month), static_cast<std::uint8_t>(*day)};
  return is_valid(out) ? std::optional(out) : std::nullopt;
}

Value date_of_parts(const Arguments& in, Run& run) {
  const auto date = date_of(in);
  return date ? Value::make_date(*date) : fail(run, "out_of_range", in.at, "date");
}

Value time_from(const Arguments& in, Run& run) {
  const auto& from = only(in, 0);
  switch (from.kind()) {
    case Kind::string: return made(run, in, parse_time(from.as_string()), Value::make_time);
    case Kind::time: return from;
    case Kind::date_time: return Value::make_time({from.as_date_time().nanos, from.as_date_time().zone});
    case Kind::date: return Value::make_time({0, Zone::utc()});
    default: return wrong_argument(run, in, 0, "string or time");
  }
}

/// Hour, minute, second (with a fraction) and offset from argument `first` on.
std::optional<Time> time_of(const Arguments& in, std::size_t first) {
  const auto hour = whole(in, first);
  const auto minute = whole(in, first + 1);
  const auto second = take_number(in, first + 2);
  if (!hour || !minute || !second || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59 || second->is_negative() || *second >= Decimal(60)) return std::nullopt;
  const auto nanos = multiply(*second, Decimal(kSecond));
  const auto cut = nanos ? nanos->round(0, Decimal::Rounding::down) : std::nullopt;
  const auto count = cut ? cut->to_int64() : std::nullopt;
  if (!count) return std::nullopt;
  Time out{(*hour * 3600 + *minute * 60) * kSecond + *count, Zone{}};
  if (in.size() > first + 3 && !in[first + 3].is_null()) {
    const auto& offset = only(in, first + 3);
    std::optional<Zone> zone;
    if (offset.is(Kind::days_time) && offset.as_days_time().nanos == 0) zone = Zone::offset(offset.as_days_time().seconds);
    if (offset.is(Kind::string)) zone = Zone::named(offset.as_string());
    if (!zone) return std::nullopt;
    out.zone = *zone;
  }
  return out;
}

Value time_of_parts(const Arguments& in, Run& run) {
  const auto time = time_of(in, 0);
  return time ? Value::make_time(*time) : fail(run, "out_of_range", in.at, "time");
}

Value date_time_from(const Arguments& in, Run& run) {
  const auto& from = only(in, 0);
  switch (from.kind()) {
    case Kind::string: return made(run, in, parse_date_time(from.as_string()), Value::make_date_time);
    case Kind::date_time: return from;
    case Kind::date: return Value::make_date_time({from.as_date(), 0, Zone::utc()});
    default: return wrong_argument(run, in, 0, "string or date and time");
  }
}

Value date_time_of(const Arguments& in, Run& run) {
  const auto& date = only(in, 0);
  const auto& time = only(in, 1);
  if (!date.is(Kind::date) && !date.is(Kind::date_time)) return wrong_argument(run, in, 0, "date");
  if (time.is(Kind::string)) {
    // (date and time, time zone): the same moment told in that zone.
    const auto zone = Zone::named(time.as_string());
    if (!zone || !date.is(Kind::date_time)) return wrong_argument(run, in, 1, "time zone");
    auto at = date.as_date_time();
    if (at.zone.none()) at.zone = Zone::utc();
    const auto moved = from_moment(to_moment(at), *zone);
    return moved ? Value::make_date_time(*moved) : fail(run, "out_of_range", in.at);
  }
  if (!time.is(Kind::time)) return wrong_argument(run, in, 1, "time");
  return Value::make_date_time({date.is(Kind::date) ? date.as_date() : date.as_date_time().date, time.as_time().nanos, time.as_time().zone});
}

Value date_time_of_parts(const Arguments& in, Run& run) {
  const auto date = date_of(in);
  const auto time = time_of(in, 3);
  return date && time ? Value::make_date_time({*date, time->nanos, time->zone}) : fail(run, "out_of_range", in.at, "date and time");
}

Value duration_from(const Arguments& in, Run& run) {
  const auto& from = only(in, 0);
  if (from.is(Kind::days_time) || from.is(Kind::years_months)) return from;
  if (!from.is(Kind::string)) return wrong_argument(run, in, 0, "string");
  if (const auto span = parse_years_months(from.as_string())) return Value::make_years_months(*span);
  return made(run, in, parse_days_time(from.as_string()), Value::make_days_time);
}

Value years_months_between(const Arguments& in, Run& run) {
  const auto& from = only(in, 0);
  const auto& to = only(in, 1);
  const auto day = [](const Value& v) -> std::optional<Date> {
    if (v.is(Kind::date)) return v.as_date();
    if (v.is(Kind::date_time)) return v.as_date_time().date;
    return std::nullopt;
  };
  const auto a = day(from);
  const auto b = day(to);
  if (!a || !b) return wrong_argument(run, in, a ? 1 : 0, "date");
  const auto month_of = [](Date date) { return static_cast<std::int64_t>(date.year) * 12 + date.month; };
  auto months = month_of(*b) - month_of(*a);
  // Only whole months count, towards zero; the time of day does not.
  if (months > 0 && b->day < a->day) --months;
  if (months < 0 && b->day > a->day) ++months;
  return Value::make_years_months({months});
}

Value now(const Arguments& in, Run& run) {
  if (run.present == nullptr) return fail(run, "no_clock", in.at);
  return Value::make_date_time(from_instant(run.present->now, run.present->zone));
}

Value today(const Arguments& in, Run& run) {
  if (run.present == nullptr) return fail(run, "no_clock", in.at);
  return Value::make_date(from_instant(run.present->now, run.present->zone).date);
}

std::optional<Date> day_of(const Arguments& in) {
  const auto& from = only(in, 0);
  if (from.is(Kind::date)) return from.as_date();
  if (from.is(Kind::date_time)) return from.as_date_time().date;
  return std::nullopt;
}

template <Value (*tell)(Date)>
Value calendar(const Arguments& in, Run& run) {
  const auto date = day_of(in);
  return date ? tell(*date) : wrong_argument(run, in, 0, "date");
}

Value tell_day_of_year(Date date) { return Value::make_number(day_of_year(date)); }
Value tell_week_of_year(Date date) { return Value::make_number(week_of_year(date)); }
Value tell_day_of_week(Date date) {
  constexpr std::string_view names[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  return Value::make_string(names[weekday(date) - 1]);
}
Value tell_month_of_year(Date date) {
  constexpr std::string_view names[] = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
  return Value::make_string(names[date.month - 1]);
}

/// Same kind and same parts; unlike `=`, zones must be the same too.
Value is_same(const Arguments& in, Run&) { return Value::make_bool(in[0] == in[1]); }

}  // namespace

Value temporal_from_text(std::string_view text) {
  if (const auto date = parse_date(text)) return Value::make_date(*date);
  if (const auto at = parse_date_time(text)) return Value::make_date_time(*at);
  if (const auto time = parse_time(text)) return Value::make_time(*time);
  if (const auto span = parse_years_months(text)) return Value::make_years_months(*span);
  if (const auto span = parse_days_time(text)) return Value::make_days_time(*span);
  return {};
}

void add_temporal_builtins(std::vector<Builtin>& out) {
  out.push_back({"date", {{{"from"}, 1, false, date_from}, {{"year", "month", "day"}, 3, false, date_of_parts}}});
  out.push_back({"time", {{{"from"}, 1, false, time_from}, {{"hour", "minute", "second", "offset"}, 3, false, time_of_parts}}});
  out.push_back({"date and time",
                 {{{"from"}, 1, false, date_time_from},
                  {{"date", "time"}, 2, false, date_time_of},
                  {{"date and time", "timezone"}, 2, false, date_time_of},
                  {{"year", "month", "day", "hour", "minute", "second", "offset"}, 6, false, date_time_of_parts},
                  {{"year", "month", "day", "hour", "minute", "second", "timezone"}, 6, false, date_time_of_parts}}});
  out.push_back({"duration", {{{"from"}, 1, false, duration_from}}});
  out.push_back({"years and months duration", {{{"from", "to"}, 2, false, years_months_between}}});
  out.push_back({"now", {{{}, 0, false, now}}, true});
  out.push_back({"today", {{{}, 0, false, today}}, true});
  out.push_back({"day of year", {{{"date"}, 1, false, calendar<tell_day_of_year>}}});
  out.push_back({"day of week", {{{"date"}, 1, false, calendar<tell_day_of_week>}}});
  out.push_back({"month of year", {{{"date"}, 1, false, calendar<tell_month_of_year>}}});
  out.push_back({"week of year", {{{"date"}, 1, false, calendar<tell_week_of_year>}}});
  out.push_back({"is", {{{"value1", "value2"}, 2, false, is_same}}});
}

}  // namespace yiwang::feel::detail
