#pragma once
#include "flow/feel/unary_tests.h"

namespace yiwang::dmn::detail {

/// What one term of a constant condition is.
enum class TermKind : std::uint8_t { null, boolean, string, number, other };

inline TermKind kind_of(const feel::Range& term) {
  using feel::Kind;
  const auto &low = term.low, &high = term.high;
  const bool single = term.low_closed && term.high_closed && low == high;
  if (low.is_null() && high.is_null()) return single ? TermKind::null : TermKind::other;
  if (single && low.is(Kind::boolean)) return TermKind::boolean;
  if (single && low.is(Kind::string)) return TermKind::string;
  const auto end = [](const feel::Value& value) { return value.is_null() || value.is(Kind::number); };
  return end(low) && end(high) ? TermKind::number : TermKind::other;
}

/// The ends of a numeric term; absent where unbounded.
inline std::optional<feel::Decimal> end_of(const feel::Value& value) { return value.is_null() ? std::nullopt : std::optional(value.as_number()); }

}  // namespace yiwang::dmn::detail
