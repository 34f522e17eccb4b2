#pragma once
#include <functional>
#include <string>
#include <vector>

#include "rehearse/staff.h"
#include "service/errands.h"

namespace yiwang {

struct RehearseOptions {
  std::uint64_t seed = 1;
  int days = 30;
  double reports_a_day = 400;
  Instant start;
};

struct RehearseResult {
  std::uint64_t reports = 0, acknowledged = 0, opened = 0, joined = 0, refused = 0;
  std::uint64_t entries = 0, open_at_end = 0, closed = 0;
  Staff::Tally staff;
  std::vector<std::string> broken;         // invariants, with the case; at most 100
  std::uint64_t broken_count = 0;
  std::string hash;
};

/// Lets the city live on a clock that stands still between steps of a minute: made-up reports arrive, staff works, deadlines pass. After every step every changed case is
/// checked against its invariants. Same city, seed and options: same ledger, whatever the number of writer threads.
RehearseResult rehearse(Office& office, Errands& errands, SetClock& clock, const RehearseOptions& options, ReportMaker& maker, Staff& staff,
                        const std::function<void(int day)>& progress = {});

/// Joins a staff and the invariant checker to the writer's changes; to be called before the first hand-over.
struct Watch {
  explicit Watch(Staff& staff) : staff_(staff) {}
  void operator()(const Change& change);
  std::vector<std::string> broken;
  std::uint64_t broken_count = 0;
  std::uint64_t opened = 0, closed = 0;

 private:
  Staff& staff_;
};

}  // namespace yiwang
