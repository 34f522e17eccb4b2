#include "locate/match/match_scores.h"

#include <algorithm>
#include <cmath>

namespace yiwang {
namespace {

std::size_t at(MatchLabel label) { return static_cast<std::size_t>(label); }
double over(std::size_t part, std::size_t whole) { return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole); }

}  // namespace

void MatchScores::add(const MatchExample& truth, const MatchOpinion& opinion) {
  ++queries;
  std::size_t first = 0;
  auto best = MatchLabel::none;
  for (std::size_t i = 0; i < truth.labels.size(); ++i) {
    const auto& one = opinion.candidates[i];
    ++confusion[at(truth.labels[i])][at(one.label)];
    best = std::min(best, truth.labels[i]);
    if (one.rank > opinion.candidates[first].rank) first = i;
    const auto likeliest = std::max_element(one.probability.begin(), one.probability.end());
    auto& bin = bins_[std::min<std::size_t>(14, static_cast<std::size_t>(*likeliest * 15))];
    ++bin.count;
    bin.sure += *likeliest;
    bin.right += at(truth.labels[i]) == static_cast<std::size_t>(likeliest - one.probability.begin()) ? 1u : 0u;
  }
  if (best == MatchLabel::none) {
    top1_all_right += opinion.best ? 0u : 1u;
    return;
  }
  ++queries_with_match;
  top1_right += truth.labels[first] == best ? 1u : 0u;
  top1_all_right += opinion.best && truth.labels[*opinion.best] == best ? 1u : 0u;
}

void MatchScores::add(const MatchScores& other) {
  for (std::size_t i = 0; i < kMatchLabels; ++i) {
    for (std::size_t j = 0; j < kMatchLabels; ++j) confusion[i][j] += other.confusion[i][j];
  }
  queries += other.queries;
  queries_with_match += other.queries_with_match;
  top1_right += other.top1_right;
  top1_all_right += other.top1_all_right;
  for (std::size_t b = 0; b < bins_.size(); ++b) {
    bins_[b].count += other.bins_[b].count;
    bins_[b].right += other.bins_[b].right;
    bins_[b].sure += other.bins_[b].sure;
  }
}

std::size_t MatchScores::pairs() const {
  std::size_t all = 0;
  for (const auto& row : confusion) {
    for (const auto count : row) all += count;
  }
  return all;
}

double MatchScores::precision(MatchLabel label) const {
  std::size_t answered = 0;
  for (const auto& row : confusion) answered += row[at(label)];
  return over(confusion[at(label)][at(label)], answered);
}

double MatchScores::recall(MatchLabel label) const {
  std::size_t all = 0;
  for (const auto count : confusion[at(label)]) all += count;
  return over(confusion[at(label)][at(label)], all);
}

double MatchScores::f1(MatchLabel label) const {
  const double p = precision(label), r = recall(label);
  return p + r == 0 ? 0 : 2 * p * r / (p + r);
}

double MatchScores::macro_f1() const { return (f1(MatchLabel::exact) + f1(MatchLabel::partial) + f1(MatchLabel::none)) / 3; }

double MatchScores::accuracy() const { return over(confusion[0][0] + confusion[1][1] + confusion[2][2], pairs()); }

double MatchScores::ece() const {
  double error = 0, all = 0;
  for (const auto& bin : bins_) {
    all += static_cast<double>(bin.count);
    error += std::abs(bin.sure - static_cast<double>(bin.right));
  }
  return all == 0 ? 0 : error / all;
}

}  // namespace yiwang
