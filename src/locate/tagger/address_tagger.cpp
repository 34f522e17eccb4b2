#include "locate/tagger/address_tagger.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>

#include "base/random.h"
#include "base/text.h"
#include "locate/tagger/tag_features.h"
#include "locate/tagger/tag_lattice.h"
#include "locate/tagger/tag_network.h"

namespace yiwang {
namespace {

constexpr float kNetworkRate = 0.002F;
constexpr float kLinearRate = 0.02F;       // low beside the network, which should learn first
constexpr float kLinearAlone = 0.05F;
constexpr float kShrink = 1e-4F;
constexpr int kBatch = 8;
constexpr float kSlow[] = {1, 1, 0.5F, 0.25F, 0.1F};

/// Hashed feature -> its place among those seen in training.
struct FeatureNumbers {
  std::vector<std::int32_t> number = std::vector<std::int32_t>(kTagFeatures, -1);
  std::size_t count = 0;
  std::vector<std::vector<std::uint32_t>> of(const std::vector<std::string>& tokens) const {
    auto rows = tag_features(tokens);
    for (auto& row : rows) {
      std::size_t kept = 0;
      for (const auto feature : row) {
        if (number[feature] >= 0) row[kept++] = static_cast<std::uint32_t>(number[feature]);
      }
      row.resize(kept);
    }
    return rows;
  }
};

struct Example {
  std::vector<std::vector<std::uint32_t>> features;
  std::vector<int> tags;
};

/// Weights of the linear features, learning by AdaGrad (Duchi, Hazan, Singer 2011): a rare feature takes long steps.
struct LinearPart {
  std::size_t tags = 0;
  std::vector<float> value, square;
  void add(const std::vector<std::vector<std::uint32_t>>& features, std::vector<float>& scores) const {
    for (std::size_t i = 0; i < features.size(); ++i) {
      for (const auto feature : features[i]) {
        const float* w = &value[feature * tags];
        for (std::size_t k = 0; k < tags; ++k) scores[i * tags + k] += w[k];
      }
    }
  }
  void learn(const std::vector<std::vector<std::uint32_t>>& features, const std::vector<float>& blame, float rate) {
    for (std::size_t i = 0; i < features.size(); ++i) {
      for (const auto feature : features[i]) {
        for (std::size_t k = 0; k < tags; ++k) {
          const float slope = blame[i * tags + k];
          if (std::fabs(slope) < 1e-4F) continue;
          const auto at = feature * tags + k;
          const float whole = slope + kShrink * value[at];
          square[at] += whole * whole;
          value[at] -= rate * whole / std::sqrt(square[at] + 1e-6F);
        }
      }
    }
  }
};

struct Member {
  LinearPart linear;
  std::optional<TagNetwork> network;
  Weights moves;

