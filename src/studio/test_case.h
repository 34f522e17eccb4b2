#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"

namespace yiwang {

/// A stored test (contract schema StudioTest); which members count depends on the kind of document.
struct StudioTest {
  std::string name;
  json::Value variables, input, expect;
  std::optional<Instant> start_at, at;
  json::Value steps;
  std::string decision, matter, area, words;
};
BOOST_DESCRIBE_STRUCT(StudioTest, (), (name, variables, input, expect, start_at, at, steps, decision, matter, area, words))

/// Reads and checks a list of tests; the refusal names the member (`tests[2].name`).
Result<std::vector<StudioTest>> read_tests(const json::Array& tests);

/// Whether `got` has all that `expected` asks for: objects may have more members, numbers are compared by value, everything else must be equal.
bool fits(const json::Value& expected, const json::Value& got);

}  // namespace yiwang
