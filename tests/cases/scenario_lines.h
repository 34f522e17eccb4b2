#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"

namespace yiwang::testing {

/// `TIME WHO VERB [#case] field=value ... => expectation; expectation`
struct ScenarioLine {
  std::size_t number = 0;
  Instant at;
  std::string who;
  std::string verb;
  std::uint64_t on = 1;                    // the case meant
  std::vector<std::pair<std::string, std::string>> fields;
  std::vector<std::vector<std::string>> expected;
};

/// Reads the lines of a scenario; what cannot be read is named in `faults`.
std::vector<ScenarioLine> read_scenario(std::string_view text, std::vector<std::string>& faults);

/// Words, those in quotes as one; `a="b c"` is one word without the quotes.
std::vector<std::string> words_of(std::string_view line);

}  // namespace yiwang::testing
