#pragma once
#include <optional>
#include <string>
#include <vector>

#include "flow/feel/unary_tests.h"
#include "flow/rules/column_index.h"
#include "flow/rules/compile_logic.h"

namespace yiwang::dmn::detail {

/// One condition column, ready to be asked.
struct Column {
  std::string title;
  LogicPtr input;
  feel::TypePtr type;
  std::string allowed_text;
  std::optional<feel::UnaryTests> allowed;
  std::vector<std::optional<feel::UnaryTests>> cells;  ///< distinct; empty where the text does not read
  std::vector<std::string> texts;                      ///< of `cells`
  std::vector<std::uint32_t> of_row;
  std::unique_ptr<ColumnIndex> index;
};

/// One result column.
struct ResultColumn {
  std::string name;
  feel::TypePtr type;
  std::optional<feel::UnaryTests> allowed;
  std::vector<feel::Value> order;  ///< output values from the best down, for P and O
  LogicPtr fallback;               ///< nullptr when there is no default
};

/// A decision table, compiled: conditions indexed by column, results that are constants worked out beforehand.
class Table final : public Logic {
 public:
  Table(const DecisionTable& source, const feel::Names& names, Compiling& with);
  void needs(std::vector<std::string>& names) const override;

 private:
  feel::Value run(const feel::Scope& scope, Walk& walk) const override;
  void compile_columns(const DecisionTable& source, const feel::Names& names, Compiling& with);
  void compile_results(const DecisionTable& source, const feel::Names& names, Compiling& with);

  /// The inputs; false (noted) when one is not among the input values.
  bool read_inputs(const feel::Scope& scope, Walk& walk, std::vector<feel::Value>& inputs) const;
  /// Rows (from 0) that match, in order; at most `most`.
  void match(const std::vector<feel::Value>& inputs, const feel::Scope& scope, Walk& walk, std::size_t most, std::vector<std::uint32_t>& rows) const;
  bool cell_matches(std::size_t column, std::uint32_t row, const feel::Value& input, const feel::Scope& scope, Walk& walk) const;

  feel::Value result_of(std::uint32_t row, const feel::Scope& scope, Walk& walk) const;
  feel::Value fallback(const feel::Scope& scope, Walk& walk) const;
  feel::Value decide(std::vector<std::uint32_t>& rows, const feel::Scope& scope, Walk& walk) const;
  feel::Value aggregate(const feel::List& results, Walk& walk) const;
  std::vector<std::size_t> rank(const feel::Value& result) const;
  const feel::Value& part(const feel::Value& result, std::size_t column) const;
  void explain(const std::vector<feel::Value>& inputs, const std::vector<std::uint32_t>& matched, const std::vector<std::uint32_t>& decided,
               const feel::Value& result, const feel::Scope& scope, Walk& walk) const;

  struct RowAt {
    std::string id, annotation;
    std::vector<LogicPtr> results;
    std::optional<feel::Value> constant;  ///< the whole result of the row
  };
  std::string id_;
  HitPolicy hit_policy_;
  Aggregation aggregation_;
  std::vector<Column> columns_;
  std::vector<ResultColumn> results_;
  std::vector<RowAt> rows_;
  bool has_fallback_ = false;
};

}  // namespace yiwang::dmn::detail
