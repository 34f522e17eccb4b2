#pragma once
#include <string>
#include <vector>

#include "flow/rules/definitions.h"

namespace yiwang::dmn {

/// One difference between two tables, for the studio.
struct Change {
  enum class What : std::uint8_t { added, removed, changed, moved } what = What::changed;
  /// `row`, `input`, `output`, `hit_policy`, or, between whole files, `decision`, `table`, `literal`, `knowledge`, `item`, `input_data`, `service`.
  std::string kind;
  std::string element;  ///< id, or name where there is none
  std::string name;     ///< what people call it: row number, column title, decision name
  std::size_t before_row = 0, after_row = 0;  ///< counted from 1; 0 where there is none
  struct Detail {
    std::string field, before, after;
    bool operator==(const Detail&) const = default;
  };
  std::vector<Detail> details;
};
std::string_view code_of(Change::What what);

/// Row by row: rows are paired by id, then by equal text, then by the most like cells nearby. A row that only stands elsewhere in the order is `moved`.
std::vector<Change> compare(const DecisionTable& before, const DecisionTable& after);
/// Decision by decision; tables row by row (`name` then starts with the decision).
std::vector<Change> compare(const Definitions& before, const Definitions& after);

}  // namespace yiwang::dmn
