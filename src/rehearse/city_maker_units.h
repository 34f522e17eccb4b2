#pragma once
#include <string_view>

namespace yiwang::maker {

/// One body of the made-up city government: its kind, code (also the start of its people's logins), names, and the law its work usually rests on.
struct UnitPlan {
  std::string_view kind, code, name, english, basis;
};
/// Null for kinds that have no city-wide body (`street`).
const UnitPlan* unit_plan(std::string_view kind);

}  // namespace yiwang::maker
