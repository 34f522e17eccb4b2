#include <gtest/gtest.h>

#include <sstream>

#include "flow/rules/tables.h"

namespace yiwang::dmn {
namespace {

std::string told(const std::string& table, const std::string& input) {
  const auto outcome = testing::model_of(table)->evaluate("d", testing::feel_value(input), {.explain = true});
  std::ostringstream out;
  for (const auto& each : outcome->explanation) {
    out << each.decision << ' ' << mark_of(each.hit_policy, each.aggregation) << " = " << each.result << (each.defaulted ? " by default" : "") << '\n';
    for (const auto& row : each.matched) {
      out << row.row << (row.decided ? " decided" : " matched");
      for (const auto& cell : row.why) out << "; " << cell.input << ' ' << cell.value << " in " << cell.cell;
      out << '\n';
    }
    for (const auto& row : each.missed) out << row.row << " missed; " << row.first_failing.input << ' ' << row.first_failing.value << " not in " << row.first_failing.cell << '\n';
  }
  return out.str();
}

const std::string kDuty = R"(F | matter: string     | hour: number | night: boolean || unit
                               | "noise", "dust"    | [22..24]     | true           || "patrol"
                               | "noise"            | -            | -              || "bureau"
                               | not("noise")       | < 12         | -              || "street"
                               | -                  | -            | -              || "desk" )";

TEST(Explanation, names_the_row_that_decided_with_its_conditions_and_the_first_failing_cell_of_the_others) {
  EXPECT_EQ(told(kDuty, R"({matter: "noise", hour: 23, night: true})"),
            "d F = \"patrol\"\n"
            "1 decided; matter \"noise\" in \"noise\", \"dust\"; hour 23 in [22..24]; night true in true\n"
            "2 matched; matter \"noise\" in \"noise\"\n"
            "4 matched\n"
            "3 missed; matter \"noise\" not in not(\"noise\")\n");
  EXPECT_EQ(told(kDuty, R"({matter: "dust", hour: 8, night: false})"),
            "d F = \"street\"\n"
            "3 decided; matter \"dust\" in not(\"noise\"); hour 8 in < 12\n"
            "4 matched\n"
            "1 missed; hour 8 not in [22..24]\n"
            "2 missed; matter \"dust\" not in \"noise\"\n");
}

TEST(Explanation, says_when_the_default_was_taken) {
  EXPECT_EQ(told(R"(U | n: number || out = 0
                      | > 5       || 1 )", "{n: 2}"),
            "d U = 0 by default\n1 missed; n 2 not in > 5\n");
}

TEST(Explanation, costs_nothing_and_is_absent_when_not_asked_for) {
  EXPECT_TRUE(testing::model_of(kDuty)->evaluate("d", testing::feel_value("{matter: \"noise\"}"))->explanation.empty());
}

}  // namespace
}  // namespace yiwang::dmn
