#include "dispatch/learned/learned_dispatch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <thread>

#include "base/random.h"

namespace yiwang {
namespace {

using testing::HasSubstr;

const RouteShape kShape{{"matter", "street", "channel"}, {{{0}, true}, {{0, 1}, true}, {{0, 2}, false}, {{0, 1, 2}, false}}, {{2}, false}};

RoutedCase routed(std::string matter, std::string street, std::string channel, std::string unit, int hour, std::string words = {}, std::vector<std::string> returned_by = {}) {
  return {{{std::move(matter), std::move(street), std::move(channel)}, std::move(words), Instant{hours{24 * 365 * 50 + hour}}}, std::move(unit), std::move(returned_by)};
}

RouteFacts asked(std::string matter, std::string street, std::string channel, std::string words = {}) {
  return routed(std::move(matter), std::move(street), std::move(channel), "", 100'000, std::move(words)).facts;
}

/// Noise goes to the water office everywhere but in S2, where the street office has it; by telephone at random to either of two; a tenth goes astray.
std::vector<RoutedCase> city(std::size_t cases, std::uint64_t seed = 7) {
  Random random(seed);
  std::vector<RoutedCase> out;
  for (std::size_t i = 0; i < cases; ++i) {
    const std::string matter = random.chance(0.5) ? "noise" : "road", street = "S" + std::to_string(random.below(4)), channel = random.chance(0.5) ? "phone" : "app";
    std::string unit = matter == "road" ? "roads" : street == "S2" ? "street office" : "environment";
    if (random.chance(0.1)) unit = "hotline";
    out.push_back(routed(matter, street, channel, unit, static_cast<int>(i)));
  }
  return out;
}

std::string best(const LearnedRoute& route) { return route.units.empty() ? std::string{} : route.units.front().unit; }

bool same(const LearnedRoute& a, const LearnedRoute& b) {
  if (a.units.size() != b.units.size() || a.reasons.size() != b.reasons.size() || a.version != b.version) return false;
  for (std::size_t i = 0; i < a.units.size(); ++i) {
    if (a.units[i].unit != b.units[i].unit || a.units[i].probability != b.units[i].probability) return false;
  }
  for (std::size_t i = 0; i < a.reasons.size(); ++i) {
    if (a.reasons[i].about != b.reasons[i].about || a.reasons[i].weight != b.reasons[i].weight) return false;
  }
  return true;
}

TEST(LearnedDispatch, SaysNothingWithoutAPast) {
  const auto model = LearnedDispatch::train(kShape, {});
  EXPECT_TRUE(model.guess(asked("noise", "S1", "phone")).units.empty());
  EXPECT_GT(model.threshold(0.95), 1.0);
}

TEST(LearnedDispatch, AHandfulOfCasesIsCountedAndSaidAloud) {
  std::vector<RoutedCase> past;
  for (int i = 0; i < 12; ++i) past.push_back(routed("noise", "S1", "phone", i == 3 ? "roads" : "environment", i));
  const auto route = LearnedDispatch::train(kShape, past).guess(asked("noise", "S1", "phone"));
  EXPECT_EQ(best(route), "environment");
  EXPECT_GT(route.units.front().probability, 0.8);
  ASSERT_FALSE(route.reasons.empty());
  EXPECT_EQ(route.reasons.front().of, 12);
  EXPECT_EQ(route.reasons.front().cases, 11);
  EXPECT_THAT(route.reasons.front().about, HasSubstr("matter=noise"));
}

TEST(LearnedDispatch, LearnsWhereAnotherUnitHasTheMatter) {
  const auto model = LearnedDispatch::train(kShape, city(3000));
  ASSERT_TRUE(model.ranked());
  for (const auto* channel : {"phone", "app"}) {
    EXPECT_EQ(best(model.guess(asked("noise", "S1", channel))), "environment");
    EXPECT_EQ(best(model.guess(asked("noise", "S2", channel))), "street office");
    EXPECT_EQ(best(model.guess(asked("road", "S2", channel))), "roads");
  }
}

TEST(LearnedDispatch, ConfidenceIsWhatHeldOutCasesWereWorth) {
  const auto model = LearnedDispatch::train(kShape, city(4000));
  std::size_t right = 0;
  double promised = 0;
  const auto fresh = city(2000, 99);
  for (const auto& one : fresh) {
    const auto route = model.guess(one.facts, {}, false);
    right += best(route) == one.unit ? 1 : 0;
    promised += route.units.front().probability;
  }
  const auto n = static_cast<double>(fresh.size());
  EXPECT_NEAR(static_cast<double>(right) / n, 0.9, 0.03);
  EXPECT_NEAR(promised / n, static_cast<double>(right) / n, 0.03);
  EXPECT_GT(model.threshold(0.95), 0.9) << "a tenth goes astray at random, so 95 % is never kept";
  EXPECT_LE(model.threshold(0.8), 1.0);
}

TEST(LearnedDispatch, AUnitThatHandedSuchCasesBackFallsBehind) {
  std::vector<RoutedCase> past;
  for (int i = 0; i < 20; ++i) past.push_back(routed("noise", "S1", "phone", i % 2 == 0 ? "environment" : "street office", i));
  EXPECT_EQ(best(LearnedDispatch::train(kShape, past).guess(asked("noise", "S1", "phone"))), "environment") << "the first met of two equals";
  for (int i = 20; i < 26; ++i) past.push_back(routed("noise", "S1", "phone", i % 2 == 0 ? "environment" : "street office", i, {}, {"environment"}));
  const auto route = LearnedDispatch::train(kShape, past).guess(asked("noise", "S1", "phone"));
  EXPECT_EQ(best(route), "street office");
}

TEST(LearnedDispatch, ReasonsTellHowOftenTheUnitHandedBack) {
  std::vector<RoutedCase> past;
  for (int i = 0; i < 12; ++i) past.push_back(routed("noise", "S1", "phone", "environment", i, {}, i < 2 ? std::vector<std::string>{"environment"} : std::vector<std::string>{}));
  const auto route = LearnedDispatch::train(kShape, past).guess(asked("noise", "S1", "phone"));
  ASSERT_FALSE(route.reasons.empty());
  EXPECT_EQ(route.reasons.front().returned, 2);
}

TEST(LearnedDispatch, TheUnitThatHandedThisVeryCaseBackIsNotNamedAgain) {
  const auto model = LearnedDispatch::train(kShape, city(1000));
  const auto route = model.guess(asked("noise", "S1", "phone"), {"environment"});
  for (const auto& guess : route.units) EXPECT_NE(guess.unit, "environment");
  EXPECT_FALSE(route.units.empty());
}

TEST(LearnedDispatch, ACaseNotSettledYetTeachesOnlyWhoHandedItBack) {
  std::vector<RoutedCase> past;
  for (int i = 0; i < 20; ++i) past.push_back(routed("noise", "S1", "phone", i % 2 == 0 ? "environment" : "street office", i));
  for (int i = 20; i < 24; ++i) past.push_back(routed("noise", "S1", "phone", "", i, {}, {"environment"}));
  const auto model = LearnedDispatch::train(kShape, past);
  const auto facts = asked("noise", "S1", "phone");
  EXPECT_EQ(best(model.guess(facts)), "street office");
  const auto seen = model.seen(facts, "environment");
  EXPECT_EQ(seen.of, 20);
  EXPECT_EQ(seen.cases, 10);
  EXPECT_EQ(seen.returned, 4);
}

TEST(LearnedDispatch, TellsWhatWasSeenOfAUnitAsNearAsEnoughCasesAllow) {
  std::vector<RoutedCase> past;
  for (int i = 0; i < 12; ++i) past.push_back(routed("noise", "S1", "phone", "environment", i));
  for (int i = 12; i < 15; ++i) past.push_back(routed("noise", "S2", "phone", "street office", i));
  const auto model = LearnedDispatch::train(kShape, past);
  EXPECT_EQ(model.seen(asked("noise", "S1", "phone"), "environment").about, "matter=noise, street=S1, channel=phone");
  const auto wider = model.seen(asked("noise", "S2", "phone"), "street office");
  EXPECT_EQ(wider.about, "matter=noise, channel=phone");
  EXPECT_EQ(wider.of, 15);
  EXPECT_EQ(wider.cases, 3);
  EXPECT_EQ(model.seen(asked("flood", "S2", "phone"), "nobody").of, 0);
}

TEST(LearnedDispatch, WordsTellCasesOfOneMatterApart) {
  std::vector<RoutedCase> past;
  for (int i = 0; i < 800; ++i) past.push_back(routed("noise", "S1", "phone", i % 3 == 0 ? "housing" : "environment", i, i % 3 == 0 ? "工地夜间施工" : "广场舞音响"));
  const auto model = LearnedDispatch::train(kShape, past);
  EXPECT_EQ(best(model.guess(asked("noise", "S1", "phone", "附近工地施工"))), "housing");
  EXPECT_EQ(best(model.guess(asked("noise", "S1", "phone", "小区广场舞"))), "environment");
}

TEST(LearnedDispatch, RecentHabitsOutweighOldOnes) {
  std::vector<RoutedCase> past;
  for (int i = 0; i < 1200; ++i) past.push_back(routed("noise", "S1", "phone", "old office", i));
  for (int i = 0; i < 900; ++i) past.push_back(routed("noise", "S1", "phone", "new office", 1200 + 2 * i));
  EXPECT_EQ(best(LearnedDispatch::train(kShape, past).guess(asked("noise", "S1", "phone"))), "new office");
}

TEST(LearnedDispatch, WhatIsLearntOnTheWayJoinsTheCounts) {
  auto model = LearnedDispatch::train(kShape, city(1000));
  for (int i = 0; i < 40; ++i) model.learn(routed("flood", "S1", "phone", "water", 2000 + i));
  EXPECT_EQ(best(model.guess(asked("flood", "S1", "phone"))), "water");
}

TEST(LearnedDispatch, TheOrderInWhichCasesAreHandedOverDoesNotMatter) {
  auto cases = city(900);
  const auto forward = LearnedDispatch::train(kShape, cases);
  std::reverse(cases.begin(), cases.end());
  const auto backward = LearnedDispatch::train(kShape, cases);
  EXPECT_TRUE(same(forward.guess(asked("noise", "S2", "app")), backward.guess(asked("noise", "S2", "app"))));
}

TEST(LearnedDispatch, ManyThreadsGetTheSameAnswers) {
  const auto model = LearnedDispatch::train(kShape, city(1500));
  std::vector<LearnedRoute> alone;
  const auto questions = city(200, 3);
  for (const auto& question : questions) alone.push_back(model.guess(question.facts));
  std::vector<int> differing(4, 0);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < differing.size(); ++t) {
    threads.emplace_back([&, t] {
      for (std::size_t i = 0; i < questions.size(); ++i) differing[t] += same(model.guess(questions[i].facts), alone[i]) ? 0 : 1;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_THAT(differing, testing::Each(0));
}

TEST(LearnedDispatch, KeptTreesAnswerAsTheyDidAndAreMadeAnewWhenTheCasesAreOthers) {
  const auto cases = city(1200);
  const auto model = LearnedDispatch::train(kShape, cases);
  const auto kept = model.save();
  const auto again = LearnedDispatch::train(kShape, cases, kept);
  EXPECT_EQ(again.save(), kept);
  EXPECT_TRUE(same(model.guess(asked("noise", "S2", "app")), again.guess(asked("noise", "S2", "app"))));
  EXPECT_EQ(again.threshold(0.8), model.threshold(0.8));
  const auto others = city(1200, 8);
  EXPECT_EQ(LearnedDispatch::train(kShape, others, kept).save(), LearnedDispatch::train(kShape, others).save());
  for (const auto* broken : {"", "{", "[]", "{\"made_of\":\"\"}"}) EXPECT_EQ(LearnedDispatch::train(kShape, cases, broken).save(), kept);
}

TEST(LearnedDispatch, AFewMoreCasesKeepTheTreesAndJoinTheCounts) {
  auto cases = city(1200);
  const auto kept = LearnedDispatch::train(kShape, cases).save();
  for (int i = 0; i < 30; ++i) cases.push_back(routed("flood", "S1", "phone", "water", 5000 + i));
  const auto grown = LearnedDispatch::train(kShape, cases, kept);
  EXPECT_TRUE(grown.version().ends_with("/1200")) << grown.version();
  EXPECT_EQ(best(grown.guess(asked("flood", "S1", "phone"))), "water");
}

TEST(LearnedDispatch, FactsThatDoNotFitTheShapeAreAMistakeOfTheCaller) {
  const auto model = LearnedDispatch::train(kShape, city(50));
  EXPECT_THROW(model.guess(RouteFacts{{"noise"}, "", {}}), std::invalid_argument);
}

RC_GTEST_PROP(LearnedDispatchProperty, ProbabilitiesAreProbabilitiesInFallingOrder, (std::uint64_t seed, std::uint8_t size)) {
  const auto model = LearnedDispatch::train(kShape, city(std::size_t{size} + 1, seed));
  for (const auto& question : city(20, seed + 1)) {
    const auto route = model.guess(question.facts);
    double sum = 0;
    for (std::size_t i = 0; i < route.units.size(); ++i) {
      RC_ASSERT(route.units[i].probability >= 0 && route.units[i].probability <= 1);
      if (i > 0) RC_ASSERT(route.units[i].probability <= route.units[i - 1].probability);
      sum += route.units[i].probability;
    }
    RC_ASSERT(sum <= 1 + 1e-9);
  }
}

TEST(RouteWords, AreLatinWordsAndPairsOfCharacters) {
  EXPECT_EQ(route_words("Light OUT at 5 High St, Light"), (std::vector<std::string>{"at", "high", "light", "out", "st"}));
  EXPECT_EQ(route_words("路灯不亮，路灯"), (std::vector<std::string>{"不亮", "灯不", "路灯"}));
  EXPECT_TRUE(route_words("\xff\xfe").empty());
  EXPECT_TRUE(route_words("🙂🙂").empty());
}

}  // namespace
}  // namespace yiwang
