#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "contract/vocabulary.h"
#include "understand/lexicon.h"

namespace yiwang {

/// How something is said, apart from what it is about.
struct ToneReading {
  std::array<float, kRequestKinds.size()> kinds{};        // probabilities
  std::array<float, kUrgencys.size()> urgencies{};
};

/// Kind of request and urgency of a short text (a call's first sentences, a title), learned from sentences we wrote (utterances.csv, shipped with the program): softmax regression over
/// hashed character grams, function words included, and over the lexicon's cues by how they stand. Immutable, safe for any number of threads.
class ToneModel {
 public:
  /// Trained once for the city's lexicon: about a tenth of a second. The same lexicon gives the same model, bit by bit.
  explicit ToneModel(const Lexicon& lexicon);

  /// `t` and eight hex digits over the sentences it learned from.
  const std::string& version() const { return version_; }
  /// `hits` are the lexicon's words in `text`. Meant for up to some 120 characters; longer texts are read by their first ones.
  ToneReading read(const Folded& text, const std::vector<WordHit>& hits) const;
  /// Where in the text the words stand that spoke most for this urgency: at most two stretches, as positions in `text`.
  std::vector<std::pair<std::size_t, std::size_t>> telling(const Folded& text, Urgency urgency) const;

 private:
  static constexpr std::size_t kBuckets = 1 << 15;
  static constexpr std::size_t kOutcomes = kRequestKinds.size() + kUrgencys.size();
  struct Feature {
    std::uint32_t bucket;
    std::uint32_t from, to;                // of the text; empty for cues
  };
  struct Sample {
    std::vector<std::uint32_t> buckets;
    std::size_t kind, urgency;
  };
  static std::vector<Feature> features(const Folded& text, const std::vector<WordHit>& hits);
  void train(const std::vector<Sample>& samples);
  std::array<float, kOutcomes> scores(const std::vector<std::uint32_t>& buckets) const;

  std::vector<std::array<float, kOutcomes>> weights_;
  std::string version_;
};

}  // namespace yiwang
