#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "city/condition.h"
#include "dispatch/area_tree.h"

namespace yiwang {

/// A row of duties.csv, ready to be asked.
struct DutyRule {
  const Duty* duty = nullptr;
  std::uint32_t area = AreaTree::kNone;    // kNone: everywhere
  DutyCondition condition;                 // words normalised
  int conditions = 0;                      // how many must hold: more is more specific
};

/// When and in what words something was told, for the conditions.
struct DutyMoment {
  minutes time_of_day{0};
  std::string_view words;
  bool meets(const DutyRule& rule) const { return rule.condition.holds_at(time_of_day) && rule.condition.holds_for(words); }
};

/// The duty list in the order in which rows win: deepest matter, then deepest area, then condition, then file order. Rows whose condition cannot be read or
/// whose area is unknown never apply (`yiwang city check` names them).
class DutyIndex {
 public:
  DutyIndex(const City& city, const AreaTree& areas);
  /// Rows for the matter itself, then for its group, then for its class. Within each: deeper areas first.
  std::vector<const DutyRule*> rules(std::string_view matter) const;

 private:
  std::unordered_map<std::string_view, std::vector<DutyRule>> by_matter_;
};

}  // namespace yiwang
