#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "base/random.h"
#include "base/text.h"
#include "relate/relater.h"
#include "relate/scorecard.h"

namespace yiwang {
namespace {

/// A city where only what is within 40 m and two hours is ever merged, whatever the words say.
std::vector<JudgedPair> judged(std::size_t count, std::uint64_t seed) {
  Random dice(seed);
  std::vector<JudgedPair> out;
  for (std::size_t i = 0; i < count; ++i) {
    JudgedPair pair;
    auto& l = pair.likeness;
    l.metres = dice.unit() * 300;
    l.place = l.metres <= 60 ? PlaceLikeness::same : PlaceLikeness::close;
    l.gap_hours = dice.unit() * 10;
    l.text = dice.unit();
    l.shorter = 20;
    l.bits = 80;
    l.matter = MatterLikeness::same;
    pair.matter = 10101;
    pair.same = l.metres < 40 && l.gap_hours < 2;
    out.push_back(pair);
  }
  return out;
}

TEST(Scorecard, learns_what_a_city_merges) {
  const auto card = Scorecard::learn(judged(4000, 1));
  ASSERT_FALSE(card.empty());
  std::size_t right = 0;
  const auto unseen = judged(1000, 2);
  for (const auto& pair : unseen) right += (card.odds(pair.likeness, pair.matter) > 0) == pair.same;
  EXPECT_GT(right, 960u);
}

TEST(Scorecard, is_calibrated_on_what_it_has_not_seen) {
  const auto card = Scorecard::learn(judged(4000, 1));
  double promised = 0, kept = 0;
  for (const auto& pair : judged(4000, 3)) {
    promised += 1 / (1 + std::exp(-card.odds(pair.likeness, pair.matter)));
    kept += pair.same;
  }
  EXPECT_NEAR(promised / kept, 1, 0.15);
}

TEST(Scorecard, the_same_pairs_give_the_same_card_and_it_survives_saving) {
  const auto pairs = judged(2000, 4);
  const auto card = Scorecard::learn(pairs);
  EXPECT_EQ(card.version(), Scorecard::learn(pairs).version());
  EXPECT_NE(card.version(), Scorecard::learn(judged(2000, 5)).version());
  Scorecard loaded;
  ASSERT_TRUE(loaded.load(card.save()));
  EXPECT_EQ(loaded.version(), card.version());
  EXPECT_EQ(loaded.odds(pairs[7].likeness, 10101), card.odds(pairs[7].likeness, 10101));
}

TEST(Scorecard, refuses_damaged_bytes) {
  const auto bytes = Scorecard::learn(judged(2000, 4)).save();
  for (const std::size_t at : {std::size_t{0}, std::size_t{9}, std::size_t{100}, bytes.size() - 1}) {
    auto damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    Scorecard card;
    EXPECT_FALSE(card.load(damaged)) << at;
    EXPECT_TRUE(card.empty());
  }
  EXPECT_FALSE(Scorecard().load(""));
}

TEST(Scorecard, learns_nothing_from_too_little) {
  EXPECT_TRUE(Scorecard::learn({}).empty());
  auto none = judged(2000, 6);
  for (auto& pair : none) pair.same = false;
  EXPECT_TRUE(Scorecard::learn(none).empty());
}

TEST(Scorecard, its_parts_add_up_to_the_odds) {
  const auto pairs = judged(2000, 7);
  const auto card = Scorecard::learn(pairs);
  for (std::size_t i = 0; i < 50; ++i) {
    const auto parts = card.parts(pairs[i].likeness, pairs[i].matter);
    EXPECT_NEAR(std::accumulate(parts.begin(), parts.end(), 0.0), card.odds(pairs[i].likeness, pairs[i].matter), 1e-9);
  }
}

TEST(Relate, a_learnt_card_changes_the_evidence_and_the_version_but_never_merges_on_few_words) {
  Relater relater{RelateOptions{}};
  const auto print = fingerprint(normalise("路灯坏了"));
  RelateQuestion q;
  q.at = *parse_instant("2026-03-02T09:00:00+08:00");
  q.matter = "010101";
  q.point = LonLat{120, 30};
  q.words = &print;
  relater.add(CaseId{1}, q);
  q.at += std::chrono::minutes{10};
  const auto before = relater.find(q);
  ASSERT_EQ(before.relations.size(), 1u);
  const auto card = std::make_shared<const Scorecard>(Scorecard::learn(judged(4000, 1)));
  relater.use(card);
  const auto after = relater.find(q);
  ASSERT_EQ(after.relations.size(), 1u);
  EXPECT_NE(after.version, before.version);
  EXPECT_NE(after.relations[0].evidence, before.relations[0].evidence);
  EXPECT_LT(after.relations[0].probability, 0.93);
  relater.use(nullptr);
  EXPECT_EQ(relater.find(q), before);
}

}  // namespace
}  // namespace yiwang
