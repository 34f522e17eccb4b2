#include "flow/feel/compare.h"

#include <algorithm>

namespace yiwang::feel {

namespace {

/// The parts of a time that FEEL compares for `=` (hour, minute, second) leave out fractions of a second; order does not.
constexpr std::int64_t kSecond = 1'000'000'000;

/// In UTC. A named zone has no offset without a day: its standard time of the epoch serves.
std::int64_t seconds_of_day(const Time& t) { return t.nanos / kSecond - t.zone.offset_at_local(t.nanos / kSecond); }

/// Without a zone on one side only, times do not compare.
std::optional<std::strong_ordering> order_times(const Time& a, const Time& b) {
  if (a.zone.none() != b.zone.none()) return std::nullopt;
  const auto utc = [](const Time& t) { return seconds_of_day(t) * kSecond + t.nanos % kSecond; };
  return utc(a) <=> utc(b);
}

std::optional<std::strong_ordering> order_date_times(const DateTime& a, const DateTime& b) {
  if (a.zone.none() != b.zone.none()) return std::nullopt;
  return to_moment(a) <=> to_moment(b);
}

std::optional<bool> all_equal(const List& a, const List& b) {
  if (a.size() != b.size()) return false;
  bool unknown = false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto same = equal(a[i], b[i]);
    if (same == false) return false;
    if (!same) unknown = true;
  }
  if (unknown) return std::nullopt;
  return true;
}

std::optional<bool> all_equal(const Context& a, const Context& b) {
  if (a.size() != b.size()) return false;
  bool unknown = false;
  for (const auto& [name, value] : a) {
    const Value* other = b.find(name);
    if (other == nullptr) return false;
    const auto same = equal(value, *other);
    if (same == false) return false;
    if (!same) unknown = true;
  }
  if (unknown) return std::nullopt;
  return true;
}

}  // namespace

std::optional<bool> equal(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  if (a.kind() != b.kind()) return std::nullopt;
  switch (a.kind()) {
    case Kind::number: return a.as_number() == b.as_number();
    case Kind::string: return a.as_string() == b.as_string();
    case Kind::boolean: return a.as_bool() == b.as_bool();
    case Kind::time: {
      if (a.as_time().zone.none() != b.as_time().zone.none()) return false;
      return seconds_of_day(a.as_time()) == seconds_of_day(b.as_time());
    }
    case Kind::date_time: {
      if (a.as_date_time().zone.none() != b.as_date_time().zone.none()) return false;
      return to_moment(a.as_date_time()).seconds == to_moment(b.as_date_time()).seconds;
    }
    case Kind::list: return all_equal(a.as_list(), b.as_list());
    case Kind::context: return all_equal(a.as_context(), b.as_context());
    case Kind::range: return a.as_range() == b.as_range();
    default: return a == b;
  }
}

std::optional<std::strong_ordering> order(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return std::nullopt;
  switch (a.kind()) {
    case Kind::number: return a.as_number() <=> b.as_number();
    case Kind::string: return a.as_string().compare(b.as_string()) <=> 0;
    case Kind::date: return a.as_date() <=> b.as_date();
    case Kind::time: return order_times(a.as_time(), b.as_time());
    case Kind::date_time: return order_date_times(a.as_date_time(), b.as_date_time());
    case Kind::years_months: return a.as_years_months() <=> b.as_years_months();
    case Kind::days_time: return a.as_days_time() <=> b.as_days_time();
    default: return std::nullopt;
  }
}

std::optional<bool> includes(const Range& range, const Value& value) {
  if (range.form == Range::Form::equal) return equal(value, range.low);
  if (range.form == Range::Form::not_equal) {
    const auto same = equal(value, range.low);
    return same ? std::optional(!*same) : std::nullopt;
  }
  if (value.is_null()) return std::nullopt;
  if (range.low.is_null() && range.high.is_null()) return std::nullopt;
  bool in = true;
  if (!range.low.is_null()) {
    const auto by = order(value, range.low);
    if (!by) return std::nullopt;
    in = *by == std::strong_ordering::greater || (range.low_closed && *by == std::strong_ordering::equal);
  }
  if (!range.high.is_null()) {
    const auto by = order(value, range.high);
    if (!by) return std::nullopt;
    in = in && (*by == std::strong_ordering::less || (range.high_closed && *by == std::strong_ordering::equal));
  }
  return in;
}

}  // namespace yiwang::feel
