#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "understand/svm.h"
#include "understand/vectoriser.h"

namespace yiwang {

/// Linear weights of several classes over rows of a vectoriser, in 16-bit steps, laid out row by row so that one text walks memory once. Rows that no
/// class weighs are left out. Immutable after making.
class WeightBank {
 public:
  WeightBank() = default;
  /// `weights[k]` holds one number a row and the bias last. `rows` names the row of the vectoriser for each of them.
  WeightBank(std::span<const std::vector<float>> weights, std::span<const std::uint32_t> rows, std::size_t rows_in_all);

  std::size_t classes() const { return scale_.size(); }
  /// Decision value of each class.
  void score(std::span<const Weighted> text, std::vector<float>& out) const;
  /// What one row with that value adds to one class.
  float share(const Weighted& word, std::size_t of_class) const;
  std::size_t bytes() const { return local_of_.size() * 4 + weights_.size() * 2; }

  template <class File>
  void keep(File& file) {
    file.part(stride_, local_of_, weights_, scale_, bias_);
  }

 private:
  std::uint32_t stride_ = 0;               // classes rounded up to eight
  std::vector<std::uint32_t> local_of_;    // row of the vectoriser -> row here
  std::vector<std::int16_t> weights_;
  std::vector<float> scale_, bias_;
};

/// Trains one machine a class against the rest: a weighted mean of a support vector machine on the rows as they are and one on rows scaled by how much oftener each
/// gram is in the class than outside (log-count ratio; Wang and Manning 2012). Both are linear, so the mean is one set of weights. `label_of` gives the
/// class of each of `rows`, below `classes`; mistakes on rarer classes are dearer.
std::vector<std::vector<float>> train_one_against_rest(const FeatureRows& texts, std::span<const std::uint32_t> rows, std::span<const std::uint32_t> label_of,
                                                       std::span<const float> weight_of, std::size_t classes, std::size_t features, const SvmOptions& options);
/// Decision value without quantisation; for calibration.
float decision(const FeatureRows& texts, std::size_t row, const std::vector<float>& weights);

}  // namespace yiwang
