#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cases/advice.h"
#include "understand/calibration.h"
#include "understand/labelled_text.h"
#include "understand/vectoriser.h"
#include "understand/weight_bank.h"

namespace yiwang {

struct MatterOptions {
  GramOptions grams;
  /// A gram counts when it is in this many texts; 0: by their length in all (1, and one more each 250,000 characters, at most 5).
  int least_texts = 0;
  double cost = 1.0;                       // of a mistake, where there is much to learn from; lower with less than 700 texts a class
  int folds = 5;
  std::uint64_t seed = 1;
};

struct MatterReading {
  std::vector<MatterGuess> matters;        // best first, at most three, never below 0.005; empty when the text has no known gram
  std::vector<Evidence> evidence;          // kind "word": the stretches of text that spoke most for the best matter, at most five
  double of_class = 0;                     // probability of the best matter's class
};

/// Words -> matter. Hashed character grams. Classes: one linear machine each against the rest, calibrated by cross-validation. Within the classes of a coded
/// catalogue (label of 6 digits, class = its first two) each matter has a centroid, which learns from a handful of sentences, joined by a machine
/// where the city has given many. p(matter) mixes both, fitted on texts held out. Immutable after making, so safe for any number of threads; the same
/// training texts in the same order give the same bytes on every run. 20 to 60 microseconds a message of 500 characters.
class MatterModel {
 public:
  /// Texts with empty labels are passed over. With fewer than two classes the model always answers the one it has, or nothing.
  static MatterModel train(std::span<const LabelledText> texts, const MatterOptions& options = {});

  /// `with_evidence` false saves a third of the time.
  MatterReading guess(std::string_view text, bool with_evidence = true) const;
  /// The same for a text folded already; `source` is what was folded.
  MatterReading guess(const Folded& folded, std::string_view source, bool with_evidence = true) const;
  /// Which class (of `classes()`), at most three: what its matters got together. Surer of the class than `guess` can be of the matter.
  std::vector<MatterGuess> guess_classes(std::string_view text) const;
  /// Probability of each of `classes()` by the class machines alone. Valid until this thread asks again.
  const std::vector<float>& class_probabilities(const Folded& folded) const;

  const std::vector<std::string>& classes() const { return classes_; }
  /// Lowest confidence from which on answers kept `precision` in cross-validation on the training texts; above 1 when none did.
  double threshold(double precision) const { return record_.threshold(precision); }
  /// The same for `guess_classes`.
  double class_threshold(double precision) const { return class_record_.threshold(precision); }
  /// `m1-` and 16 hex digits over options and training texts.
  const std::string& version() const { return version_; }
  static std::string version_of(std::span<const LabelledText> texts, const MatterOptions& options = {});
  std::size_t bytes() const;

  std::string save() const;
  /// `malformed` when the bytes are not a whole model of this format.
  static Result<MatterModel> load(std::string_view bytes);

 private:
  friend class MatterTraining;
  /// The matters of one class.
  struct Group {
    std::vector<std::string> matters;
    WeightBank bank;
    template <class File>
    void keep(File& file) {
      file.part(matters, bank);
    }
  };
  struct Choice {
    std::size_t of_class;
    std::size_t matter;
  };
  template <class File>
  void keep(File& file) {
    file.part(version_, classes_, vectoriser_, bank_, calibration_, mixture_, groups_, record_, class_record_);
  }
  /// The matters worth a look, given the probability of each class; the share of probability they stand for. A class without matters stands for itself.
  static double open(std::span<const float> classes, const std::vector<Group>& groups, std::span<const Weighted> words, std::vector<Choice>& choices,
                     std::vector<Candidate>& candidates);
  std::vector<Evidence> evidence(const Choice& winner, const Folded& folded, std::string_view source) const;

  std::string version_;
  std::vector<std::string> classes_;
  Vectoriser vectoriser_;
  WeightBank bank_;
  Calibration calibration_;
  Mixture mixture_;
  std::vector<Group> groups_;              // one a class
  ConfidenceRecord record_, class_record_;
};

}  // namespace yiwang
