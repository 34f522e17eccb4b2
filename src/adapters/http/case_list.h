#pragma once
#include "adapters/http/reading.h"
#include "adapters/http/site.h"

namespace yiwang {

/// What a list of cases is asked for: what the store can filter, and what is left to be looked at row by row.
struct CaseList {
  CaseQuery query;
  std::string kind;                        // request kind; empty: any
  bool only_rehearsal = false;
  bool only_overdue = false;
  bool by_urgency = false;                 // most urgent first, newest first among equals
  bool fits(const CaseRow& row) const;
};

/// Filters of GET /cases and of its export, checked; also refuses parameters that are neither. `paged`: with sort, cursor and limit.
Result<CaseList> read_case_list(Site& site, const Request& request, bool paged, std::initializer_list<std::string_view> others = {});

/// One page. Rows that only we can tell apart are read over; then a page may be short while `next` still leads on.
Result<CasePage> list_cases(Site& site, const Identity& who, CaseList list);

}  // namespace yiwang
