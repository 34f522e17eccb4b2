#pragma once
#include <cstdint>
#include <optional>

#include "service/permit.h"

namespace yiwang {

/// Fewer people than this can be told apart by who knows the place: their number is shown only to those whose work is with persons.
inline constexpr std::int64_t kSmallCount = 5;

/// Agents, dispatchers, supervisors and grid workers.
inline bool sees_small_counts(const Identity& who) {
  return who.has(Role::agent) || who.has(Role::dispatcher) || who.has(Role::supervisor) || who.has(Role::grid_worker);
}
/// Nothing when the number is too small to be shown. That nobody lives there is no secret.
inline std::optional<std::int64_t> shown_count(std::int64_t count, bool small_ones) {
  return small_ones || count == 0 || count >= kSmallCount ? std::optional(count) : std::nullopt;
}

}  // namespace yiwang
