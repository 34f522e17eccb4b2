#include "understand/svm.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "base/random.h"

namespace yiwang {

std::vector<float> train_svm(const FeatureRows& texts, std::span<const std::uint32_t> rows, std::span<const std::int8_t> sign,
                             std::span<const float> cost_of, std::size_t features, const SvmOptions& options) {
  const std::size_t count = rows.size();
  std::vector<float> weight(features + 1, 0.0f);
  std::vector<double> alpha(count, 0.0), diagonal(count), curvature(count);
  for (std::size_t i = 0; i < count; ++i) {
    diagonal[i] = 0.5 / (options.cost * static_cast<double>(cost_of[i]));
    double square = 1.0 + diagonal[i];
    for (std::size_t k = texts.start[rows[i]]; k < texts.start[rows[i] + 1]; ++k) square += static_cast<double>(texts.value[k]) * texts.value[k];
    curvature[i] = square;
  }
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0u);
  Random random(options.seed);
  std::size_t active = count;
  constexpr double kFar = std::numeric_limits<double>::infinity();
  double bound = kFar;
  for (int pass = 0; pass < options.most_passes; ++pass) {
    double highest = -kFar, lowest = kFar;
    for (std::size_t i = 0; i < active; ++i) std::swap(order[i], order[i + random.below(active - i)]);
    for (std::size_t place = 0; place < active; ++place) {
      const std::uint32_t i = order[place];
      const std::size_t from = texts.start[rows[i]], to = texts.start[rows[i] + 1];
      double product = weight[features];
      for (std::size_t k = from; k < to; ++k) product += static_cast<double>(weight[texts.feature[k]]) * texts.value[k];
      const double gradient = sign[i] * product - 1.0 + alpha[i] * diagonal[i];
      double projected = gradient;
      if (alpha[i] == 0.0) {
        if (gradient > bound) {  // shrinking: a row far beyond the margin is left out of later passes
          std::swap(order[place], order[--active]);
          --place;
          continue;
        }
        projected = std::min(gradient, 0.0);
      }
      highest = std::max(highest, projected);
      lowest = std::min(lowest, projected);
      if (projected > -1e-12 && projected < 1e-12) continue;
      const double before = alpha[i];
      alpha[i] = std::max(before - gradient / curvature[i], 0.0);
      const float step = static_cast<float>((alpha[i] - before) * sign[i]);
      for (std::size_t k = from; k < to; ++k) weight[texts.feature[k]] += step * texts.value[k];
      weight[features] += step;
    }
    if (highest - lowest <= options.tolerance) {
      if (active == count) break;
      active = count;
      bound = kFar;
      continue;
    }
    bound = highest <= 0.0 ? kFar : highest;
  }
  return weight;
}

}  // namespace yiwang
