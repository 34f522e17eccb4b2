#include "flow/rules/definitions.h"

namespace yiwang::dmn {

std::string_view mark_of(HitPolicy policy, Aggregation aggregation) {
  switch (policy) {
    case HitPolicy::unique: return "U";
    case HitPolicy::any: return "A";
    case HitPolicy::priority: return "P";
    case HitPolicy::first: return "F";
    case HitPolicy::rule_order: return "R";
    case HitPolicy::output_order: return "O";
    case HitPolicy::collect: break;
  }
  switch (aggregation) {
    case Aggregation::none: return "C";
    case Aggregation::sum: return "C+";
    case Aggregation::count: return "C#";
    case Aggregation::min: return "C<";
    case Aggregation::max: return "C>";
  }
  return "C";
}

const Decision* Definitions::decision(std::string_view name_or_id) const {
  for (const auto& each : decisions) {
    if (each.name == name_or_id) return &each;
  }
  for (const auto& each : decisions) {
    if (each.id == name_or_id) return &each;
  }
  return nullptr;
}

const DecisionTable* Definitions::table(std::string_view name_or_id) const {
  const auto* found = decision(name_or_id);
  return found == nullptr ? nullptr : table_of(found->logic);
}

}  // namespace yiwang::dmn
