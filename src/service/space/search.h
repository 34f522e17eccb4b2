#pragma once
#include "service/office.h"
#include "service/space/space.h"

namespace yiwang {

struct SpaceSearch {
  std::vector<std::string> kinds;          // words of Space::kinds_of, or `case`
  Within within;
  std::vector<std::string> tags;           // cameras with all of these
  bool open = false;                       // cases: not closed
};

/// A thing of the city or a case, whichever `c` says.
struct FoundItem {
  std::string kind, code;
  LonLat point;
  double metres = 0;                       // to the millimetre
  std::optional<Thing> thing;
  std::optional<CaseRow> c;
};
struct SpaceResult {
  std::vector<FoundItem> items;            // nearest first, then by kind and code
  std::vector<std::pair<std::string, std::size_t>> counts;   // commonest first, then by word
  bool cases_cut = false;                  // only the newest of the cases were looked at
};

inline constexpr std::size_t kMostCasesInSpace = 5000;

/// What lies in a shape, cases as far as the person may see them. `unknown_value` in `kinds[i]` for a word that is none, `unknown_area` in `within.area`.
Result<SpaceResult> search(const Space& space, Office& office, const Identity& who, const SpaceSearch& wanted);

}  // namespace yiwang
