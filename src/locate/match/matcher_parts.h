#pragma once
#include <algorithm>
#include <functional>
#include <span>
#include <vector>

#include "locate/match/address_matcher.h"
#include "locate/match/leftover_words.h"
#include "locate/match/match_decision.h"
#include "locate/match/sibling_features.h"

namespace yiwang {

/// What an AddressMatcher has learned. Inside of this corner only.
struct AddressMatcher::Parts {
  GramWeights weights;
  std::vector<LeftoverWords> words;        // one a fold, or none
  std::vector<BoostedTrees> first, second; // one a fold; `second` may be empty
  MatchDecision decision;
  std::vector<std::uint8_t> left_out;      // MatchPart numbers whose columns are blank
  std::vector<FeatureName> names;          // of the columns of the first look: not saved, always the same

  bool in_order() const { return std::find(left_out.begin(), left_out.end(), static_cast<std::uint8_t>(MatchPart::order)) == left_out.end(); }
  void blank(std::vector<float>& row) const {
    if (left_out.empty()) return;
    for (std::size_t f = 0; f < names.size(); ++f) {
      for (const auto part : left_out) {
        if (static_cast<std::size_t>(names[f].part) == part || static_cast<std::size_t>(names[f].about) == part) row[f] = 0;
      }
    }
  }
  /// Names the columns and checks that the models fit them; false when they do not.
  bool finish();

  template <class File>
  void keep(File& file) {
    file.part(weights, words, first, second, decision, left_out);
  }
};

/// Columns of the first look: candidate_features and three scores of the leftover words.
std::vector<FeatureName> matcher_columns();
void train_matcher(AddressMatcher::Parts& parts, std::span<const MatchExample> examples, const MatcherOptions& options, const std::function<void(int, int)>& progress);

}  // namespace yiwang
