#pragma once
#include <optional>
#include <string>

#include "relate/groups/outbreaks.h"
#include "service/ports.h"

namespace yiwang {

/// A report as it lies in the ledger, made ready for the search for groups. Owns the texts that `told()` points to.
struct FedReport {
  std::uint64_t report = 0, case_id = 0;
  Instant at;
  std::string reporter, title, text, matter, area, place;
  std::optional<LonLat> point;

  ToldReport told() const;
};

/// What an entry tells the search: nothing when no report came in by it, or none that belongs there (what devices say by themselves, protected matters, a report without words).
std::optional<FedReport> fed_report(const LedgerRow& row, const City& city);

}  // namespace yiwang
