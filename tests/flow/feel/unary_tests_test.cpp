#include <gtest/gtest.h>

#include "flow/feel/unary_tests.h"

namespace yiwang::feel {
namespace {

Value value(const char* text) { return Expression::parse(text)->evaluate(Scope{}); }

/// 't', 'f' or '?'.
char matches(const char* cell, const char* input, const char* context = "{}") {
  const auto known = value(context);
  Names names;
  for (const auto& [name, unused] : known.as_context()) names.add(name);
  const auto tests = UnaryTests::parse(cell, names);
  EXPECT_TRUE(tests) << cell;
  if (!tests) return 'x';
  const auto out = tests->matches(value(input), Scope(known));
  return !out ? '?' : *out ? 't' : 'f';
}

TEST(UnaryTests, AnythingPassesADash) {
  EXPECT_EQ(matches("-", "5"), 't');
  EXPECT_EQ(matches("", "null"), 't');
  EXPECT_EQ(matches(" - ", "\"a\""), 't');
}

TEST(UnaryTests, ValuesListsAndIntervalsAreCompared) {
  EXPECT_EQ(matches("\"a\",\"b\"", "\"b\""), 't');
  EXPECT_EQ(matches("\"a\",\"b\"", "\"c\""), 'f');
  EXPECT_EQ(matches("<5", "4"), 't');
  EXPECT_EQ(matches("[1..3)", "3"), 'f');
  EXPECT_EQ(matches("[1..3), > 10", "11"), 't');
  EXPECT_EQ(matches("not(\"a\",\"b\")", "\"c\""), 't');
  EXPECT_EQ(matches("not(< 3)", "2"), 'f');
  EXPECT_EQ(matches("[1, 2, 3]", "2"), 't');
  EXPECT_EQ(matches("!= 5", "4"), 't');
  EXPECT_EQ(matches("null", "null"), 't');
  EXPECT_EQ(matches("null", "5"), 'f');
  EXPECT_EQ(matches("-5", "-5"), 't');
  EXPECT_EQ(matches("@\"2026-01-01\"", "@\"2026-01-01\""), 't');
  EXPECT_EQ(matches("< date(\"2026-01-01\")", "@\"2025-12-31\""), 't');
}

TEST(UnaryTests, BooleansCompareAndConditionsDecide) {
  EXPECT_EQ(matches("true", "true"), 't');
  EXPECT_EQ(matches("false", "true"), 'f');
  EXPECT_EQ(matches("? > 5 and ? < 10", "7"), 't');
  EXPECT_EQ(matches("starts with(?, \"A\")", "\"ABC\""), 't');
  EXPECT_EQ(matches("not(contains(?, \"x\"))", "\"abc\""), 't');
  EXPECT_EQ(matches("list contains(?, 3)", "[1, 2]"), 'f');
  EXPECT_EQ(matches("? = false", "false"), 't');
}

TEST(UnaryTests, NamesOfTheScopeMayStandInACell) {
  EXPECT_EQ(matches("< limit", "4", "{limit: 5}"), 't');
  EXPECT_EQ(matches("[low level..high level]", "4", "{low level: 5, high level: 6}"), 'f');
  EXPECT_EQ(matches("allowed", "4", "{allowed: [3, 4]}"), 't');
  EXPECT_EQ(matches("? in allowed", "4", "{allowed: [3, 4]}"), 't');
}

TEST(UnaryTests, WhatCannotBeComparedIsUnknown) {
  EXPECT_EQ(matches("< 5", "\"a\""), '?');
  EXPECT_EQ(matches("< 5", "null"), '?');
  EXPECT_EQ(matches("not(< 5)", "null"), '?');
  EXPECT_EQ(matches("\"a\"", "5"), '?');
  EXPECT_EQ(matches("\"a\"", "null"), 'f');
  EXPECT_EQ(matches("< limit", "null", "{limit: null}"), '?');
  EXPECT_EQ(matches("< limit", "null", "{limit: [1]}"), '?');
  EXPECT_EQ(matches("< limit", "5", "{limit: null}"), '?');
}

TEST(UnaryTests, AListMayEqualOrHoldTheInput) {
  EXPECT_EQ(matches("[1, 2]", "[1, 2]"), 't');
  EXPECT_EQ(matches("[1, 2]", "[1]"), 'f');
}

TEST(CellSet, ConstantCellsAreData) {
  const auto tests = UnaryTests::parse("not(\"a\", [1..3), > 5)");
  ASSERT_TRUE(tests);
  const CellSet* set = tests->constant();
  ASSERT_NE(set, nullptr);
  EXPECT_TRUE(set->negated);
  ASSERT_EQ(set->terms.size(), 3u);
  EXPECT_EQ(set->terms[0].form, Range::Form::equal);
  EXPECT_EQ(set->terms[0].low, value("\"a\""));
  EXPECT_EQ(set->terms[1], value("[1..3)").as_range());
  EXPECT_TRUE(set->terms[2].high.is_null());
  EXPECT_FALSE(set->terms[2].low_closed);
}

TEST(CellSet, CellsThatSpeakOfNamesOrTheInputAreNot) {
  EXPECT_EQ(UnaryTests::parse("< limit")->constant(), nullptr);
  EXPECT_EQ(UnaryTests::parse("? > 5")->constant(), nullptr);
  EXPECT_TRUE(UnaryTests::parse("-")->constant()->any);
}

TEST(CellSet, SaysWhatTheTestsSay) {
  for (const char* cell : {"< 5", "[1..3)", "1, 3, 7", "not(1, [3..5])", "\"a\"", "not(\"a\")", "null", "not(null)", "!= 3", "true", "@\"2026-01-01\""}) {
    const auto tests = UnaryTests::parse(cell);
    ASSERT_NE(tests->constant(), nullptr) << cell;
    for (const char* input : {"0", "1", "3", "4", "5", "null", "\"a\"", "\"b\"", "true", "@\"2026-01-01\""}) {
      // The same cell written so that it is no constant.
      const auto spelled = std::string("if ? = ? then ? in (") + (std::string(cell).starts_with("not(") ? std::string(cell).substr(4, std::strlen(cell) - 5) : cell) + ") else null";
      const auto slow = UnaryTests::parse(spelled)->matches(value(input), Scope{});
      auto fast = contains(*tests->constant(), value(input));
      if (std::string(cell).starts_with("not(") && fast) fast = !*fast;
      if (std::string(cell) == "true" || std::string(cell).find("null") != std::string::npos || input == std::string("null")) continue;  // `in` and cells differ there
      EXPECT_EQ(fast == true, slow == true) << cell << " with " << input;
    }
  }
}

}  // namespace
}  // namespace yiwang::feel
