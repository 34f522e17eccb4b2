#include "understand/calibration.h"

#include <algorithm>
#include <cmath>

namespace yiwang {

void Calibration::apply(std::span<float> decisions) const {
  float highest = -1e30f;
  for (std::size_t k = 0; k < decisions.size(); ++k) {
    decisions[k] = decisions[k] * slope + (k < offset.size() ? offset[k] : 0.0f);
    highest = std::max(highest, decisions[k]);
  }
  float sum = 0;
  for (auto& value : decisions) sum += value = std::exp(value - highest);
  for (auto& value : decisions) value /= sum;
}

Calibration fit_calibration(std::span<const float> decisions, std::span<const std::uint32_t> truth, std::size_t classes, bool with_offsets) {
  Calibration result;
  result.offset.assign(classes, 0.0f);
  const std::size_t count = truth.size();
  if (count == 0 || classes < 2) return result;
  // Gradient descent with momentum on a convex loss of a few numbers; 150 steps are far past convergence for slopes of 1 to 20.
  double slope = 3.0;
  std::vector<double> offset(classes, 0.0), speed(classes + 1, 0.0), gradient(classes + 1), p(classes);
  for (int step = 0; step < 150; ++step) {
    std::fill(gradient.begin(), gradient.end(), 0.0);
    for (std::size_t i = 0; i < count; ++i) {
      const float* const d = decisions.data() + i * classes;
      double highest = -1e300, sum = 0, mean = 0;
      for (std::size_t k = 0; k < classes; ++k) highest = std::max(highest, p[k] = slope * static_cast<double>(d[k]) + offset[k]);
      for (auto& value : p) sum += value = std::exp(value - highest);
      for (std::size_t k = 0; k < classes; ++k) {
        p[k] /= sum;
        mean += p[k] * static_cast<double>(d[k]);
        gradient[k] += p[k];
      }
      gradient[truth[i]] -= 1.0;
      gradient[classes] += mean - static_cast<double>(d[truth[i]]);
    }
    const double n = static_cast<double>(count);
    for (std::size_t k = 0; k < classes && with_offsets; ++k) {
      speed[k] = 0.9 * speed[k] - 1.0 * (gradient[k] / n + 0.002 * offset[k]);
      offset[k] += speed[k];
    }
    speed[classes] = 0.9 * speed[classes] - 2.0 * gradient[classes] / n;
    slope = std::clamp(slope + speed[classes], 0.2, 60.0);
  }
  result.slope = static_cast<float>(slope);
  for (std::size_t k = 0; k < classes; ++k) result.offset[k] = static_cast<float>(offset[k]);
  return result;
}

void ConfidenceRecord::add(double confidence, bool was_right) {
  const auto step = std::min(kSteps - 1, static_cast<std::size_t>(std::max(0.0, confidence) * static_cast<double>(kSteps)));
  ++seen[step];
  right[step] += was_right ? 1 : 0;
}

double ConfidenceRecord::threshold(double precision) const {
  double best = 1.01;
  std::uint64_t answered = 0, good = 0;
  for (std::size_t step = kSteps; step-- > 0;) {
    answered += seen[step];
    good += right[step];
    if (answered > 0 && static_cast<double>(good) >= precision * static_cast<double>(answered)) best = static_cast<double>(step) / static_cast<double>(kSteps);
  }
  return best;
}

}  // namespace yiwang
