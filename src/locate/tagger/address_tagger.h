#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "locate/tagger/tag_set.h"

namespace yiwang {

struct TaggerOptions {
  int members = 3;                         // models that vote; each starts from its own seed
  int passes = 5;                          // over the training addresses
  bool network = true;                     // false: linear features alone, twenty times quicker to train and to read, three points of F1 lower
  std::uint64_t seed = 1;
  int threads = 1;                         // members trained side by side; the result does not depend on it
};

/// Cuts an address into its phrases (province, road, building...) after labelled examples: conditional random fields over linear features and a recurrent network, several of
/// them added up. Immutable after training; `tag` may run on any number of threads.
class AddressTagger {
 public:
  /// `progress` is told which pass of which member is done; it may be called from several threads, one at a time.
  static AddressTagger train(const std::vector<TaggedAddress>& examples, const TaggerOptions& options, const std::function<void(int member, int pass)>& progress = {});
  std::vector<TaggedPhrase> tag(const std::vector<std::string>& tokens) const;

  AddressTagger(AddressTagger&&) noexcept;
  ~AddressTagger();

 private:
  AddressTagger();
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

struct PhraseScores {
  std::size_t right = 0, answered = 0, true_ones = 0;
  double precision() const { return answered == 0 ? 0 : static_cast<double>(right) / static_cast<double>(answered); }
  double recall() const { return true_ones == 0 ? 0 : static_cast<double>(right) / static_cast<double>(true_ones); }
  double f1() const { return right == 0 ? 0 : 2 * precision() * recall() / (precision() + recall()); }
};
/// A phrase counts when its ends and its kind are right.
void count_phrases(const std::vector<TaggedPhrase>& answer, const std::vector<TaggedPhrase>& truth, PhraseScores& scores);

/// Addresses in BIO form: a token and its label a line, an empty line between addresses. Labels that differ only in case are one. An `I-` that does not go on a phrase of its
/// kind begins one, as the usual scorer counts it. Throws std::runtime_error with the line's number for a line of another form.
std::vector<TaggedAddress> read_bio(std::string_view text);

}  // namespace yiwang
