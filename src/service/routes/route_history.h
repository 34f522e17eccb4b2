#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "service/ports.h"
#include "service/routes/route_facts.h"

namespace yiwang {

/// A case as a row to learn routing from. Codes only. `unit` is empty while it is not settled: then it tells only who handed it back.
struct RouteRow {
  std::uint64_t case_id = 0;
  RouteCodes codes;
  std::string unit;
  std::vector<std::string> returned_by;    // each return once, in order
  bool rehearsal = false;
};
BOOST_DESCRIBE_STRUCT(RouteRow, (), (case_id, codes, unit, returned_by, rehearsal))

/// Cases that were resolved, closed or handed back, by case id, at most the newest 20,000. Reads the ledger from where it stopped the last time and keeps what it
/// found beside it. Rehearsed cases are left out of the answer as soon as there is a real one. One thread at a time.
std::vector<RouteRow> gather_routes(Store& store);

}  // namespace yiwang
