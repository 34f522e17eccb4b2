#include <gtest/gtest.h>

#include <fstream>

#include "flow/feel/expression.h"

// Tables of `expression => result` beside this file.
namespace yiwang::feel {
namespace {

struct Line {
  int number;
  std::string expression;
  std::string result;
  std::string names;
};

std::vector<Line> read_table(const std::string& name) {
  std::ifstream in(std::string(YIWANG_SOURCE_DIR) + "/tests/flow/feel/" + name + ".txt");
  std::vector<Line> out;
  std::string line;
  std::string names = "{}";
  int number = 0;
  std::string carried;
  while (std::getline(in, line)) {
    ++number;
    if (carried.empty() && (line.empty() || line.starts_with("# "))) continue;
    if (carried.empty() && line.starts_with("with ")) {
      names = line.substr(5);
      continue;
    }
    line = carried + line;
    const auto arrow = line.rfind(" => ");
    if (arrow == std::string::npos) {  // goes on in the next line
      carried = line + "\n";
      continue;
    }
    carried.clear();
    out.push_back({number, line.substr(0, arrow), line.substr(arrow + 4), names});
  }
  return out;
}

Value of_constant(const std::string& text) {
  const auto parsed = Expression::parse(text);
  EXPECT_TRUE(parsed) << text;
  return parsed ? parsed->evaluate(Scope{}) : Value{};
}

class Table : public testing::TestWithParam<const char*> {};

TEST_P(Table, GivesTheResultsItStates) {
  const auto lines = read_table(GetParam());
  ASSERT_GT(lines.size(), 10u);
  for (const auto& line : lines) {
    SCOPED_TRACE(std::string(GetParam()) + ".txt:" + std::to_string(line.number) + ": " + line.expression);
    const auto context = of_constant(line.names);
    Names names;
    for (const auto& [name, value] : context.as_context()) names.add(name);
    Scope scope(context);
    scope.set_present({*parse_instant("2026-11-21T08:30:00Z"), *Zone::named("Asia/Shanghai")});
    const auto parsed = Expression::parse(line.expression, names);
    ASSERT_TRUE(parsed) << parsed.error().facts.back().second;
    Notes notes;
    const auto got = parsed->evaluate(scope, &notes);
    EXPECT_EQ(got.to_text(), of_constant(line.result).to_text());
    if (got.is(Kind::number)) {
      EXPECT_TRUE(got == of_constant(line.result));
    }
  }
}
INSTANTIATE_TEST_SUITE_P(Feel, Table,
                         testing::Values("literals", "arithmetic", "logic", "strings", "numbers", "lists", "loops", "contexts", "functions", "temporal", "ranges", "types",
                                         "names"),
                         [](const auto& table) { return std::string(table.param); });

TEST(Refused, TextsThatAreNoExpressionSayWhatIsMissing) {
  for (const auto& line : read_table("refused")) {
    SCOPED_TRACE("refused.txt:" + std::to_string(line.number) + ": " + line.expression);
    const auto parsed = Expression::parse(line.expression);
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().reason, Reason::malformed);
    EXPECT_EQ(parsed.error().facts.back().second, line.result);
  }
}

TEST(Refused, BrokenBytesAreNoText) {
  const auto parsed = Expression::parse("\"a\xff\"");
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().facts.back().second, "broken_utf8");
  EXPECT_EQ(parsed.error().facts.front().second, "2");
}

TEST(Refused, ThePlaceIsGivenByLineAndColumn) {
  const auto parsed = Expression::parse("1 +\n  2 +* 3");
  ASSERT_FALSE(parsed);
  const std::vector<std::pair<std::string, std::string>> wanted = {{"at", "9"}, {"line", "2"}, {"column", "6"}, {"detail", "unexpected"}};
  EXPECT_EQ(parsed.error().facts, wanted);
}

}  // namespace
}  // namespace yiwang::feel
