#pragma once
#include <filesystem>
#include <string_view>

#include "base/instant.h"
#include "city/areas/apply.h"
#include "studio/findings.h"

namespace yiwang {

/// Carries a plan of areas out on the tables of a city's folder, as in force from `from`. A plan the folder already holds the same text of is done. Refuses with what
/// the first change was refused for when it does not fit.
Done carry_out(const std::filesystem::path& folder, std::string_view code, std::string_view text, Instant from);

/// Faults of a plan on a city: changes that cannot be made, borders that no longer fit (only what the plan brings, not what was so before), units that would serve but a part.
void check_area_plan(StudioChecks& checks, const std::string& text, const City& city);

/// Codes around which the topology can have changed.
std::set<std::string> codes_around(const AreaOutcome& outcome, const City& city);

}  // namespace yiwang
