#include "locate/tagger/tag_lattice.h"

#include <algorithm>
#include <cmath>

namespace yiwang {
namespace {
constexpr float kNever = -1e30F;
}

TagLattice::TagLattice(const TagSet& tags) : tags_(tags.size()) {
  allowed_.resize(moves());
  for (int a = 0; a < tags_; ++a) {
    for (int b = 0; b < tags_; ++b) allowed_[static_cast<std::size_t>(a * tags_ + b)] = tags.follows(a, b) ? 1 : 0;
    allowed_[static_cast<std::size_t>(tags_ * tags_ + a)] = tags.follows(-1, a) ? 1 : 0;
    may_end_.push_back(tags.follows(a, -1) ? 1 : 0);
  }
}

std::vector<int> TagLattice::best(std::span<const float> scores, std::span<const float> moves) const {
  const auto k = static_cast<std::size_t>(tags_);
  const auto n = scores.size() / k;
  if (n == 0) return {};
  std::vector<float> value(n * k, kNever);
  std::vector<int> from(n * k, 0);
  for (std::size_t b = 0; b < k; ++b) {
    if (allowed_[k * k + b]) value[b] = scores[b] + moves[k * k + b];
  }
  for (std::size_t i = 1; i < n; ++i) {
    for (std::size_t a = 0; a < k; ++a) {
      const float before = value[(i - 1) * k + a];
      if (before <= kNever) continue;
      for (std::size_t b = 0; b < k; ++b) {
        if (!allowed_[a * k + b]) continue;
        const float now = before + moves[a * k + b] + scores[i * k + b];
        if (now > value[i * k + b]) value[i * k + b] = now, from[i * k + b] = static_cast<int>(a);
      }
    }
  }
  std::size_t last = 0;
  float most = 2 * kNever;
  for (std::size_t b = 0; b < k; ++b) {
    if (may_end_[b] && value[(n - 1) * k + b] > most) most = value[(n - 1) * k + b], last = b;
  }
  std::vector<int> path(n);
  path[n - 1] = static_cast<int>(last);
  for (std::size_t i = n - 1; i > 0; --i) path[i - 1] = from[i * k + static_cast<std::size_t>(path[i])];
  return path;
}

void TagLattice::blame(std::span<const float> scores, std::span<const float> moves, std::span<const int> truth, std::span<float> of_scores, std::span<float> of_moves) {
  const auto k = static_cast<std::size_t>(tags_);
  const auto n = truth.size();
  forward_.assign(n * k, 0);
  backward_.assign(n * k, 0);
  emit_.resize(n * k);
  step_.resize(k * (k + 1));
  scale_.resize(n);
  pair_.resize(k * k);
  for (std::size_t i = 0; i < step_.size(); ++i) step_[i] = allowed_[i] ? std::exp(moves[i]) : 0;
  for (std::size_t i = 0; i < n; ++i) {
    const float most = *std::max_element(scores.begin() + static_cast<std::ptrdiff_t>(i * k), scores.begin() + static_cast<std::ptrdiff_t>((i + 1) * k));
    for (std::size_t b = 0; b < k; ++b) emit_[i * k + b] = std::exp(scores[i * k + b] - most);
  }
  for (std::size_t i = 0; i < n; ++i) {
    float* now = &forward_[i * k];
    if (i == 0) {
      for (std::size_t b = 0; b < k; ++b) now[b] = step_[k * k + b];
    } else {
      for (std::size_t a = 0; a < k; ++a) {
        const float before = forward_[(i - 1) * k + a];
        if (before == 0) continue;
        for (std::size_t b = 0; b < k; ++b) now[b] += before * step_[a * k + b];
      }
    }
    float sum = 0;
    for (std::size_t b = 0; b < k; ++b) {
      now[b] *= emit_[i * k + b];
      if (i + 1 == n && !may_end_[b]) now[b] = 0;
      sum += now[b];
    }
    scale_[i] = std::max(sum, 1e-30F);
    for (std::size_t b = 0; b < k; ++b) now[b] /= scale_[i];
  }
  for (std::size_t b = 0; b < k; ++b) backward_[(n - 1) * k + b] = may_end_[b] ? 1 : 0;
  for (std::size_t i = n - 1; i > 0; --i) {
    for (std::size_t a = 0; a < k; ++a) {
      float sum = 0;
      for (std::size_t b = 0; b < k; ++b) sum += step_[a * k + b] * emit_[i * k + b] * backward_[i * k + b];
      backward_[(i - 1) * k + a] = sum / scale_[i];
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    float sum = 0;
    float* out = &of_scores[i * k];
    for (std::size_t b = 0; b < k; ++b) out[b] = forward_[i * k + b] * backward_[i * k + b], sum += out[b];
    for (std::size_t b = 0; b < k; ++b) out[b] /= std::max(sum, 1e-30F);
    out[truth[i]] -= 1;
    if (i == 0) {
      for (std::size_t b = 0; b < k; ++b) of_moves[k * k + b] += out[b];
      continue;
    }
    double pairs = 0;
    for (std::size_t a = 0; a < k; ++a) {
      const float before = forward_[(i - 1) * k + a];
      for (std::size_t b = 0; b < k; ++b) {
        const float both = before == 0 ? 0 : before * step_[a * k + b] * emit_[i * k + b] * backward_[i * k + b];
        pair_[a * k + b] = both;
        pairs += both;
      }
    }
    const auto share = static_cast<float>(1 / std::max(pairs, 1e-30));
    for (std::size_t at = 0; at < k * k; ++at) of_moves[at] += pair_[at] * share;
    of_moves[static_cast<std::size_t>(truth[i - 1]) * k + static_cast<std::size_t>(truth[i])] -= 1;
  }
}

}  // namespace yiwang
