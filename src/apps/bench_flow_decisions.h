#pragma once
#include <filesystem>
#include <optional>

namespace yiwang {

/// How fast the 500-rule table of the shared bench data is decided, on one core.
struct DecisionFigures {
  double decisions_per_s = 0;  ///< median of the repeats, results only
  double explained_per_s = 0;  ///< the same with the reasons of every row
  std::size_t checked = 0, wrong = 0;
};

/// `folder` holds `dispatch500.dmn` and `dispatch_inputs.json`; nothing when they are not there or do not read.
std::optional<DecisionFigures> bench_decisions(const std::filesystem::path& folder, int repeats = 5);

}  // namespace yiwang