  std::vector<float> score(const std::vector<std::vector<std::uint32_t>>& features, const std::vector<std::string>& tokens) const {
    std::vector<float> scores(tokens.size() * linear.tags, 0);
    linear.add(features, scores);
    if (network) {
      TagNetwork::Trace trace;
      network->read(network->inputs(tokens), trace, scores, nullptr);
    }
    return scores;
  }
};

struct Course {
  const std::vector<TaggedAddress>& addresses;
  const std::vector<Example>& examples;
  const TagSet& tags;
  std::size_t features;
  const TaggerOptions& options;
};

Member train_member(const Course& course, std::uint64_t seed, const std::function<void(int)>& done_pass) {
  Random random(seed);
  Member member;
  TagLattice lattice(course.tags);
  const auto tags = static_cast<std::size_t>(course.tags.size());
  member.linear = {tags, std::vector<float>(course.features * tags, 0), std::vector<float>(course.features * tags, 0)};
  member.moves.make(tags + 1, tags);
  std::vector<TagNetwork::Inputs> inputs;
  if (course.options.network) {
    std::vector<std::vector<std::string>> tokens;
    for (const auto& address : course.addresses) tokens.push_back(address.tokens);
    member.network.emplace(tokens, course.tags.size(), TagNetwork::Sizes{}, random);
    for (const auto& one : tokens) inputs.push_back(member.network->inputs(one));
  }
  const double drop = member.network ? 0.7 : 0.5;   // of linear features: nobody may lean on one alone
  std::vector<std::size_t> order(course.examples.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  TagNetwork::Trace trace;
  std::vector<float> scores, blame;
  for (int pass = 0; pass < course.options.passes; ++pass) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
    const float slow = kSlow[std::min<std::size_t>(static_cast<std::size_t>(pass), std::size(kSlow) - 1)];
    int in_batch = 0;
    for (std::size_t at = 0; at < order.size(); ++at) {
      const auto& example = course.examples[order[at]];
      if (example.tags.empty()) continue;
      auto features = example.features;
      for (auto& row : features) std::erase_if(row, [&](auto) { return random.chance(drop); });
      scores.assign(example.tags.size() * tags, 0);
      blame.assign(scores.size(), 0);
      member.linear.add(features, scores);
      if (member.network) member.network->read(inputs[order[at]], trace, scores, &random);
      lattice.blame(scores, member.moves.value, example.tags, blame, member.moves.slope);
      member.linear.learn(features, blame, (member.network ? kLinearRate : kLinearAlone) * slow);
      if (member.network) {
        member.network->learn(inputs[order[at]], trace, blame);
        if (++in_batch < kBatch && at + 1 < order.size()) continue;
        member.network->step(kNetworkRate * slow, member.moves);
        in_batch = 0;
      } else {
        for (std::size_t i = 0; i < member.moves.value.size(); ++i) {
          const float slope = member.moves.slope[i];
          member.moves.square[i] += slope * slope;
          if (slope != 0) member.moves.value[i] -= kLinearAlone * slow * slope / std::sqrt(member.moves.square[i] + 1e-6F);
          member.moves.slope[i] = 0;
        }
      }
    }
    done_pass(pass);
  }
  for (auto& weight : member.linear.value) weight *= static_cast<float>(1 - drop);   // when read, all features speak
  member.linear.square.clear();
  return member;
}

}  // namespace

struct AddressTagger::Parts {
  TagSet tags;
  FeatureNumbers features;
  std::optional<TagLattice> lattice;
  std::vector<Member> members;
  std::vector<float> moves;                // mean over the members
};

AddressTagger::AddressTagger() : parts_(std::make_unique<Parts>()) {}
AddressTagger::AddressTagger(AddressTagger&&) noexcept = default;
AddressTagger::~AddressTagger() = default;

AddressTagger AddressTagger::train(const std::vector<TaggedAddress>& examples, const TaggerOptions& options, const std::function<void(int, int)>& progress) {
  AddressTagger tagger;
  auto& parts = *tagger.parts_;
  for (const auto& address : examples) {
    for (const auto& phrase : address.phrases) parts.tags.add(phrase.kind);
    for (const auto& row : tag_features(address.tokens)) {
      for (const auto feature : row) {
        if (parts.features.number[feature] < 0) parts.features.number[feature] = static_cast<std::int32_t>(parts.features.count++);
      }
    }
  }
  parts.lattice.emplace(parts.tags);
  std::vector<Example> prepared;
  for (const auto& address : examples) prepared.push_back({parts.features.of(address.tokens), parts.tags.encode(address)});

  const Course course{examples, prepared, parts.tags, parts.features.count, options};
  std::vector<std::optional<Member>> trained(static_cast<std::size_t>(std::max(options.members, 1)));
  std::mutex telling;
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < trained.size(); i = next++) {
      trained[i] = train_member(course, options.seed + i, [&](int pass) {
        const std::lock_guard lock(telling);
        if (progress) progress(static_cast<int>(i), pass);
      });
    }
  };
  std::vector<std::jthread> helpers;
  for (int i = 1; i < options.threads; ++i) helpers.emplace_back(work);
  work();
  helpers.clear();

  parts.moves.assign(parts.lattice->moves(), 0);
  for (auto& member : trained) {
    for (std::size_t i = 0; i < parts.moves.size(); ++i) parts.moves[i] += member->moves.value[i] / static_cast<float>(trained.size());
    parts.members.push_back(*std::move(member));
  }
  return tagger;
}

std::vector<TaggedPhrase> AddressTagger::tag(const std::vector<std::string>& tokens) const {
  if (tokens.empty()) return {};
  const auto features = parts_->features.of(tokens);
  std::vector<float> sum;
  for (const auto& member : parts_->members) {
    const auto scores = member.score(features, tokens);
    sum.resize(scores.size(), 0);
    for (std::size_t i = 0; i < scores.size(); ++i) sum[i] += scores[i] / static_cast<float>(parts_->members.size());
  }
  return parts_->tags.decode(parts_->lattice->best(sum, parts_->moves));
}

void count_phrases(const std::vector<TaggedPhrase>& answer, const std::vector<TaggedPhrase>& truth, PhraseScores& scores) {
  scores.answered += answer.size();
  scores.true_ones += truth.size();
  for (const auto& phrase : answer) scores.right += static_cast<std::size_t>(std::count(truth.begin(), truth.end(), phrase));
}

std::vector<TaggedAddress> read_bio(std::string_view text) {
  std::vector<TaggedAddress> addresses;
  TaggedAddress now;
  std::size_t number = 0;
  const auto finish = [&] {
    if (!now.tokens.empty()) addresses.push_back(std::move(now));
    now = {};
  };
  for (auto line : split(text, '\n')) {
    ++number;
    line = trim(line);
    if (line.empty()) {
      finish();
      continue;
    }
    const auto space = line.rfind(' ');
    const auto label = space == std::string_view::npos ? std::string_view() : line.substr(space + 1);
    const bool phrase = label.size() > 2 && label[1] == '-' && (label[0] == 'B' || label[0] == 'I' || label[0] == 'b' || label[0] == 'i');
    if (space == std::string_view::npos || !(phrase || label == "O" || label == "o")) throw std::runtime_error("line " + std::to_string(number) + ": a token and a label such as B-road are expected");
    const int at = static_cast<int>(now.tokens.size());
    now.tokens.emplace_back(trim(line.substr(0, space)));
    if (!phrase) continue;
    std::string kind(label.substr(2));
    std::transform(kind.begin(), kind.end(), kind.begin(), [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
    const bool goes_on = (label[0] | 32) == 'i' && !now.phrases.empty() && now.phrases.back().to == at && now.phrases.back().kind == kind;
    if (goes_on) now.phrases.back().to = at + 1;
    else now.phrases.push_back({at, at + 1, std::move(kind)});
  }
  finish();
  return addresses;
}

}  // namespace yiwang
