#pragma once
#include <functional>
#include <string>
#include <vector>

#include "service/ports.h"

namespace yiwang {

/// One thing that is not as the ledger says. `what`: chain (a row was altered, removed or moved), version (a case's entries do not count up), unreadable, row, tasks,
/// cube (a projection differs), missing_row, extra_row, report_twice, report_missing, invariant.
struct VerifyFault {
  std::string what;
  std::uint64_t seq = 0;
  std::uint64_t case_id = 0;
  std::string detail;
};

struct VerifyResult {
  std::uint64_t entries = 0, cases = 0, reports = 0;
  std::string hash;                        // of the last entry, hex
  std::vector<VerifyFault> faults;         // at most 1,000 are kept
  std::uint64_t fault_count = 0;
  bool clean() const { return fault_count == 0; }
};

/// Checks the chain from the first entry, rebuilds every projection from the ledger and compares it with what lies in the store, and checks the invariants of
/// every case. Reads only; memory does not grow with the number of cases (a bit per report). `progress` gets (done, total) now and then.
VerifyResult verify(Store& store, minutes offset, const std::function<void(std::uint64_t, std::uint64_t)>& progress = {});

/// Writes all projections anew from the ledger; the ledger itself is not touched.
void repair(Store& store, minutes offset, const std::function<void(std::uint64_t, std::uint64_t)>& progress = {});

}  // namespace yiwang
