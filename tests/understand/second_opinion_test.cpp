#include "understand/second_opinion.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace yiwang {
namespace {

const std::vector<MatterGuess> kUnsure{{"010101", 0.4}, {"020202", 0.3}, {"030303", 0.1}};

TEST(SecondOpinion, AgreementRaisesDisagreementLowers) {
  const auto agreed = weigh_opinion(kUnsure, "010101", 40, 0.8);
  EXPECT_EQ(agreed.front().matter, "010101");
  EXPECT_GT(agreed.front().confidence, 0.9);
  const auto other = weigh_opinion(kUnsure, "020202", 40, 0.8);
  EXPECT_EQ(other.front().matter, "020202");
  EXPECT_LT(other.at(1).confidence, 0.1);
}

TEST(SecondOpinion, AGoodReadersWordForSomethingWeDidNotThinkOfCounts) {
  const auto out = weigh_opinion(kUnsure, "040404", 40, 0.9);
  EXPECT_EQ(out.size(), 3U);
  EXPECT_TRUE(std::any_of(out.begin(), out.end(), [](const MatterGuess& guess) { return guess.matter == "040404"; }));
}

TEST(SecondOpinion, WhoIsNeverRightMovesLittleUpward) {
  OpinionRecord bad{200, 0};
  EXPECT_LT(bad.accuracy(), 0.02);
  const auto out = weigh_opinion(kUnsure, "030303", 40, bad.accuracy());
  EXPECT_LT(out.front().confidence, 0.45);
  EXPECT_EQ(out.front().matter, "010101");
}

TEST(SecondOpinion, AStrangerIsTakenForRightHalfOfTheTime) { EXPECT_DOUBLE_EQ(OpinionRecord{}.accuracy(), 0.5); }

RC_GTEST_PROP(SecondOpinion, ProbabilitiesStayProbabilities, ()) {
  std::vector<MatterGuess> guesses;
  double left = 1;
  const auto count = *rc::gen::inRange(1, 4);
  for (int i = 0; i < count; ++i) {
    const double part = left * *rc::gen::inRange(0, 101) / 100.0;
    guesses.push_back({"m" + std::to_string(i), part});
    left -= part;
  }
  const auto named = "m" + std::to_string(*rc::gen::inRange(0, 6));
  const auto out = weigh_opinion(guesses, named, static_cast<std::size_t>(*rc::gen::inRange(2, 300)), *rc::gen::inRange(0, 101) / 100.0);
  double sum = 0;
  for (const auto& guess : out) {
    RC_ASSERT(guess.confidence >= 0 && guess.confidence <= 1.0000001);
    sum += guess.confidence;
  }
  RC_ASSERT(sum <= 1.0000001);
  RC_ASSERT(out.size() <= 3U);
}

}  // namespace
}  // namespace yiwang
