#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "service/ports.h"

namespace yiwang {

/// Digits of a street's code: areas at least this narrow are read by their street's stretch of an index.
inline constexpr std::size_t kStreetDigits = 9;
/// Reporter keys are found by day and by this many first characters.
inline constexpr std::int64_t kDayMs = 86'400'000;
inline constexpr std::size_t kReporterDigits = 12;

enum class Openness { any, open, past };

/// A desk's queue: what it holds and the narrowest index for it.
struct QueueRule {
  std::string_view code;
  std::string_view where;                  // SQL, literal so that partial indexes fit
  std::vector<std::string> stages;         // the stages it holds, when it is known by stage
  std::string_view index;
};
/// Throws std::invalid_argument for a queue nobody defined.
const QueueRule& queue_rule(const std::string& code);

struct SortRule {
  std::string_view code, column, index;
  bool down;
};
/// Throws std::invalid_argument for a sort nobody defined.
const SortRule& sort_rule(const std::string& code);

/// One walk over one index that yields rows in sort order. The pages of all branches of a phase are merged; a later phase is only walked when the
/// earlier ones did not fill the page.
struct Branch {
  Openness openness = Openness::any;
  std::vector<std::string> units, stages;  // of this walk
  std::string_view index = {};             // empty: by id
  bool broad = false;                      // nothing narrows it: every case of the city may have to be looked at
  int phase = 0;                           // 1: rows without a due time, when sorted by it
};

/// Open and past cases of a unit or an area lie in two indexes, stages and units each have their own stretch of one: walking them side by side and
/// merging never sorts more than a page.
/// `by_place`: the cases of the query's ranges are few, so their index is entered and the order is made by sorting.
std::vector<Branch> plan_list(const CaseQuery& query, bool by_place = true);
/// The same without regard to order, for counting.
std::vector<Branch> plan_count(const CaseQuery& query, bool by_place = true);

/// The digits all codes below an area begin with: trailing zero groups of a 12-digit division code (2, 4, 6, 9, 12) dropped.
std::string area_prefix(std::string_view code);

}  // namespace yiwang
