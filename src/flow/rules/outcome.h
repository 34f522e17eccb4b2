#pragma once
#include <optional>
#include <string>
#include <vector>

#include "flow/feel/value.h"
#include "flow/rules/definitions.h"

namespace yiwang::dmn {

/// Why something is null or was not done: a stable code (FEEL's, or `no_rule_matched`, `several_rules_matched`, `outputs_differ`, `input_not_allowed`,
/// `output_not_allowed`, `unsupported_java`, ...), the decision it happened in, and facts for a developer.
struct Problem {
  std::string code, element, detail;
  std::size_t at = 0;
};

/// One condition of a row and what it was held against.
struct CellSeen {
  std::size_t column = 0;  ///< counted from 0
  std::string input;       ///< what people call the column
  std::string cell;        ///< the text of the condition
  std::string value;       ///< FEEL text of the input
};
struct RowMatched {
  std::size_t row = 0;  ///< counted from 1, as people do
  std::string id, annotation;
  bool decided = false;  ///< its outputs are in the result (under F and P a matched row may lose)
  std::vector<CellSeen> why;  ///< one a condition that is not `-`
};
struct RowMissed {
  std::size_t row = 0;
  std::string id;
  CellSeen first_failing;
};
/// How one decision table came to its result.
struct TableExplanation {
  std::string decision, table;
  HitPolicy hit_policy = HitPolicy::unique;
  Aggregation aggregation = Aggregation::none;
  std::vector<CellSeen> inputs;  ///< `cell` empty
  std::vector<RowMatched> matched;
  std::vector<RowMissed> missed;
  bool defaulted = false;
  std::string result;  ///< FEEL text
};

struct Outcome {
  feel::Value value;
  std::vector<Problem> problems;
  /// In the order in which the tables were evaluated; empty unless asked for.
  std::vector<TableExplanation> explanation;
};

}  // namespace yiwang::dmn
