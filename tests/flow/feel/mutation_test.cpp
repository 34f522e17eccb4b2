#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "flow/feel/expression.h"
#include "flow/feel/unary_tests.h"

// Whatever stands in the tables, changed at random (from a fixed seed), is read or refused, and evaluated, without a crash and within its limits.
namespace yiwang::feel {
namespace {

std::vector<std::string> seeds() {
  std::vector<std::string> out;
  for (const char* name : {"literals", "arithmetic", "logic", "strings", "numbers", "lists", "loops", "contexts", "functions", "temporal", "ranges", "types", "names"}) {
    std::ifstream in(std::string(YIWANG_SOURCE_DIR) + "/tests/flow/feel/" + name + ".txt");
    std::string line;
    while (std::getline(in, line)) {
      const auto arrow = line.rfind(" => ");
      if (arrow != std::string::npos) out.push_back(line.substr(0, arrow));
    }
  }
  return out;
}

TEST(Mutations, NeverBreakAnything) {
  const auto texts = seeds();
  ASSERT_GT(texts.size(), 400u);
  std::mt19937 random(20261121);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const std::vector<std::string> pieces = {"(", ")", "[", "]", "{", "}", "..", ".", ",", ":", "\"", "@", "?", "-", "**", "=", "<", "null", "item", "partial", "function(x) ", " in ", "not(", "\\", "\xf0\x9f", "999999999999"};
  Names names;
  names.add("Applicant Age");
  names.add("a-b");
  Scope scope(names);
  scope.set(0, Value::make_number(20));
  int read = 0;
  for (int round = 0; round < 6'000; ++round) {
    std::string text = texts[below(texts.size())];
    for (auto changes = 1 + below(4); changes > 0; --changes) {
      const auto at = below(text.size() + 1);
      switch (below(5)) {
        case 0: text.insert(at, pieces[below(pieces.size())]); break;
        case 1: text.erase(at, 1 + below(4)); break;
        case 2: text.insert(at, texts[below(texts.size())]); break;
        case 3: if (at < text.size()) text[at] = static_cast<char>(below(256)); break;
        default: text = text.substr(at) + text.substr(0, at);
      }
    }
    feel::Run run;
    run.steps = 20'000;
    Notes notes;
    run.notes = &notes;
    if (const auto parsed = Expression::parse(text, names)) {
      ++read;
      const auto value = parsed->evaluate(scope, run);
      if (value.depth() < 20) {
        const auto spelled = value.to_text();
        ASSERT_TRUE(spelled.size() < 10'000'000);
      }
    }
    feel::Run again;
    again.steps = 20'000;
    if (const auto tests = UnaryTests::parse(text, names)) tests->matches(Value::make_number(5), scope, again);
  }
  EXPECT_GT(read, 500);
}

}  // namespace
}  // namespace yiwang::feel
