#include "locate/tagger/address_tagger.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"
#include "locate/tagger/tag_features.h"
#include "locate/tagger/tag_lattice.h"

namespace yiwang {
namespace {

/// Made-up addresses of a made-up town: district, road, number, estate, building.
std::vector<TaggedAddress> made_up(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  const std::vector<std::string> first{"云", "湖", "锦", "青", "柳", "桐", "岭", "溪"}, second{"山", "滨", "泉", "石", "林", "桥", "园", "川"};
  const auto name = [&] { return first[random.below(first.size())] + second[random.below(second.size())]; };
  std::vector<TaggedAddress> all;
  for (std::size_t i = 0; i < count; ++i) {
    TaggedAddress address;
    const auto add = [&](const std::string& text, const std::string& kind) {
      const auto tokens = address_tokens(text);
      const int from = static_cast<int>(address.tokens.size());
      address.tokens.insert(address.tokens.end(), tokens.begin(), tokens.end());
      address.phrases.push_back({from, static_cast<int>(address.tokens.size()), kind});
    };
    if (random.chance(0.7)) add(name() + "区", "district");
    add(name() + (random.chance(0.5) ? "路" : "街"), "road");
    if (random.chance(0.8)) add(std::to_string(1 + random.below(900)) + "号", "roadno");
    if (random.chance(0.6)) add(name() + "小区", "poi");
    if (random.chance(0.5)) add(std::to_string(1 + random.below(30)) + "栋", "houseno");
    all.push_back(std::move(address));
  }
  return all;
}

double f1_of(const AddressTagger& tagger, const std::vector<TaggedAddress>& test) {
  PhraseScores scores;
  for (const auto& address : test) count_phrases(tagger.tag(address.tokens), address.phrases, scores);
  return scores.f1();
}

TEST(TagSet, WritesPhrasesAsTagsAndBack) {
  TagSet tags;
  for (const auto& address : made_up(200, 5)) {
    for (const auto& phrase : address.phrases) tags.add(phrase.kind);
  }
  for (const auto& address : made_up(200, 5)) EXPECT_EQ(tags.decode(tags.encode(address)), address.phrases);
}

TEST(TagSet, AllowsOnlyWholePhrases) {
  TagSet tags;
  const int road = tags.add("road"), poi = tags.add("poi");
  EXPECT_TRUE(tags.follows(tags.tag(road, TagSet::begin), tags.tag(road, TagSet::end)));
  EXPECT_FALSE(tags.follows(tags.tag(road, TagSet::begin), tags.tag(poi, TagSet::end)));
  EXPECT_FALSE(tags.follows(-1, tags.tag(road, TagSet::inside)));
  EXPECT_FALSE(tags.follows(tags.tag(road, TagSet::begin), -1));
  EXPECT_FALSE(tags.follows(tags.tag(road, TagSet::end), tags.tag(road, TagSet::end)));
}

TEST(TagLattice, BlamesAsTheLikelihoodFalls) {
  // The slope of the negative log-likelihood by finite differences, on a lattice small enough to sum over all paths by hand.
  TagSet tags;
  tags.add("a");
  TagLattice lattice(tags);
  Random random(3);
  const std::size_t n = 3, k = static_cast<std::size_t>(tags.size());
  std::vector<float> scores(n * k), moves(lattice.moves());
  for (auto& one : scores) one = static_cast<float>(random.unit() * 2 - 1);
  for (auto& one : moves) one = static_cast<float>(random.unit() * 2 - 1);
  const std::vector<int> truth{tags.tag(0, TagSet::begin), tags.tag(0, TagSet::end), 0};
  const auto loss = [&](const std::vector<float>& of) {
    double sum = 0, right = 0;
    std::vector<int> path(n, 0);
    for (std::size_t code = 0; code < k * k * k; ++code) {
      path = {static_cast<int>(code % k), static_cast<int>(code / k % k), static_cast<int>(code / k / k)};
      double at = 0;
      bool may = tags.follows(-1, path[0]) && tags.follows(path[2], -1);
      for (std::size_t i = 0; i < n; ++i) {
        at += static_cast<double>(of[i * k + static_cast<std::size_t>(path[i])]);
        at += static_cast<double>(i == 0 ? moves[k * k + static_cast<std::size_t>(path[0])] : moves[static_cast<std::size_t>(path[i - 1]) * k + static_cast<std::size_t>(path[i])]);
        may = may && (i == 0 || tags.follows(path[i - 1], path[i]));
      }
      if (may) sum += std::exp(at);
      if (path == truth) right = at;
    }
    return std::log(sum) - right;
  };
  std::vector<float> of_scores(n * k, 0), of_moves(lattice.moves(), 0);
  lattice.blame(scores, moves, truth, of_scores, of_moves);
  for (std::size_t i = 0; i < n * k; ++i) {
    auto more = scores, less = scores;
    more[i] += 0.01F;
    less[i] -= 0.01F;
    EXPECT_NEAR((loss(more) - loss(less)) / 0.02, static_cast<double>(of_scores[i]), 2e-3) << i;
  }
  double whole = 0;
  for (const float one : of_moves) whole += static_cast<double>(one);
  EXPECT_NEAR(whole, 0, 1e-4);
}

TEST(AddressTagger, LearnsAMadeUpTown) {
  const auto train = made_up(300, 1), test = made_up(100, 2);
  TaggerOptions quick;
  quick.members = 1;
  quick.network = false;
  EXPECT_GT(f1_of(AddressTagger::train(train, quick), test), 0.97);
}

TEST(AddressTagger, LearnsTheSameWithOneThreadAndWithTwo) {
  const auto train = made_up(60, 1), test = made_up(40, 2);
  TaggerOptions options;
  options.members = 2;
  options.passes = 1;
  const auto one = AddressTagger::train(train, options);
  options.threads = 2;
  const auto two = AddressTagger::train(train, options);
  for (const auto& address : test) EXPECT_EQ(one.tag(address.tokens), two.tag(address.tokens));
}

TEST(AddressTagger, AnswersWhateverItIsAsked) {
  TaggerOptions quick;
  quick.members = 1;
  quick.network = false;
  const auto tagger = AddressTagger::train(made_up(50, 1), quick);
  EXPECT_TRUE(tagger.tag({}).empty());
  for (const std::string text : {"😀", "\xff\xfe", "aaaaaaaaaa", "   ", "１２３号"}) tagger.tag(address_tokens(text));
}

TEST(ReadBio, JoinsLabelsThatDifferOnlyInCase) {
  const auto read = read_bio("云 B-road\n山 I-ROAD\n路 I-road\n8 B-roadno\n号 I-roadno\n\n湖 I-poi\n, O\n");
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[0].phrases, (std::vector<TaggedPhrase>{{0, 3, "road"}, {3, 5, "roadno"}}));
  EXPECT_EQ(read[1].phrases, (std::vector<TaggedPhrase>{{0, 1, "poi"}}));
}

TEST(ReadBio, NamesTheLineThatIsNone) { EXPECT_THROW(read_bio("云 B-road\nnonsense\n"), std::runtime_error); }

}  // namespace
}  // namespace yiwang
