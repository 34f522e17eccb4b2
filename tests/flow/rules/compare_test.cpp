#include "flow/rules/compare.h"

#include <gtest/gtest.h>

#include "flow/rules/read.h"
#include "flow/rules/tables.h"

namespace yiwang::dmn {
namespace {

std::string told(const std::vector<Change>& changes) {
  std::string out;
  for (const auto& each : changes) {
    out += std::string(code_of(each.what)) + " " + each.kind + " " + each.name;
    for (const auto& detail : each.details) out += " " + detail.field + ":" + detail.before + ">" + detail.after;
    out += '\n';
  }
  return out;
}

const std::string kBefore = R"(U | a: number | b || out
                                 | < 3       | 1 || "x"
                                 | 3         | 2 || "y"
                                 | > 3       | 3 || "z" )";

DecisionTable table(const std::string& text, std::vector<std::string> ids = {}) {
  auto out = testing::table_from(text);
  for (std::size_t r = 0; r < out.rules.size(); ++r) out.rules[r].id = r < ids.size() ? ids[r] : "";
  return out;
}

TEST(Compare, finds_no_difference_between_equal_tables) { EXPECT_EQ(told(compare(table(kBefore), table(kBefore))), ""); }

TEST(Compare, tells_cell_by_cell_what_changed_in_a_row) {
  EXPECT_EQ(told(compare(table(kBefore), table(R"(U | a: number | b || out
                                                    | < 3       | 1 || "x"
                                                    | 3         | 9 || "y"
                                                    | > 3       | 3 || "z" )"))), "changed row 2 b:2>9\n");
}

TEST(Compare, knows_an_added_and_a_removed_row_from_changed_ones) {
  EXPECT_EQ(told(compare(table(kBefore), table(R"(U | a: number | b || out
                                                    | 0         | 0 || "new"
                                                    | < 3       | 1 || "x"
                                                    | > 3       | 3 || "z" )"))),
            "removed row 2 a:3> b:2> out:\"y\">\nadded row 1 a:>0 b:>0 out:>\"new\"\n");
}

TEST(Compare, a_row_that_only_stands_elsewhere_was_moved) {
  EXPECT_EQ(told(compare(table(kBefore), table(R"(U | a: number | b || out
                                                    | > 3       | 3 || "z"
                                                    | < 3       | 1 || "x"
                                                    | 3         | 2 || "y" )"))), "moved row 1 row:3>1\n");
}

TEST(Compare, rows_with_the_same_id_are_the_same_row_whatever_became_of_them) {
  EXPECT_EQ(told(compare(table(kBefore, {"p", "q", "r"}), table(R"(U | a: number | b || out
                                                                     | < 3       | 1 || "x"
                                                                     | 7         | 8 || "w"
                                                                     | > 3       | 3 || "z" )", {"p", "q", "r"}))),
            "changed row 2 a:3>7 b:2>8 out:\"y\">\"w\"\n");
}

TEST(Compare, names_columns_and_the_hit_policy) {
  EXPECT_EQ(told(compare(table(kBefore), table(R"(F | a: number | c || out
                                                    | < 3       | 1 || "x"
                                                    | 3         | 2 || "y"
                                                    | > 3       | 3 || "z" )"))),
            "changed hit_policy F hit_policy:U>F\nremoved input b\nadded input c\n");
}

TEST(Compare, tells_what_changed_in_a_file_outside_its_tables) {
  const auto file = [](const std::string& body, const std::string& formula) {
    return *read(testing::file_of("<businessKnowledgeModel id=\"k\" name=\"k\"><encapsulatedLogic><formalParameter name=\"x\"/><context><contextEntry><variable name=\"a\"/>"
                                  "<literalExpression><text>" + body + "</text></literalExpression></contextEntry></context></encapsulatedLogic></businessKnowledgeModel>"
                                  "<decision id=\"d\" name=\"d\"><literalExpression><text>" + formula + "</text></literalExpression></decision>"));
  };
  EXPECT_EQ(told(compare(file("x + 1", "2"), file("x + 1", "2"))), "");
  EXPECT_EQ(told(compare(file("x + 1", "2"), file("x + 2", "3"))), "changed knowledge k text:function(x) {a = x + 1}>function(x) {a = x + 2}\nchanged literal d text:2>3\n");
}

}  // namespace
}  // namespace yiwang::dmn
