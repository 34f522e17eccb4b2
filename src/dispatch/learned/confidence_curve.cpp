#include "dispatch/learned/confidence_curve.h"

#include <algorithm>

namespace yiwang {
namespace {

constexpr double kLeastBlock = 50;
constexpr std::size_t kLeastAnswered = 50;   // a precision reached by fewer is luck
constexpr double kNever = 1.01;

struct Block {
  double confidence = 0, right = 0, count = 0;
  double value() const { return right / count; }
};

/// Sums for a block of answers that rise from block to block.
std::vector<Block> pooled(const std::vector<std::pair<double, bool>>& answers) {
  std::vector<Block> blocks;
  Block open;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    open.confidence += answers[i].first;
    open.right += answers[i].second ? 1 : 0;
    open.count += 1;
    const bool last = i + 1 == answers.size();
    if (!last && (open.count < kLeastBlock || answers[i + 1].first == answers[i].first)) continue;
    blocks.push_back(open);
    open = {};
    while (blocks.size() > 1 && (blocks[blocks.size() - 2].value() >= blocks.back().value() || blocks.back().count < kLeastBlock)) {
      const auto above = blocks.back();
      blocks.pop_back();
      blocks.back().confidence += above.confidence;
      blocks.back().right += above.right;
      blocks.back().count += above.count;
    }
  }
  return blocks;
}

}  // namespace

ConfidenceCurve::ConfidenceCurve(std::vector<std::pair<double, bool>> answers) {
  std::sort(answers.begin(), answers.end());
  for (const auto& block : pooled(answers)) {
    from_.push_back(block.confidence / block.count);
    to_.push_back((block.right + 0.5) / (block.count + 1));
  }
  double right = 0, count = 0;
  for (std::size_t i = answers.size(); i-- > 0;) {
    right += answers[i].second ? 1 : 0;
    count += 1;
    // Answers of one confidence are given together or not at all.
    if (i > 0 && answers[i - 1].first == answers[i].first) continue;
    if (count >= kLeastAnswered) precisions_.emplace_back(corrected(answers[i].first), right / count);
  }
  std::reverse(precisions_.begin(), precisions_.end());
}

ConfidenceCurve::ConfidenceCurve(std::vector<double> from, std::vector<double> to, std::vector<std::pair<double, double>> precisions) {
  if (from.size() != to.size() || !std::is_sorted(from.begin(), from.end()) || !std::is_sorted(to.begin(), to.end())) return;
  from_ = std::move(from);
  to_ = std::move(to);
  precisions_ = std::move(precisions);
}

double ConfidenceCurve::corrected(double confidence) const {
  if (from_.empty()) return confidence;
  const auto above = std::upper_bound(from_.begin(), from_.end(), confidence);
  // Beyond the last blocks the line goes on to nought and to one, so that answers keep their order.
  const auto i = static_cast<std::size_t>(above - from_.begin());
  const double x0 = i == 0 ? 0 : from_[i - 1], y0 = i == 0 ? 0 : to_[i - 1];
  const double x1 = i == from_.size() ? 1 : from_[i], y1 = i == from_.size() ? 1 : to_[i];
  if (x1 <= x0) return y1;
  return y0 + (y1 - y0) * (confidence - x0) / (x1 - x0);
}

double ConfidenceCurve::threshold(double precision) const {
  // The lowest one from which all above keep it, so that one lucky spot does not open the door to a weak stretch.
  double best = kNever;
  for (const auto& [confidence, reached] : precisions_) {
    if (reached >= precision) {
      best = confidence;
      break;
    }
  }
  return best;
}

}  // namespace yiwang
