#include <gtest/gtest.h>

#include "flow/feel/expression.h"
#include "flow/feel/unary_tests.h"

namespace yiwang::feel {
namespace {

std::string repeated(std::string_view part, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += part;
  return out;
}

std::string detail_of(const Result<Expression>& result) { return result ? "" : result.error().facts.back().second; }

/// The code of the first problem noted while evaluating.
std::string problem_of(const std::string& text) {
  const auto parsed = Expression::parse(text);
  if (!parsed) return "refused: " + detail_of(parsed);
  Notes notes;
  const auto value = parsed->evaluate(Scope{}, &notes);
  if (!value.is_null()) return "value " + value.to_text().substr(0, 50);
  return notes.empty() ? "null" : notes.problems()[0].code;
}

TEST(Limits, DeepNestingIsRefused) {
  for (const auto& [open, close] : std::vector<std::pair<std::string, std::string>>{{"(", ")"}, {"[", "]"}, {"{a:", "}"}, {"f(", ")"}, {"x[", "]"}, {"if true then ", " else 1"}}) {
    const auto text = repeated(open, 100'000 / static_cast<int>(open.size())) + "1" + repeated(close, 3);
    EXPECT_EQ(detail_of(Expression::parse(text)), "too_deep") << open;
  }
  EXPECT_EQ(detail_of(Expression::parse(repeated("-", 100'000) + "x")), "too_deep");
  EXPECT_EQ(detail_of(Expression::parse("1 instance of " + repeated("list<", 30'000))), "too_deep");
  EXPECT_EQ(detail_of(Expression::parse(repeated("function(x) ", 10'000) + "1")), "too_deep");
}

TEST(Limits, BracketsThatCouldBeTwoThingsDoNotDoubleTheWork) {
  EXPECT_FALSE(Expression::parse(repeated("1 in [0..x[ ([b..y[[c..", 30)));
  EXPECT_FALSE(Expression::parse(repeated("x in (", 60) + "1" + repeated("..2)", 60)));
  EXPECT_TRUE(Expression::parse("1 in [1..2[" + repeated(" and 1 in [1..2[", 60)));
}

TEST(Limits, LongFlatTextsAreFine) {
  EXPECT_EQ(problem_of("x = 1" + repeated(" or x = 2", 5'000)), "value false");
  EXPECT_EQ(problem_of("count([" + repeated("1,", 20'000) + "1])"), "value 20001");
  EXPECT_EQ(detail_of(Expression::parse("x" + repeated("+ x", 5'000))), "too_deep");
  EXPECT_EQ(problem_of("1" + repeated("+1", 5'000)), "value 5001");
}

TEST(Limits, LongTextsAreRefused) {
  const auto parsed = Expression::parse(std::string(kMaxTextBytes + 1, ' '));
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().reason, Reason::too_large);
}

TEST(Limits, EndlessWorkStopsWithAProblem) {
  EXPECT_EQ(problem_of("for i in 1..1000000000 return i"), "too_long");
  EXPECT_EQ(problem_of("some i in 1..1000000000 satisfies i < 0"), "too_many_steps");
  EXPECT_EQ(problem_of("for i in 1..100000 return count(partial)"), "too_many_steps");
  EXPECT_EQ(problem_of("{f: function(n) f(n) + f(n), r: f(1)}.r"), "too_deep");
  EXPECT_EQ(problem_of("{f: function(n) if n > 40 then 1 else f(n + 1) + f(n + 1), r: f(1)}.r"), "too_many_steps");
}

TEST(Limits, WhatGrowsWithoutEndStops) {
  EXPECT_EQ(problem_of("{f: function(s) f(s + s), r: f(\"abcdefgh\")}.r"), "wrong_type");
  EXPECT_EQ(problem_of("{f: function(l) f(concatenate(l, l)), r: f([1])}.r"), "too_long");
  EXPECT_EQ(problem_of("{f: function(l) f([l]), r: f([])}.r"), "too_deep");
  EXPECT_EQ(problem_of("(for i in 1..1000 return append(partial, partial))[-1]"), "too_deep");
}

TEST(Limits, WhatIsSharedManyTimesIsCountedEachTime) {
  Notes notes;
  Expression::parse("{f: function(l, n) if n = 0 then string(l) else f([l, l], n - 1), r: f([1], 60)}.r")->evaluate(Scope{}, &notes);
  ASSERT_FALSE(notes.empty());
  EXPECT_EQ(notes.problems()[0].code, "too_deep");
  EXPECT_EQ(problem_of("{l: for i in 1..1000 return for j in 1..1000 return j, r: for i in 1..1000 return l = l}.r"), "too_many_steps");
  EXPECT_EQ(problem_of("for i in 1..1000000 return [" + repeated("i,", 50'000) + "1]"), "too_many_steps");
}

TEST(Limits, AnEvilRegularExpressionStops) { EXPECT_EQ(problem_of("matches(\"" + repeated("a", 40) + "!\", \"^(a+)+$\")"), "too_many_steps"); }

TEST(Limits, HostsAskForTheirOwn) {
  feel::Run run;
  run.steps = 10;
  Notes notes;
  run.notes = &notes;
  EXPECT_TRUE(Expression::parse("for i in 1..100 return i")->evaluate(Scope{}, run).is_null());
  EXPECT_EQ(notes.problems()[0].code, "too_many_steps");
}

TEST(Notes, SayWhyAValueIsNull) {
  EXPECT_EQ(problem_of("1 / 0"), "divided_by_zero");
  EXPECT_EQ(problem_of("1 + \"a\""), "wrong_type");
  EXPECT_EQ(problem_of("no name"), "unknown_name");
  EXPECT_EQ(problem_of("{a: 1}.b"), "unknown_member");
  EXPECT_EQ(problem_of("abs()"), "wrong_arguments");
  EXPECT_EQ(problem_of("now()"), "no_clock");
  EXPECT_EQ(problem_of("@\"x\""), "bad_literal");
  EXPECT_EQ(problem_of("null"), "null");
}

}  // namespace
}  // namespace yiwang::feel
