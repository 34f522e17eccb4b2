#include "flow/feel/machine.h"

namespace yiwang::feel::detail {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr Int128 kDayNanos = static_cast<Int128>(86'400) * kSecond;

std::optional<Value> value_of(std::optional<Decimal> number) { return number ? std::optional(Value::make_number(*number)) : std::nullopt; }

std::optional<Value> days_time(Int128 nanos) {
  const auto made = DaysTime::from_nanos(nanos);
  return made ? std::optional(Value::make_days_time(*made)) : std::nullopt;
}

std::optional<Value> years_months(Int128 months) {
  if (months < -12'000'000'000'000 || months > 12'000'000'000'000) return std::nullopt;
  return Value::make_years_months({static_cast<std::int64_t>(months)});
}

/// A whole number from a decimal, cut towards zero.
std::optional<Int128> cut(std::optional<Decimal> number) {
  if (!number) return std::nullopt;
  const auto whole = number->round(0, Decimal::Rounding::down);
  if (!whole) return std::nullopt;
  if (const auto small = whole->to_int64()) return *small;
  // Beyond 64 bits (nanoseconds of long durations): in two halves.
  const auto high = divide(*whole, Decimal(kSecond));
  const auto high_whole = high ? high->round(0, Decimal::Rounding::down) : std::nullopt;
  const auto seconds = high_whole ? high_whole->to_int64() : std::nullopt;
  if (!seconds) return std::nullopt;
  const auto low = subtract(*whole, *multiply(*high_whole, Decimal(kSecond)));
  return static_cast<Int128>(*seconds) * kSecond + low->to_int64().value_or(0);
}

Decimal nanos_number(DaysTime span) {
  const auto seconds = multiply(Decimal(span.seconds), Decimal(kSecond));
  return *add(*seconds, Decimal(span.nanos));
}

/// A date-time moved by nanoseconds. Wall time moves when there is no zone or a fixed one; in a named zone the moment moves.
std::optional<Value> moved(const DateTime& at, Int128 nanos) {
  if (at.zone.is_named()) {
    const auto from = to_moment(at);
    const auto total = static_cast<Int128>(from.seconds) * kSecond + from.nanos + nanos;
    const auto to = DaysTime::from_nanos(total);
    const auto made = to ? from_moment({to->seconds, to->nanos}, at.zone) : std::nullopt;
    return made ? std::optional(Value::make_date_time(*made)) : std::nullopt;
  }
  const auto total = static_cast<Int128>(to_days(at.date)) * kDayNanos + at.nanos + nanos;
  Int128 days = total / kDayNanos;
  Int128 rest = total % kDayNanos;
  if (rest < 0) {
    rest += kDayNanos;
    --days;
  }
  if (days < -400'000'000'000 || days > 400'000'000'000) return std::nullopt;
  const auto date = from_days(static_cast<std::int64_t>(days));
  return date ? std::optional(Value::make_date_time({*date, static_cast<std::int64_t>(rest), at.zone})) : std::nullopt;
}

std::optional<Value> moved(Date date, Int128 nanos) {
  const auto at = moved(DateTime{date, 0, Zone{}}, nanos);
  return at ? std::optional(Value::make_date(at->as_date_time().date)) : std::nullopt;
}

Value moved(const Time& time, Int128 nanos) {
  auto rest = (time.nanos + nanos) % kDayNanos;
  if (rest < 0) rest += kDayNanos;
  return Value::make_time({static_cast<std::int64_t>(rest), time.zone});
}

/// A point in time plus (or minus) a duration.
std::optional<Value> shifted(const Value& point, const Value& span, bool minus) {
  if (span.is(Kind::days_time)) {
    const auto nanos = minus ? -span.as_days_time().total_nanos() : span.as_days_time().total_nanos();
    if (point.is(Kind::date)) return moved(point.as_date(), nanos);
    if (point.is(Kind::date_time)) return moved(point.as_date_time(), nanos);
    if (point.is(Kind::time)) return moved(point.as_time(), nanos);
    return std::nullopt;
  }
  if (!span.is(Kind::years_months)) return std::nullopt;
  const auto months = minus ? -span.as_years_months().months : span.as_years_months().months;
  if (point.is(Kind::date)) {
    const auto date = add_months(point.as_date(), months);
    return date ? std::optional(Value::make_date(*date)) : std::nullopt;
  }
  if (point.is(Kind::date_time)) {
    auto at = point.as_date_time();
    const auto date = add_months(at.date, months);
    if (!date) return std::nullopt;
    at.date = *date;
    return Value::make_date_time(at);
  }
  return std::nullopt;
}

bool is_point(const Value& value) { return value.is(Kind::date) || value.is(Kind::date_time) || value.is(Kind::time); }

std::optional<Value> sum(const Value& a, const Value& b) {
  if (a.is(Kind::string) && b.is(Kind::string)) {
    if (a.as_string().size() + b.as_string().size() > kMaxStringBytes) return std::nullopt;
    std::string text(a.as_string());
    text += b.as_string();
    return Value::make_string(text);
  }
  if (a.is(Kind::days_time) && b.is(Kind::days_time)) return days_time(a.as_days_time().total_nanos() + b.as_days_time().total_nanos());
  if (a.is(Kind::years_months) && b.is(Kind::years_months)) return years_months(static_cast<Int128>(a.as_years_months().months) + b.as_years_months().months);
  if (is_point(a)) return shifted(a, b, false);
  if (is_point(b)) return shifted(b, a, false);
  return std::nullopt;
}

std::optional<Value> difference(const Value& a, const Value& b) {
  if (a.is(Kind::days_time) && b.is(Kind::days_time)) return days_time(a.as_days_time().total_nanos() - b.as_days_time().total_nanos());
  if (a.is(Kind::years_months) && b.is(Kind::years_months)) return years_months(static_cast<Int128>(a.as_years_months().months) - b.as_years_months().months);
  if (a.is(Kind::time) && b.is(Kind::time)) {
    const auto x = a.as_time();
    const auto y = b.as_time();
    if (x.zone.none() != y.zone.none()) return std::nullopt;
    const auto utc = [](const Time& t) { return static_cast<Int128>(t.nanos) - static_cast<Int128>(t.zone.offset_at_local(t.nanos / kSecond)) * kSecond; };
    return days_time(utc(x) - utc(y));
  }
  if ((a.is(Kind::date) || a.is(Kind::date_time)) && (b.is(Kind::date) || b.is(Kind::date_time))) {
    // A date among date-times is its midnight in UTC.
    const bool both_dates = a.is(Kind::date) && b.is(Kind::date);
    const auto at = [&](const Value& v) { return v.is(Kind::date) ? DateTime{v.as_date(), 0, both_dates ? Zone{} : Zone::utc()} : v.as_date_time(); };
    const auto x = at(a);
    const auto y = at(b);
    if (x.zone.none() != y.zone.none()) return std::nullopt;
    const auto from = to_moment(y);
    const auto to = to_moment(x);
    return days_time((static_cast<Int128>(to.seconds) - from.seconds) * kSecond + (to.nanos - from.nanos));
  }
  return is_point(a) ? shifted(a, b, true) : std::nullopt;
}

std::optional<Value> product(const Value& a, const Value& b) {
  if (b.is(Kind::number) && !a.is(Kind::number)) {
    if (a.is(Kind::days_time)) {
      const auto nanos = cut(multiply(nanos_number(a.as_days_time()), b.as_number()));
      return nanos ? days_time(*nanos) : std::nullopt;
    }
    if (a.is(Kind::years_months)) {
      const auto months = cut(multiply(Decimal(a.as_years_months().months), b.as_number()));
      return months ? years_months(*months) : std::nullopt;
    }
    return std::nullopt;
  }
  return a.is(Kind::number) && (b.is(Kind::days_time) || b.is(Kind::years_months)) ? product(b, a) : std::nullopt;
}

std::optional<Value> quotient(const Value& a, const Value& b) {
  if (a.is(Kind::days_time) && b.is(Kind::number)) {
    const auto nanos = cut(divide(nanos_number(a.as_days_time()), b.as_number()));
    return nanos ? days_time(*nanos) : std::nullopt;
  }
  if (a.is(Kind::years_months) && b.is(Kind::number)) {
    const auto months = cut(divide(Decimal(a.as_years_months().months), b.as_number()));
    return months ? years_months(*months) : std::nullopt;
  }
  if (a.is(Kind::days_time) && b.is(Kind::days_time)) return value_of(divide(nanos_number(a.as_days_time()), nanos_number(b.as_days_time())));
  if (a.is(Kind::years_months) && b.is(Kind::years_months)) return value_of(divide(Decimal(a.as_years_months().months), Decimal(b.as_years_months().months)));
  return std::nullopt;
}

std::optional<Value> numeric(Op op, Decimal a, Decimal b) {
  switch (op) {
    case Op::add: return value_of(add(a, b));
    case Op::subtract: return value_of(subtract(a, b));
    case Op::multiply: return value_of(multiply(a, b));
    case Op::divide: return value_of(divide(a, b));
    default: return value_of(power(a, b));
  }
}

}  // namespace

Value arithmetic(Op op, const Value& a, const Value& b, std::uint32_t at, Run& run) {
  std::optional<Value> out;
  if (a.is(Kind::number) && b.is(Kind::number)) {
    out = numeric(op, a.as_number(), b.as_number());
    if (out) return std::move(*out);
    run.note(op == Op::divide && b.as_number().is_zero() ? "divided_by_zero" : "no_number", at);
    return {};
  }
  switch (op) {
    case Op::add: out = sum(a, b); break;
    case Op::subtract: out = difference(a, b); break;
    case Op::multiply: out = product(a, b); break;
    case Op::divide: out = quotient(a, b); break;
    default: break;
  }
  if (out) {
    if (out->is(Kind::string)) run.spend(static_cast<std::int64_t>(out->as_string().size() / 16), at);
    return std::move(*out);
  }
  run.note("wrong_type", at, std::string(name_of(a.kind())) + " with " + std::string(name_of(b.kind())));
  return {};
}

Value negated(const Value& a, std::uint32_t at, Run& run) {
  if (a.is(Kind::number)) return Value::make_number(-a.as_number());
  if (a.is(Kind::years_months)) return Value::make_years_months({-a.as_years_months().months});
  if (a.is(Kind::days_time)) {
    if (const auto span = days_time(-a.as_days_time().total_nanos())) return *span;
  }
  run.note("wrong_type", at, "minus " + std::string(name_of(a.kind())));
  return {};
}

}  // namespace yiwang::feel::detail
