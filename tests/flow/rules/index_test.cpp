#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "flow/feel/unary_tests.h"
#include "flow/rules/column_index.h"
#include "flow/rules/tables.h"

namespace yiwang::dmn {
namespace {

const std::vector<std::string> kCells = {"-", "\"a\"", "\"a\", \"b\"", "not(\"a\")", "not(\"b\", 3)", "1", "< 3", ">= 3", "[1..3)", "(1..3]", "not([1..2])", "]2..5[",
                                         "\"a\", 3, [7..9]", "true", "not(false)", "null", "not(null)", "< limit", "? > 2", "date(\"2026-01-01\")", "[\"a\"..\"c\"]",
                                         "> 2.5, < 0", "= 2", "\"\"", "-5", "< date(\"2026-02-01\")", "1.00", "[null..3]", "even(?)", "not(< 0, > 7)"};
const std::vector<std::string> kInputs = {"\"a\"", "\"b\"", "\"bb\"", "\"\"", "0", "1", "1.0", "2", "2.5", "3", "-5", "1000000000000000000000000", "8.99999999999999999999999999999999",
                                          "true", "false", "null", "date(\"2026-01-01\")", "date(\"2026-03-01\")", "[\"a\"]", "[]", "{x: 1}", "duration(\"P1D\")"};

/// Row by row, condition by condition, as one would by hand.
std::vector<std::size_t> by_hand(const DecisionTable& table, const feel::Value& input) {
  std::vector<std::size_t> out;
  feel::Names names;
  for (const auto& clause : table.inputs) names.add(clause.expression);
  names.add("limit");
  feel::Scope scope(input);
  for (std::size_t r = 0; r < table.rules.size(); ++r) {
    bool all = true;
    for (std::size_t c = 0; c < table.inputs.size(); ++c) {
      const auto* value = input.as_context().find(table.inputs[c].expression);
      all = all && feel::UnaryTests::parse(table.rules[r].inputs[c], names)->matches(*value, scope).value_or(false);
    }
    if (all) out.push_back(r + 1);
  }
  return out;
}

RC_GTEST_PROP(Index, finds_the_rows_that_a_look_at_every_cell_finds, ()) {
  DecisionTable table;
  table.hit_policy = HitPolicy::rule_order;
  table.outputs.push_back({});
  const auto columns = *rc::gen::inRange(1, 4);
  for (int c = 0; c < columns; ++c) {
    table.inputs.emplace_back();
    table.inputs.back().expression = std::string(1, static_cast<char>('p' + c));
  }
  const auto rows = *rc::gen::inRange(0, 150);
  for (int r = 0; r < rows; ++r) {
    Rule rule;
    for (int c = 0; c < columns; ++c) rule.inputs.push_back(*rc::gen::elementOf(kCells));
    rule.outputs.push_back(std::to_string(r + 1));
    table.rules.push_back(rule);
  }
  const auto model = testing::model_of(table);
  RC_ASSERT(model->faults().empty());
  for (int probe = 0; probe < 10; ++probe) {
    feel::Context input{{"limit", feel::Value::make_number(2)}};
    for (int c = 0; c < columns; ++c) input.put(table.inputs[static_cast<std::size_t>(c)].expression, testing::feel_value(*rc::gen::elementOf(kInputs)));
    const auto value = feel::Value::make_context(std::move(input));
    feel::List wanted;
    for (const auto row : by_hand(table, value)) wanted.push_back(feel::Value::make_number(static_cast<std::int64_t>(row)));
    const auto got = model->evaluate("d", value)->value;
    if (wanted.empty()) RC_ASSERT(got.is_null());
    else RC_ASSERT(got == feel::Value::make_list(wanted));
  }
}

RC_GTEST_PROP(Index, is_right_however_little_room_it_has, (bool roomy)) {
  std::vector<std::optional<feel::UnaryTests>> cells;
  for (const auto& text : kCells) cells.push_back(*feel::UnaryTests::parse(text));
  std::vector<std::uint32_t> of_row;
  const auto rows = *rc::gen::inRange(1, 200);
  for (int r = 0; r < rows; ++r) of_row.push_back(static_cast<std::uint32_t>(*rc::gen::inRange<std::size_t>(0, cells.size())));
  const detail::ColumnIndex index(cells, of_row, roomy ? 2'000'000 : *rc::gen::inRange<std::size_t>(1, 40));
  for (const auto& text : kInputs) {
    const auto input = testing::feel_value(text);
    const auto found = index.find(input);
    for (std::size_t row = 0; row < of_row.size(); ++row) {
      const bool candidate = (found.candidates[row / 64] >> (row % 64) & 1) != 0, unsure = (found.unsure[row / 64] >> (row % 64) & 1) != 0;
      const bool matches = cells[of_row[row]]->matches(input, feel::Scope{}).value_or(false);
      if (matches) RC_ASSERT(candidate);
      if (candidate && !unsure) RC_ASSERT(matches);
    }
  }
}

}  // namespace
}  // namespace yiwang::dmn
