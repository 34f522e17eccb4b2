#pragma once
#include <span>
#include <vector>

#include "locate/match/boosted_trees.h"
#include "locate/match/pair_features.h"

namespace yiwang {

/// The numbers of all candidates of one query, own first and then how each stands among its siblings: how far below the best and above the others' mean, and how many are better.
/// Only the columns of MatchPart::order depend on the order of the candidates. `names` (may be null) gets the columns' names. Rows are appended to `table`, whose `columns` is set.
void candidate_features(const ReadAddress& query, std::span<const ReadAddress> candidates, const GramWeights& weights, FeatureTable& table, std::vector<FeatureName>* names = nullptr);

/// Second look: what a first model believed of a candidate (a probability a label) and of its siblings; where they stand in the search's order counts only when `in_order`. Appends `kBeliefColumns` numbers a candidate.
constexpr std::size_t kBeliefColumns = 36;
void belief_features(std::span<const std::vector<double>> beliefs, std::span<const ReadAddress> candidates, std::size_t which, bool in_order, FeatureSink& sink);

}  // namespace yiwang
