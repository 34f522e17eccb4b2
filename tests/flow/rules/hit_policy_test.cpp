#include <gtest/gtest.h>

#include "flow/rules/tables.h"

namespace yiwang::dmn {
namespace {

using testing::decide;

const std::string kRates = R"( | age: number | risk: string || rate: number
                               | < 18        | -            || 1
                               | [18..65)    | "Low"        || 2
                               | >= 65       | "Low"        || 3
                               | >= 50       | "High"       || 4 )";

TEST(HitPolicy, unique_gives_the_row_that_matches) {
  EXPECT_EQ(decide("U" + kRates, "{age: 30, risk: \"Low\"}"), "2");
  EXPECT_EQ(decide("U" + kRates, "{age: 17.5, risk: \"Other\"}"), "1");
  EXPECT_EQ(decide("U" + kRates, "{age: 65, risk: \"Low\"}"), "3");
}

TEST(HitPolicy, unique_gives_nothing_and_says_so_when_no_row_matches) {
  EXPECT_EQ(decide("U" + kRates, "{age: 30, risk: \"High\"}"), "null [no_rule_matched t]");
  EXPECT_EQ(decide("U" + kRates, "{age: null, risk: \"High\"}"), "null [no_rule_matched t]");
}

TEST(HitPolicy, unique_refuses_two_rows_and_names_them) {
  EXPECT_EQ(decide(R"(U | n: number || out
                        | > 1       || "a"
                        | > 2       || "b"
                        | > 9       || "c" )", "{n: 3}"), "null [several_rules_matched 1 2]");
}

TEST(HitPolicy, any_accepts_several_rows_only_with_the_same_output) {
  const std::string table = R"(A | n: number || out | more
                                 | > 1       || "a" | 1
                                 | > 2       || "a" | 1.0
                                 | > 9       || "a" | 2 )";
  EXPECT_EQ(decide(table, "{n: 3}"), R"({out: "a", more: 1})");
  EXPECT_EQ(decide(table, "{n: 10}"), "null [outputs_differ 1 2 3]");
}

TEST(HitPolicy, priority_takes_the_output_listed_first) {
  const std::string table = R"(P | n: number || out ("stop", "wait", "go")
                                 | > 0       || "go"
                                 | > 5       || "wait"
                                 | > 9       || "stop" )";
  EXPECT_EQ(decide(table, "{n: 1}"), "\"go\"");
  EXPECT_EQ(decide(table, "{n: 6}"), "\"wait\"");
  EXPECT_EQ(decide(table, "{n: 10}"), "\"stop\"");
}

TEST(HitPolicy, priority_of_several_outputs_compares_them_from_the_left) {
  const std::string table = R"(P | n: number || a ("x", "y") | b ("1", "2")
                                 | > 0       || "y"          | "1"
                                 | > 0       || "x"          | "2"
                                 | > 5       || "x"          | "1" )";
  EXPECT_EQ(decide(table, "{n: 1}"), R"({a: "x", b: "2"})");
  EXPECT_EQ(decide(table, "{n: 6}"), R"({a: "x", b: "1"})");
}

TEST(HitPolicy, first_takes_the_first_row_in_order) {
  const std::string table = R"(F | n: number || out
                                 | > 5       || "a"
                                 | > 2       || "b"
                                 | -         || "c" )";
  EXPECT_EQ(decide(table, "{n: 9}"), "\"a\"");
  EXPECT_EQ(decide(table, "{n: 3}"), "\"b\"");
  EXPECT_EQ(decide(table, "{n: null}"), "\"c\"");
}

TEST(HitPolicy, rule_order_and_output_order_give_lists) {
  const std::string rows = R"( | n: number || out ("stop", "wait", "go")
                               | > 0       || "go"
                               | > 5       || "stop"
                               | > 3       || "wait" )";
  EXPECT_EQ(decide("R" + rows, "{n: 6}"), R"(["go", "stop", "wait"])");
  EXPECT_EQ(decide("O" + rows, "{n: 6}"), R"(["stop", "wait", "go"])");
  EXPECT_EQ(decide("C" + rows, "{n: 4}"), R"(["go", "wait"])");
}

TEST(HitPolicy, collect_adds_counts_and_picks) {
  const std::string rows = R"( | n: number || out: number
                               | > 0       || 5
                               | > 1       || 2.5
                               | > 2       || 2.5 )";
  EXPECT_EQ(decide("C+" + rows, "{n: 3}"), "10");
  EXPECT_EQ(decide("C#" + rows, "{n: 3}"), "3");
  EXPECT_EQ(decide("C<" + rows, "{n: 3}"), "2.5");
  EXPECT_EQ(decide("C>" + rows, "{n: 3}"), "5");
  EXPECT_EQ(decide("C#" + rows, "{n: 0}"), "0");
  EXPECT_EQ(decide("C+" + rows, "{n: 0}"), "null [no_rule_matched t]");
}

TEST(HitPolicy, a_default_stands_in_when_no_row_matches) {
  EXPECT_EQ(decide(R"(U | n: number || out = "other" | more
                        | > 5       || "big"         | 1 )", "{n: 1}"), R"({out: "other", more: null})");
}

TEST(Table, an_input_that_is_not_among_the_input_values_gives_nothing) {
  const std::string table = R"(U | risk: string ("Low", "High") || out
                                 | "Low"                        || 1
                                 | -                            || 2 )";
  EXPECT_EQ(decide(table, "{risk: \"Odd\"}"), "null [input_not_allowed risk: \"Odd\"]");
  EXPECT_EQ(decide(table, "{risk: null}"), "2");
}

TEST(Table, an_input_of_the_wrong_type_counts_as_absent) {
  EXPECT_EQ(decide("F" + kRates, "{age: \"old\", risk: \"Low\"}").substr(0, 17), "null [wrong_type ");
}

TEST(Table, conditions_and_results_may_be_formulas) {
  const std::string table = R"(U | n      | limit      || out
                                 | < limit | -         || n * 2
                                 | ? >= limit and even(?) | - || "even"
                                 | ? >= limit and odd(?) | -  || limit - n )";
  EXPECT_EQ(decide(table, "{n: 3, limit: 5}"), "6");
  EXPECT_EQ(decide(table, "{n: 6, limit: 5}"), "\"even\"");
  EXPECT_EQ(decide(table, "{n: 7, limit: 5}"), "-2");
}

TEST(Table, an_output_that_is_not_among_the_output_values_becomes_nothing) {
  EXPECT_EQ(decide(R"(U | n || out ("a", "b")
                        | - || "c" )", "{n: 1}"), "null [output_not_allowed out: \"c\"]");
}

TEST(Table, a_cell_that_does_not_read_is_a_fault_and_never_matches) {
  const auto model = testing::model_of(R"(F | n: number || out
                                             | < < 3     || "a"
                                             | -         || "b" )");
  ASSERT_EQ(model->faults().size(), 1u);
  EXPECT_EQ(model->faults()[0].rule, "bad_expression");
  EXPECT_EQ(model->faults()[0].id, "r1");
  EXPECT_EQ(model->evaluate("d", testing::feel_value("{n: 1}"))->value.to_text(), "\"b\"");
}

}  // namespace
}  // namespace yiwang::dmn
