#pragma once
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "cases/decide.h"

namespace yiwang::testing {

/// What came of playing a scenario, and what of the machine it touched.
struct ScenarioResult {
  std::vector<std::string> faults;         // "file:line: expected ..., got ..."
  std::set<Operation> done;
  std::set<Operation> refused;
  std::set<Reason> reasons;
  std::set<EventKind> events;
  int steps = 0;
};

/// Plays a text of tests/cases/scenarios (README.md there has the language) in a city of world.h. After every step the invariants of all cases are
/// checked and the events are written and read back; at the end every ledger is replayed.
ScenarioResult play_scenario(const std::filesystem::path& file, const City& city);

/// Of `scenarios` (the life every case has, with and without a process) or `scenarios/processes`.
std::vector<std::filesystem::path> scenario_files(const std::string& folder = "scenarios");

}  // namespace yiwang::testing
