#pragma once
#include <string>
#include <vector>

#include "locate/match/read_address.h"

namespace yiwang {

/// What a number about a pair of addresses speaks of; the answer's `because` is put together from these.
enum class MatchPart : std::uint8_t { text, name, road, road_number, building, inside, division, position, words, others, order };
constexpr std::size_t kMatchParts = 11;
const char* code_of(MatchPart part);

struct FeatureName {
  std::string name;
  MatchPart part;
  MatchPart about;                         // of a comparison with siblings: what is compared; else the same as `part`
};

/// Collects numbers; the names only where somebody asks for them.
struct FeatureSink {
  std::vector<float>& values;
  std::vector<FeatureName>* names = nullptr;
  void operator()(const char* name, MatchPart part, double value) {
    values.push_back(static_cast<float>(value));
    if (names != nullptr) names->push_back({name, part, part});
  }
};

/// Numbers about one candidate alone: texts, names, roads, numbers, divisions.
void pair_features(const ReadAddress& query, const ReadAddress& candidate, const GramWeights& weights, FeatureSink& sink);
void place_features(const ReadAddress& query, const ReadAddress& candidate, const GramWeights& weights, FeatureSink& sink);

}  // namespace yiwang
