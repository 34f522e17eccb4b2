#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/random.h"
#include "base/text.h"
#include "locate/match/match_scores.h"

namespace yiwang {
namespace {

/// Made-up queries of a made-up town: an estate's building, and as candidates the same, another building, a gate, another estate and the road alone.
std::vector<MatchExample> made_up(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  const std::vector<std::string> first{"云", "湖", "锦", "青", "柳", "桐", "岭", "溪"}, second{"山", "滨", "泉", "石", "林", "桥", "川", "湾"};
  const auto name = [&] { return first[random.below(first.size())] + second[random.below(second.size())]; };
  std::vector<MatchExample> all;
  for (std::size_t i = 0; i < count; ++i) {
    const auto road = name() + "路", estate = name() + name() + "小区", number = std::to_string(1 + random.below(300));
    const auto building = 1 + random.below(30);
    MatchExample one;
    one.query = road + number + "号" + estate + std::to_string(building) + "栋" + std::to_string(1 + random.below(4)) + "单元";
    std::vector<std::pair<std::string, MatchLabel>> candidates{{road + number + "号" + estate + std::to_string(building) + "号楼", MatchLabel::exact},
                                                               {road + number + "号" + estate + std::to_string(building + 1) + "号楼", MatchLabel::partial},
                                                               {road + number + "号" + estate + "(东门)", MatchLabel::partial},
                                                               {name() + "街" + std::to_string(1 + random.below(300)) + "号" + name() + name() + "小区", MatchLabel::none},
                                                               {name() + "街与" + name() + "路交叉口", MatchLabel::none}};
    for (std::size_t c = candidates.size(); c > 1; --c) std::swap(candidates[c - 1], candidates[random.below(c)]);
    for (const auto& [text, label] : candidates) one.candidates.push_back(text), one.labels.push_back(label);
    all.push_back(std::move(one));
  }
  return all;
}

MatcherOptions quick() {
  MatcherOptions options;
  options.folds = 2;
  options.trees.rounds = 25;
  options.trees.columns = 0.35;
  options.trees.rate = 0.2;
  return options;
}
MatchScores scores_of(const AddressMatcher& matcher, const std::vector<MatchExample>& test) {
  MatchScores scores;
  for (const auto& one : test) scores.add(one, matcher.judge(one.query, one.candidates, false));
  return scores;
}

TEST(AddressMatcher, LearnsAMadeUpTown) {
  const auto matcher = AddressMatcher::train(made_up(150, 1), quick());
  const auto test = made_up(60, 2);
  const auto scores = scores_of(matcher, test);
  EXPECT_GT(scores.macro_f1(), 0.95);
  EXPECT_GT(scores.top1(), 0.95);
  const auto opinion = matcher.judge(test[0].query, test[0].candidates);
  for (const auto& one : opinion.candidates) {
    EXPECT_NEAR(one.probability[0] + one.probability[1] + one.probability[2], 1, 1e-9);
    EXPECT_FALSE(one.because.empty());
  }
}

TEST(AddressMatcher, SaysWhatDecided) {
  const auto matcher = AddressMatcher::train(made_up(150, 1), quick());
  const std::vector<std::string> candidates{"湖滨路20号青石锦川小区9号楼", "湖滨路20号青石锦川小区7号楼"};
  const auto opinion = matcher.judge("湖滨路20号青石锦川小区7栋2单元", candidates);
  ASSERT_TRUE(opinion.best);
  EXPECT_EQ(*opinion.best, 1u);
  std::vector<std::string> codes;
  for (const auto& reason : opinion.candidates[0].because) codes.push_back(reason.code());
  EXPECT_NE(std::find(codes.begin(), codes.end(), "building_differs"), codes.end());
}

TEST(AddressMatcher, AnswersTheSameWhateverTheOrderWhenItIgnoresIt) {
  auto options = quick();
  options.without = {MatchPart::order};
  const auto matcher = AddressMatcher::train(made_up(80, 1), options);
  for (const auto& one : made_up(20, 3)) {
    const auto straight = matcher.judge(one.query, one.candidates);
    auto turned = one.candidates;
    std::rotate(turned.begin(), turned.begin() + 2, turned.end());
    const auto other = matcher.judge(one.query, turned);
    for (std::size_t i = 0; i < turned.size(); ++i) {
      EXPECT_EQ(other.candidates[i].probability, straight.candidates[(i + 2) % turned.size()].probability);
      EXPECT_EQ(other.candidates[i].label, straight.candidates[(i + 2) % turned.size()].label);
    }
  }
}

TEST(AddressMatcher, LearnsTheSameWithOneThreadAndWithTwo) {
  auto options = quick();
  const auto examples = made_up(40, 1);
  const auto one = AddressMatcher::train(examples, options).save();
  options.threads = 2;
  EXPECT_EQ(one, AddressMatcher::train(examples, options).save());
}

TEST(AddressMatcher, IsTheSameAfterSavingAndLoading) {
  const auto matcher = AddressMatcher::train(made_up(40, 1), quick());
  const auto bytes = matcher.save();
  const auto loaded = AddressMatcher::load(bytes);
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->save(), bytes);
  for (const auto& one : made_up(20, 5)) {
    const auto a = matcher.judge(one.query, one.candidates), b = loaded->judge(one.query, one.candidates);
    for (std::size_t i = 0; i < a.candidates.size(); ++i) EXPECT_EQ(a.candidates[i].probability, b.candidates[i].probability);
  }
}

TEST(AddressMatcher, RefusesBytesThatAreBroken) {
  const auto bytes = AddressMatcher::train(made_up(20, 1), quick()).save();
  EXPECT_FALSE(AddressMatcher::load(""));
  EXPECT_FALSE(AddressMatcher::load("something else"));
  EXPECT_FALSE(AddressMatcher::load(bytes.substr(0, bytes.size() - 3)));
  EXPECT_FALSE(AddressMatcher::load(bytes + "x"));
  Random random(5);
  for (int i = 0; i < 40; ++i) {
    auto broken = bytes;
    broken[random.below(broken.size())] = static_cast<char>(random.below(256));
    if (const auto matcher = AddressMatcher::load(broken)) matcher->judge("湖滨路20号", std::vector<std::string>{"湖滨路20号", "桐川路"}, false);
  }
}

TEST(AddressMatcher, AnswersWhateverItIsAsked) {
  const auto matcher = AddressMatcher::train(made_up(20, 1), quick());
  EXPECT_TRUE(matcher.judge("湖滨路20号", std::vector<std::string>{}).candidates.empty());
  EXPECT_EQ(matcher.judge("", std::vector<std::string>{"", "\xff\xfe", "😀"}).candidates.size(), 3u);
  EXPECT_THROW(AddressMatcher::train(made_up(3, 1), quick()), std::invalid_argument);
}

TEST(BoostedTrees, LearnAStepAndSayWhichNumberToldThem) {
  FeatureTable table;
  table.columns = 2;
  std::vector<std::uint8_t> truth;
  std::vector<std::uint32_t> rows;
  Random random(1);
  for (std::uint32_t i = 0; i < 600; ++i) {
    const double a = random.unit(), b = random.unit();
    table.values.push_back(static_cast<float>(a));
    table.values.push_back(static_cast<float>(b));
    truth.push_back(a < 0.3 ? 0 : a < 0.6 ? 1 : 2);
    rows.push_back(i);
  }
  BoostOptions options;
  options.rounds = 40;
  options.rate = 0.2;
  options.columns = 1;
  const auto trees = BoostedTrees::train(table, truth, {}, rows, 3, options);
  int wrong = 0;
  for (const double a : {0.05, 0.2, 0.4, 0.5, 0.7, 0.9}) {
    std::array<double, 3> scores{};
    const std::array<float, 2> row{static_cast<float>(a), 0.5F};
    trees.add_scores(row, scores);
    const auto said = std::max_element(scores.begin(), scores.end()) - scores.begin();
    wrong += said != (a < 0.3 ? 0 : a < 0.6 ? 1 : 2) ? 1 : 0;
    std::array<double, 2> shares{};
    trees.add_shares(row, static_cast<int>(said), shares);
    EXPECT_GT(shares[0], shares[1]);
  }
  EXPECT_EQ(wrong, 0);
  EXPECT_GT(trees.gains()[0], 20 * trees.gains()[1]);
}

TEST(MatchExamples, NameTheLineThatIsNone) {
  const auto read = read_match_examples("{\"query\":\"湖滨路\",\"candidate\":[{\"text\":\"湖滨路\",\"label\":\"完全匹配\"},{\"text\":\"桐川路\",\"label\":\"不匹配\"}]}\n\n");
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(read[0].labels, (std::vector<MatchLabel>{MatchLabel::exact, MatchLabel::none}));
  for (const std::string wrong : {"nonsense", "{}", "{\"query\":\"a\",\"candidate\":[{\"text\":\"b\",\"label\":\"perhaps\"}]}"}) {
    try {
      read_match_examples("\n" + wrong);
      FAIL() << wrong;
    } catch (const std::runtime_error& error) {
      EXPECT_NE(std::string(error.what()).find("line 2"), std::string::npos);
    }
  }
}

TEST(MatchScores, CountTopOfQueriesWithAndWithoutAMatch) {
  const auto opinion = [](std::initializer_list<std::pair<MatchLabel, double>> of) {
    MatchOpinion out;
    for (const auto& [label, rank] : of) {
      CandidateOpinion one;
      one.label = label;
      one.rank = rank;
      one.probability[static_cast<std::size_t>(label)] = 1;
      if (label != MatchLabel::none && (!out.best || rank > out.candidates[*out.best].rank)) out.best = out.candidates.size();
      out.candidates.push_back(one);
    }
    return out;
  };
  MatchScores scores;
  scores.add({"a", {"x", "y"}, {MatchLabel::none, MatchLabel::exact}}, opinion({{MatchLabel::none, 0.1}, {MatchLabel::exact, 1.9}}));
  scores.add({"b", {"x", "y"}, {MatchLabel::partial, MatchLabel::none}}, opinion({{MatchLabel::none, 0.2}, {MatchLabel::none, 0.1}}));
  scores.add({"c", {"x", "y"}, {MatchLabel::none, MatchLabel::none}}, opinion({{MatchLabel::none, 0.2}, {MatchLabel::none, 0.1}}));
  EXPECT_DOUBLE_EQ(scores.top1(), 1.0);
  EXPECT_NEAR(scores.top1_all(), 2.0 / 3, 1e-12);
  EXPECT_NEAR(scores.f1(MatchLabel::none), 2 * 0.8 * 1 / 1.8, 1e-12);
  EXPECT_DOUBLE_EQ(scores.f1(MatchLabel::partial), 0);
}

}  // namespace
}  // namespace yiwang
