#pragma once
#include <string>
#include <utility>
#include <vector>

#include "flow/rules/definitions.h"

namespace yiwang::dmn {

/// Something that is wrong with a table for some input, with that input.
struct Finding {
  /// `gap`: no row covers the example. `overlap`: two rows do, under U, or under A with outputs that differ. `unreachable`: the row can never decide (`detail`:
  /// `empty` accepts nothing, `masked` others always win). `unknown_output`: an output that is not among the output values.
  enum class Kind : std::uint8_t { gap, overlap, unreachable, unknown_output } kind = Kind::gap;
  std::vector<std::size_t> rows;                             ///< counted from 1
  std::vector<std::pair<std::string, std::string>> example;  ///< title of the input, FEEL text of a value; for `unknown_output` title of the output and the value
  std::string detail;
  bool operator==(const Finding&) const = default;
};
std::string_view code_of(Finding::Kind kind);

struct Proof {
  std::vector<Finding> findings;
  /// Rows (from 1) with a condition that is not a constant; they are left out of what is proven, so gaps they may fill are still named.
  std::vector<std::size_t> not_constant;
  /// More is wrong than is listed, or the question was too large.
  bool incomplete = false;
};

struct ProofLimits {
  std::size_t findings = 100;
};

/// Proves a table over all inputs: strings named anywhere and "anything else", numbers, dates, times, durations cut at every boundary, booleans; input values limit
/// what may occur. Null inputs are not asked about. A table with a default output has no gaps.
Proof prove(const DecisionTable& table, const ProofLimits& limits = {});
/// The same with the types and allowed values that the file defines for inputs and outputs.
Proof prove(const Definitions& definitions, const DecisionTable& table, const ProofLimits& limits = {});

}  // namespace yiwang::dmn
