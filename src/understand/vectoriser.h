#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "understand/grams.h"

namespace yiwang {

/// One known gram of a text: its row in the model and its TF-IDF value.
struct Weighted {
  std::uint32_t row;
  float value;
};

/// Grams to TF-IDF vectors of length 1 over the grams that training saw often enough; others do not count. (1 + ln tf) * (1 + ln((1+n)/(1+df))).
class Vectoriser {
 public:
  static constexpr std::uint32_t kUnknown = 0xffffffff;

  Vectoriser() = default;
  /// Learns which grams count: those in at least `least_texts` of the texts.
  Vectoriser(std::span<const Content> texts, const GramOptions& options, int least_texts);

  std::size_t rows() const { return idf_.size(); }
  const GramOptions& options() const { return options_; }
  /// `row_of_gram` (when given) gets for each gram of the counter its place in `out`, or kUnknown.
  void read(const std::vector<Gram>& grams, std::vector<Weighted>& out, std::vector<std::uint32_t>* place_of_gram = nullptr) const;

  template <class File>
  void keep(File& file) {
    file.part(options_.longest, options_.bits, options_.head, options_.head_weight, options_.title, options_.title_weight, options_.titled_from);
    file.part(row_of_, idf_);
  }

 private:
  GramOptions options_;
  std::vector<std::uint32_t> row_of_;
  std::vector<float> idf_;
};

}  // namespace yiwang
