#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "locate/match/match_scores.h"
#include "support/data_folder.h"

namespace yiwang {
namespace {

// A small model on part of the real queries, so that it stays a matter of seconds: the figures of the whole are in docs/locating.md.
TEST(AddressMatcher, JudgesRealQueriesItHasNotSeen) {
  const auto folder = support::data_folder();
  std::ifstream in(folder / "address" / "match.jsonl", std::ios::binary);
  if (folder.empty() || !in) GTEST_SKIP() << support::kNoData;
  std::ostringstream text;
  text << in.rdbuf();
  const auto all = read_match_examples(text.str());
  ASSERT_GT(all.size(), 1600u);
  MatcherOptions options;
  options.folds = 2;
  options.second_look = false;
  options.trees.rounds = 60;
  options.trees.rate = 0.12;
  const std::span<const MatchExample> examples(all);
  const auto matcher = AddressMatcher::train(examples.first(1200), options);
  MatchScores scores;
  for (const auto& one : examples.subspan(1200, 400)) scores.add(one, matcher.judge(one.query, one.candidates, false));
  EXPECT_GT(scores.macro_f1(), 0.68);
  EXPECT_GT(scores.top1(), 0.82);
  EXPECT_LT(scores.ece(), 0.06);
}

}  // namespace
}  // namespace yiwang
