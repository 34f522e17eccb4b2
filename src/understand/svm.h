#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace yiwang {

/// Texts as rows of (feature, value), packed.
struct FeatureRows {
  std::vector<std::size_t> start = {0};
  std::vector<std::uint32_t> feature;
  std::vector<float> value;

  std::size_t size() const { return start.size() - 1; }
  void end_row() { start.push_back(feature.size()); }
};

struct SvmOptions {
  double cost = 1.0;
  double tolerance = 0.1;                  // of the largest projected gradient, as liblinear's -e
  int most_passes = 60;
  std::uint64_t seed = 1;
};

/// A linear support vector machine with squared hinge loss, by dual coordinate descent (Hsieh et al. 2008; the method of liblinear's solver 1, which it
/// matches to the tolerance). Own code because each row here has its own cost, and because liblinear draws from the process-wide rand(), so that
/// training beside another thread would not repeat. `rows` picks the texts; `sign` and `cost_of` go with `rows`. Returns `features` weights, then the bias.
std::vector<float> train_svm(const FeatureRows& texts, std::span<const std::uint32_t> rows, std::span<const std::int8_t> sign,
                             std::span<const float> cost_of, std::size_t features, const SvmOptions& options);

}  // namespace yiwang
