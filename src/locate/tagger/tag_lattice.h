#pragma once
#include <span>
#include <vector>

#include "locate/tagger/tag_set.h"

namespace yiwang {

/// The linear chain of a conditional random field: what each token says of each tag (`scores`, tokens x tags) and what neighbours say of each other (`moves`,
/// tags x tags, then one row for the first tag). Moves the tag set forbids never happen. Lafferty, McCallum, Pereira 2001.
class TagLattice {
 public:
  explicit TagLattice(const TagSet& tags);
  int tags() const { return tags_; }
  std::size_t moves() const { return static_cast<std::size_t>(tags_) * static_cast<std::size_t>(tags_ + 1); }

  /// The most probable tags.
  std::vector<int> best(std::span<const float> scores, std::span<const float> moves) const;

  /// How far the model is from the truth: expected minus true counts, the gradient of the negative log-likelihood. `of_scores` is overwritten, `of_moves` added to.
  void blame(std::span<const float> scores, std::span<const float> moves, std::span<const int> truth, std::span<float> of_scores, std::span<float> of_moves);

 private:
  int tags_;
  std::vector<char> allowed_;              // tags x tags, then the start row
  std::vector<char> may_end_;
  std::vector<float> forward_, backward_, emit_, step_, scale_, pair_;
};

}  // namespace yiwang
