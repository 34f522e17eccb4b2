#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cases/case.h"

namespace yiwang::testing {

/// Checks one expectation of a scenario line, already in words. Empty when it holds, else what is there instead.
std::string unmet(const std::vector<std::string>& words, const Case& c, const std::vector<Event>& made, const std::optional<Refusal>& refusal);

}  // namespace yiwang::testing
