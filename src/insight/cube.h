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

/// What is counted (domain.md "Indicators"). Every rate is a pair of these, so numerator and denominator can always be shown. Counted on the local day on
/// which it happened.
struct CubeCounts {
  std::int64_t reports = 0;                // told to the city, those that joined included
  std::int64_t opened = 0;                 // cases opened by a report or split off
  std::int64_t joined = 0;                 // reports that joined an open case
  std::int64_t auto_dispatched = 0;        // dispatches by the engine
  std::int64_t dispatches = 0;             // by engine, agent, dispatcher or arbitration; moving a case up, down or again is none
  std::int64_t first_dispatches_kept = 0;  // cases closed for the first time that were never returned and never redispatched
  std::int64_t returns = 0;                // of the unit that returned it
  std::int64_t redispatches = 0;           // of the unit that lost it
  std::int64_t closed = 0;                 // closings; a reopened case closes again
  std::int64_t closed_on_time = 0;         // closings whose last resolve deadline was met
  std::int64_t answered = 0;
  std::int64_t refused = 0;
  std::int64_t reopened = 0;
  std::int64_t called_back = 0;            // call-backs, and ratings that came before one
  std::int64_t reached = 0;                // of those, the citizen said something
  std::int64_t satisfied = 0;              // of those, satisfied or basically so
  std::int64_t solved = 0;                 // of those, the matter is solved
  std::int64_t overdue = 0;                // resolve deadlines that passed
  std::int64_t handling_ms = 0;            // from opening to the last result, of closings
  std::int64_t handled = 0;                // closings that had a result
  std::int64_t repeats = 0;                // reports that repeat one's own open case, or come again after closing
  std::int64_t first_closed = 0;           // cases closed for the first time
  std::int64_t contacts_due = 0;           // contact deadlines met or passed
  std::int64_t contacts_on_time = 0;       // contact deadlines met
  CubeCounts& operator+=(const CubeCounts& other);
  bool operator==(const CubeCounts&) const = default;
};
BOOST_DESCRIBE_STRUCT(CubeCounts, (), (reports, opened, joined, auto_dispatched, dispatches, first_dispatches_kept, returns, redispatches, closed, closed_on_time, answered, refused, reopened, called_back, reached, satisfied, solved, overdue, handling_ms, handled, repeats, first_closed, contacts_due, contacts_on_time))

using CubeDelta = std::map<CubeKey, CubeCounts>;

/// Adds what an entry changed: `before` is the case without it, `after` with it. Pure, so that cubes can be rebuilt from the ledger.
/// `before` of an opening entry is an empty Case.
void tally(const Case& before, const Case& after, const Entry& entry, minutes offset, CubeDelta& into);

}  // namespace yiwang
