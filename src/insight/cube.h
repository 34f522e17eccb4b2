#pragma once
#include <compare>
#include <cstdint>
#include <map>
#include <string>

#include "cases/case.h"
#include "city/city.h"

namespace yiwang {

/// One cell of the daily indicator cube. `day` is local, as days since 1970-01-01; `area` is the street's code (12 digits) or empty, `matter` the group (4 digits) or empty.
struct CubeKey {
  std::int32_t day = 0;
  std::string unit;
  std::string matter;
  std::string area;
  Channel channel = Channel::web;
  auto operator<=>(const CubeKey&) const = default;
};

/// What is counted (domain.md "Indicators"). Every rate is a pair of these, so numerator and denominator can always be shown.
struct CubeCounts {
  std::int64_t reports = 0, opened = 0, joined = 0, auto_dispatched = 0, dispatches = 0, first_dispatches_kept = 0, returns = 0, redispatches = 0, closed = 0, closed_on_time = 0, answered = 0,
               refused = 0, reopened = 0, called_back = 0, reached = 0, satisfied = 0, solved = 0, overdue = 0, handling_ms = 0, handled = 0, repeats = 0;
  CubeCounts& operator+=(const CubeCounts& other);
  bool operator==(const CubeCounts&) const = default;
};
BOOST_DESCRIBE_STRUCT(CubeCounts, (), (reports, opened, joined, auto_dispatched, dispatches, first_dispatches_kept, returns, redispatches, closed, closed_on_time, answered, refused, reopened, called_back, reached, satisfied, solved, overdue, handling_ms, handled, repeats))

using CubeDelta = std::map<CubeKey, CubeCounts>;

/// Adds what an entry changed: `before` is the case without it, `after` with it. Pure, so that cubes can be rebuilt from the ledger.
void tally(const Case& before, const Case& after, const Entry& entry, minutes offset, CubeDelta& into);

}  // namespace yiwang
