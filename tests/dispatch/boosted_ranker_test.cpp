#include "dispatch/learned/boosted_ranker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "base/random.h"
#include "dispatch/learned/confidence_curve.h"

namespace yiwang {
namespace {

/// Three candidates; right is the one with the largest product of its two features, which no straight line says.
RankedQuestions products(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  RankedQuestions q;
  q.features = 2;
  for (std::size_t i = 0; i < count; ++i) {
    double best = -1;
    std::uint32_t right = 0;
    for (std::uint32_t c = 0; c < 3; ++c) {
      const double a = random.unit() * 2 - 1, b = random.unit() * 2 - 1;
      q.values.push_back(static_cast<float>(a));
      q.values.push_back(static_cast<float>(b));
      if (a * b > best) {
        best = a * b;
        right = c;
      }
    }
    q.start.push_back(q.start.back() + 3);
    q.right.push_back(right);
    q.weight.push_back(1);
  }
  return q;
}

RankerOptions both_columns() {
  RankerOptions o;
  o.columns = 1;
  return o;
}

std::span<const float> candidate(const RankedQuestions& q, std::size_t row) { return std::span(q.values).subspan(row * q.features, q.features); }

TEST(BoostedRanker, LearnsWhatTwoFeaturesSayOnlyTogether) {
  const auto ranker = BoostedRanker::train(products(3000, 1), both_columns());
  const auto fresh = products(1000, 2);
  std::size_t right = 0;
  for (std::size_t i = 0; i < fresh.size(); ++i) {
    std::size_t best = 0;
    for (std::size_t c = 1; c < 3; ++c) {
      if (ranker.score(candidate(fresh, fresh.start[i] + c)) > ranker.score(candidate(fresh, fresh.start[i] + best))) best = c;
    }
    right += best == fresh.right[i] ? 1 : 0;
  }
  EXPECT_GT(right, 900u);
}

TEST(BoostedRanker, TheSameQuestionsGiveTheSameTrees) {
  const auto a = BoostedRanker::train(products(500, 1), {}), b = BoostedRanker::train(products(500, 1), {});
  const auto q = products(50, 3);
  for (std::size_t row = 0; row < q.start.back(); ++row) EXPECT_EQ(a.score(candidate(q, row)), b.score(candidate(q, row)));
}

TEST(BoostedRanker, SharesOfFeaturesAddUpToTheScoreFromItsMean) {
  const auto ranker = BoostedRanker::train(products(500, 1), both_columns());
  const auto q = products(20, 3);
  double mean = 0;
  for (const auto tree : ranker.begin()) mean += ranker.nodes()[tree].value;
  for (std::size_t row = 0; row < q.start.back(); ++row) {
    std::vector<double> shares(2, 0);
    ranker.explain(candidate(q, row), 1, shares);
    EXPECT_NEAR(shares[0] + shares[1] + mean, ranker.score(candidate(q, row)), 1e-6);
  }
}

TEST(BoostedRanker, KeptNodesThatDoNotFitAreRefused) {
  const auto ranker = BoostedRanker::train(products(300, 1), both_columns());
  EXPECT_FALSE(BoostedRanker(2, ranker.begin(), ranker.nodes()).empty());
  EXPECT_TRUE(BoostedRanker(1, ranker.begin(), ranker.nodes()).empty()) << "a feature that is not there";
  auto circle = ranker.nodes();
  circle[0].right = 0;
  EXPECT_TRUE(BoostedRanker(2, ranker.begin(), circle).empty()) << "a walk that would never end";
  auto cut = ranker.nodes();
  cut.resize(cut.size() / 2);
  EXPECT_TRUE(BoostedRanker(2, ranker.begin(), cut).empty());
}

TEST(BoostedRanker, NothingToLearnFromGivesNoTrees) { EXPECT_TRUE(BoostedRanker::train({}, {}).empty()); }

TEST(ConfidenceCurve, CorrectsABoastAndKeepsTheOrder) {
  std::vector<std::pair<double, bool>> answers;
  Random random(5);
  for (int i = 0; i < 5000; ++i) {
    const double said = random.unit();
    answers.emplace_back(said, random.chance(said * said));   // says more than it is worth
  }
  const ConfidenceCurve curve(answers);
  for (const double said : {0.2, 0.5, 0.8}) EXPECT_NEAR(curve.corrected(said), said * said, 0.07);
  for (int i = 0; i < 100; ++i) EXPECT_LE(curve.corrected(i / 100.0), curve.corrected((i + 1) / 100.0));
}

TEST(ConfidenceCurve, TheThresholdKeepsItsPromiseOrSaysThatNoneDoes) {
  std::vector<std::pair<double, bool>> answers;
  for (int i = 0; i < 1000; ++i) answers.emplace_back(i / 1000.0, i >= 600 || i % 2 == 0);
  const ConfidenceCurve curve(answers);
  const double from = curve.threshold(0.95);
  double right = 0, count = 0;
  for (const auto& [said, was_right] : answers) {
    if (curve.corrected(said) < from) continue;
    count += 1;
    right += was_right ? 1 : 0;
  }
  EXPECT_GE(right / count, 0.95);
  EXPECT_GT(count, 400);
  for (auto& [said, was_right] : answers) was_right = false;
  EXPECT_GT(ConfidenceCurve(answers).threshold(0.95), 1.0);
  EXPECT_EQ(ConfidenceCurve{}.corrected(0.3), 0.3);
}

}  // namespace
}  // namespace yiwang
