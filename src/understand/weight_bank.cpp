#include "understand/weight_bank.h"

#include <cmath>

namespace yiwang {

WeightBank::WeightBank(std::span<const std::vector<float>> weights, std::span<const std::uint32_t> rows, std::size_t rows_in_all) {
  const std::size_t classes = weights.size();
  stride_ = static_cast<std::uint32_t>((classes + 7) / 8 * 8);
  for (const auto& one : weights) {
    float largest = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) largest = std::max(largest, std::abs(one[i]));
    scale_.push_back(largest > 0 ? largest / 32767.0f : 1.0f);
    bias_.push_back(one.back());
  }
  local_of_.assign(rows_in_all, Vectoriser::kUnknown);
  std::vector<std::int16_t> steps(stride_, 0);
  std::uint32_t next = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    bool any = false;
    for (std::size_t k = 0; k < classes; ++k) {
      steps[k] = static_cast<std::int16_t>(std::lround(weights[k][i] / scale_[k]));
      any = any || std::abs(steps[k]) > 16;  // half a thousandth of the largest: moves nothing
    }
    if (!any) continue;
    local_of_[rows[i]] = next++;
    weights_.insert(weights_.end(), steps.begin(), steps.end());
  }
}

// Wider registers where the machine has them; each sum adds in the same order either way, so the bits are the same.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
#define YIWANG_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define YIWANG_WIDE
#endif

namespace {

YIWANG_WIDE void add_rows(const Weighted* word, const Weighted* end, const std::uint32_t* local_of, const std::int16_t* weights, std::uint32_t stride, float* sums) {
  for (; word != end; ++word) {
    const std::uint32_t local = local_of[word->row];
    if (local == Vectoriser::kUnknown) continue;
    const std::int16_t* const row = weights + static_cast<std::size_t>(local) * stride;
    for (std::uint32_t k = 0; k < stride; ++k) sums[k] += word->value * static_cast<float>(row[k]);
  }
}

}  // namespace

void WeightBank::score(std::span<const Weighted> text, std::vector<float>& out) const {
  out.assign(stride_, 0.0f);
  add_rows(text.data(), text.data() + text.size(), local_of_.data(), weights_.data(), stride_, out.data());
  out.resize(scale_.size());
  for (std::size_t k = 0; k < out.size(); ++k) out[k] = out[k] * scale_[k] + bias_[k];
}

float WeightBank::share(const Weighted& word, std::size_t of_class) const {
  const std::uint32_t local = local_of_[word.row];
  if (local == Vectoriser::kUnknown) return 0;
  return word.value * scale_[of_class] * static_cast<float>(weights_[static_cast<std::size_t>(local) * stride_ + of_class]);
}

namespace {

// The machine on log-count ratios carries over better to messages from places that training never saw, the plain one is as good on the same kind.
constexpr float kRatioShare = 0.7f;

// ln of (share of the class's texts with the gram) / (share outside), one added to each count. The sign does not matter: the machine learns its own.
std::vector<float> log_ratios(const FeatureRows& texts, std::span<const std::uint32_t> rows, std::span<const std::int8_t> sign, std::span<const float> weight_of,
                              std::size_t features) {
  std::vector<float> inside(features, 1.0f), outside(features, 1.0f);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto& counts = sign[i] > 0 ? inside : outside;
    for (std::size_t k = texts.start[rows[i]]; k < texts.start[rows[i] + 1]; ++k) counts[texts.feature[k]] += weight_of[i];
  }
  double all_inside = 0, all_outside = 0;
  for (std::size_t f = 0; f < features; ++f) {
    all_inside += static_cast<double>(inside[f]);
    all_outside += static_cast<double>(outside[f]);
  }
  const float shift = static_cast<float>(std::log(all_outside / all_inside));
  for (std::size_t f = 0; f < features; ++f) inside[f] = std::log(inside[f] / outside[f]) + shift;
  return inside;
}

}  // namespace

std::vector<std::vector<float>> train_one_against_rest(const FeatureRows& texts, std::span<const std::uint32_t> rows, std::span<const std::uint32_t> label_of,
                                                       std::span<const float> weight_of, std::size_t classes, std::size_t features, const SvmOptions& options) {
  std::vector<std::vector<float>> weights;
  std::vector<double> mass(classes, 0.0);
  double whole = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    mass[label_of[i]] += static_cast<double>(weight_of[i]);
    whole += static_cast<double>(weight_of[i]);
  }
  FeatureRows scaled = texts;
  std::vector<std::int8_t> sign(rows.size());
  std::vector<float> cost(rows.size());
  for (std::size_t k = 0; k < classes; ++k) {
    const double dearer = mass[k] > 0 ? std::pow(whole / static_cast<double>(classes) / mass[k], 0.7) : 1.0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const bool is_this = label_of[i] == k;
      sign[i] = is_this ? 1 : -1;
      cost[i] = is_this ? weight_of[i] * static_cast<float>(dearer) : weight_of[i];
    }
    auto plain = train_svm(texts, rows, sign, cost, features, options);
    const auto ratio = log_ratios(texts, rows, sign, weight_of, features);
    for (std::size_t at = 0; at < scaled.value.size(); ++at) scaled.value[at] = texts.value[at] * ratio[texts.feature[at]];
    const auto by_ratio = train_svm(scaled, rows, sign, cost, features, options);
    for (std::size_t f = 0; f < features; ++f) plain[f] = (1 - kRatioShare) * plain[f] + kRatioShare * by_ratio[f] * ratio[f];
    plain[features] = (1 - kRatioShare) * plain[features] + kRatioShare * by_ratio[features];
    weights.push_back(std::move(plain));
  }
  return weights;
}

float decision(const FeatureRows& texts, std::size_t row, const std::vector<float>& weights) {
  float sum = weights.back();
  for (std::size_t k = texts.start[row]; k < texts.start[row + 1]; ++k) sum += weights[texts.feature[k]] * texts.value[k];
  return sum;
}

}  // namespace yiwang
