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

void Mixture::apply(std::span<const Candidate> candidates, std::vector<float>& p) const {
  p.clear();
  float highest = -1e30f, sum = 0;
  for (const auto& c : candidates) {
    p.push_back(first_weight * c.first + second_weight * c.second);
    highest = std::max(highest, p.back());
  }
  for (auto& value : p) sum += value = std::exp(value - highest);
  for (auto& value : p) value /= sum;
}

Mixture fit_mixture(std::span<const Candidate> candidates, std::span<const std::size_t> start, std::span<const std::size_t> truth) {
  Mixture mixture;
  std::vector<float> p;
  for (int round = 0; round < 12 && !truth.empty(); ++round) {
    // Gradient and Hessian of the mean log loss, with a light pull towards the weights it starts from so that few texts cannot run away.
    double g1 = 0, g2 = 0, h11 = 0, h12 = 0, h22 = 0;
    for (std::size_t t = 0; t < truth.size(); ++t) {
      const auto own = candidates.subspan(start[t], start[t + 1] - start[t]);
      mixture.apply(own, p);
      double m1 = 0, m2 = 0, m11 = 0, m12 = 0, m22 = 0;
      for (std::size_t i = 0; i < own.size(); ++i) {
        const double weight = static_cast<double>(p[i]), u = static_cast<double>(own[i].first), v = static_cast<double>(own[i].second);
        m1 += weight * u;
        m2 += weight * v;
        m11 += weight * u * u;
        m12 += weight * u * v;
        m22 += weight * v * v;
      }
      g1 += m1 - static_cast<double>(candidates[truth[t]].first);
      g2 += m2 - static_cast<double>(candidates[truth[t]].second);
      h11 += m11 - m1 * m1;
      h12 += m12 - m1 * m2;
      h22 += m22 - m2 * m2;
    }
    const Mixture from;
    const double n = static_cast<double>(truth.size());
    g1 = g1 / n + 1e-3 * (static_cast<double>(mixture.first_weight) - static_cast<double>(from.first_weight));
    g2 = g2 / n + 1e-5 * (static_cast<double>(mixture.second_weight) - static_cast<double>(from.second_weight));
    h11 = h11 / n + 1e-3;
    h12 /= n;
    h22 = h22 / n + 1e-5;
    const double determinant = h11 * h22 - h12 * h12;
    const double step1 = (h22 * g1 - h12 * g2) / determinant, step2 = (h11 * g2 - h12 * g1) / determinant;
    mixture.first_weight = static_cast<float>(std::clamp(static_cast<double>(mixture.first_weight) - std::clamp(step1, -1.0, 1.0), 0.05, 5.0));
    mixture.second_weight = static_cast<float>(std::clamp(static_cast<double>(mixture.second_weight) - std::clamp(step2, -8.0, 8.0), 0.5, 100.0));
  }
  return mixture;
}

void ConfidenceRecord::add(double confidence, bool was_right) {
  const auto step = std::min(kSteps - 1, static_cast<std::size_t>(std::max(0.0, confidence) * static_cast<double>(kSteps)));
  ++seen[step];
  right[step] += was_right ? 1 : 0;
}

void ConfidenceRecord::finish() {
  constexpr double kBlock = 50;
  struct Block {
    double count, right, confidence;
    double rate() const { return right / count; }
  };
  std::vector<Block> blocks;
  Block open{0, 0, 0};
  for (std::size_t step = 0; step < kSteps; ++step) {
    open.count += seen[step];
    open.right += right[step];
    open.confidence += seen[step] * (static_cast<double>(step) + 0.5) / static_cast<double>(kSteps);
    if (open.count < kBlock) continue;
    blocks.push_back(open);
    open = {0, 0, 0};
    // Pool adjacent violators.
    while (blocks.size() > 1 && blocks[blocks.size() - 2].rate() >= blocks.back().rate()) {
      auto& below = blocks[blocks.size() - 2];
      below.count += blocks.back().count;
      below.right += blocks.back().right;
      below.confidence += blocks.back().confidence;
      blocks.pop_back();
    }
  }
  knots.clear();
  values.clear();
  if (blocks.empty()) return;
  for (const auto& block : blocks) {
    knots.push_back(static_cast<float>(block.confidence / block.count));
    values.push_back(static_cast<float>(block.rate()));
  }
  // Beyond the last block's middle confidence may still rise, half as fast as what is left allows.
  knots.insert(knots.begin(), 0.0f);
  values.insert(values.begin(), std::min(values.front(), static_cast<float>(knots[1] * 0.5f)));
  knots.push_back(1.0f);
  values.push_back(values.back() + 0.5f * (1.0f - values.back()));
}

double ConfidenceRecord::corrected(double confidence) const {
  if (knots.empty()) return confidence;
  const auto wanted = static_cast<float>(std::clamp(confidence, 0.0, 1.0));
  std::size_t i = 1;
  while (i + 1 < knots.size() && knots[i] < wanted) ++i;
  const float wide = knots[i] - knots[i - 1];
  const float part = wide > 0 ? std::clamp((wanted - knots[i - 1]) / wide, 0.0f, 1.0f) : 1.0f;
  return static_cast<double>(values[i - 1] + part * (values[i] - values[i - 1]));
}

double ConfidenceRecord::threshold(double precision) const {
  double best = 1.01;
  std::uint64_t answered = 0, good = 0;
  for (std::size_t step = kSteps; step-- > 0;) {
    answered += seen[step];
    good += right[step];
    // Half a standard error more than asked for, so that the promise holds on other texts about two times in three.
    const double n = static_cast<double>(answered);
    if (answered > 0 && static_cast<double>(good) >= precision * n + 0.5 * std::sqrt(n * precision * (1 - precision))) best = corrected(static_cast<double>(step) / static_cast<double>(kSteps));
  }
  return best;
}

}  // namespace yiwang
