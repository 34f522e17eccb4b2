#include "flow/feel/machine.h"

namespace yiwang::feel::detail {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

Value number(std::int64_t n) { return Value::make_number(n); }

std::optional<Value> date_member(Date date, std::string_view name) {
  if (name == "year") return number(date.year);
  if (name == "month") return number(date.month);
  if (name == "day") return number(date.day);
  if (name == "weekday") return number(weekday(date));
  return std::nullopt;
}

std::optional<Value> time_member(std::int64_t nanos, Zone zone, std::int64_t local_seconds, std::string_view name) {
  if (name == "hour") return number(nanos / kSecond / 3600);
  if (name == "minute") return number(nanos / kSecond / 60 % 60);
  if (name == "second") return number(nanos / kSecond % 60);
  if (name == "time offset") return zone.none() ? Value{} : Value::make_days_time({zone.offset_at_local(local_seconds), 0});
  if (name == "timezone") return zone.is_named() ? Value::make_string(zone.name()) : Value{};
  return std::nullopt;
}

std::optional<Value> days_time_member(DaysTime span, std::string_view name) {
  const auto all = span.total_nanos() / kSecond;  // towards zero, so every part bears the sign
  const auto seconds = static_cast<std::int64_t>(all);
  if (name == "days") return number(seconds / 86'400);
  if (name == "hours") return number(seconds / 3600 % 24);
  if (name == "minutes") return number(seconds / 60 % 60);
  if (name == "seconds") return number(seconds % 60);
  return std::nullopt;
}

std::optional<Value> range_member(const Range& range, std::string_view name) {
  if (name == "start") return range.low;
  if (name == "end") return range.high;
  if (name == "start included") return Value::make_bool(range.low_closed && !range.low.is_null());
  if (name == "end included") return Value::make_bool(range.high_closed && !range.high.is_null());
  return std::nullopt;
}

std::optional<Value> found(const Value& value, std::string_view name) {
  switch (value.kind()) {
    case Kind::context: {
      const Value* member = value.as_context().find(name);
      return member != nullptr ? std::optional(*member) : std::nullopt;
    }
    case Kind::date: return date_member(value.as_date(), name);
    case Kind::time: return time_member(value.as_time().nanos, value.as_time().zone, value.as_time().nanos / kSecond, name);
    case Kind::date_time: {
      const auto at = value.as_date_time();
      if (auto part = date_member(at.date, name)) return part;
      return time_member(at.nanos, at.zone, to_days(at.date) * 86'400 + at.nanos / kSecond, name);
    }
    case Kind::years_months:
      if (name == "years") return number(value.as_years_months().months / 12);
      if (name == "months") return number(value.as_years_months().months % 12);
      return std::nullopt;
    case Kind::days_time: return days_time_member(value.as_days_time(), name);
    case Kind::range: return range_member(value.as_range(), name);
    default: return std::nullopt;
  }
}

}  // namespace

Value member_of(const Value& value, std::string_view name, std::uint32_t at, Run& run) {
  if (value.is(Kind::list)) {
    if (!run.spend(static_cast<std::int64_t>(value.as_list().size()), at)) return {};
    List out;
    out.reserve(value.as_list().size());
    for (const auto& item : value.as_list()) out.push_back(item.is(Kind::list) ? member_of(item, name, at, run) : found(item, name).value_or(Value{}));
    return Value::make_list(std::move(out));
  }
  if (auto member = found(value, name)) return std::move(*member);
  run.note("unknown_member", at, std::string(name) + " of " + std::string(name_of(value.kind())));
  return {};
}

}  // namespace yiwang::feel::detail
