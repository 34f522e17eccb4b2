#pragma once
#include <compare>
#include <optional>

#include "flow/feel/value.h"

namespace yiwang::feel {

/// FEEL `=` (DMN 10.3.2.13): nullopt (null) when the kinds cannot be compared; null equals only null.
std::optional<bool> equal(const Value& a, const Value& b);
/// Order of numbers, strings (by code point), dates, times, date-times and durations of one kind; nullopt when there is none.
std::optional<std::strong_ordering> order(const Value& a, const Value& b);
/// Whether a value lies in a range; nullopt when it cannot be compared with its ends.
std::optional<bool> includes(const Range& range, const Value& value);

}  // namespace yiwang::feel
