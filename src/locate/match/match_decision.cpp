#include "locate/match/match_decision.h"

#include <algorithm>
#include <cmath>

#include "locate/match/boosted_trees.h"

namespace yiwang {
namespace {

double loss_of(const MatchDecision& decision, std::span<const double> scores, std::span<const std::uint8_t> truth) {
  double loss = 0;
  std::array<double, 3> p;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    std::copy_n(scores.begin() + static_cast<std::ptrdiff_t>(3 * i), 3, p.begin());
    decision.calibrate(p);
    loss -= std::log(std::max(p[truth[i]], 1e-12));
  }
  return loss;
}

}  // namespace

std::array<double, 3> label_f1(std::span<const std::uint8_t> truth, std::span<const std::uint8_t> answer) {
  std::array<double, 3> right{}, answered{}, all{}, f1{};
  for (std::size_t i = 0; i < truth.size(); ++i) {
    all[truth[i]] += 1;
    answered[answer[i]] += 1;
    right[truth[i]] += truth[i] == answer[i] ? 1 : 0;
  }
  for (std::size_t label = 0; label < 3; ++label) f1[label] = all[label] + answered[label] == 0 ? 0 : 2 * right[label] / (all[label] + answered[label]);
  return f1;
}

void MatchDecision::calibrate(std::span<double> scores) const {
  for (std::size_t label = 0; label < 3; ++label) scores[label] = slope * scores[label] + offset[label];
  softmax(scores);
}

std::size_t MatchDecision::choose(std::span<const double> p) const {
  std::size_t best = 0;
  for (std::size_t label = 1; label < 3; ++label) {
    if (favour[label] * p[label] > favour[best] * p[best]) best = label;
  }
  return best;
}

MatchDecision MatchDecision::fit(std::span<const double> scores, std::span<const std::uint8_t> truth) {
  MatchDecision decision;
  if (truth.empty()) return decision;
  // three numbers and a smooth convex loss: steps along the axes, halved when none helps
  double best = loss_of(decision, scores, truth);
  for (double step = 0.2; step > 0.004;) {
    bool better = false;
    for (double* number : {&decision.slope, &decision.offset[0], &decision.offset[1]}) {
      for (const double by : {step, -step}) {
        *number += by;
        const double loss = decision.slope <= 0.05 ? best : loss_of(decision, scores, truth);
        if (loss < best) best = loss, better = true;
        else *number -= by;
      }
    }
    if (!better) step /= 2;
  }
  std::vector<double> p(scores.begin(), scores.end());
  for (std::size_t i = 0; i < truth.size(); ++i) decision.calibrate(std::span(p).subspan(3 * i, 3));
  // the mean F1 is a rough hill: of a grid, the middle of all that come within a thousandth of the best
  std::vector<std::uint8_t> answer(truth.size());
  struct Try {
    double exact, none, f1;
  };
  std::vector<Try> tries;
  double most = 0;
  for (double exact = -0.3; exact <= 0.901; exact += 0.06) {
    for (double none = -0.4; none <= 0.401; none += 0.08) {
      auto trial = decision;
      trial.favour = {std::exp(exact), 1, std::exp(none)};
      for (std::size_t i = 0; i < truth.size(); ++i) answer[i] = static_cast<std::uint8_t>(trial.choose(std::span(p).subspan(3 * i, 3)));
      const auto f1 = label_f1(truth, answer);
      tries.push_back({exact, none, (f1[0] + f1[1] + f1[2]) / 3});
      most = std::max(most, tries.back().f1);
    }
  }
  double exact = 0, none = 0, count = 0;
  for (const auto& one : tries) {
    if (one.f1 < most - 0.001) continue;
    exact += one.exact;
    none += one.none;
    count += 1;
  }
  decision.favour = {std::exp(exact / count), 1, std::exp(none / count)};
  return decision;
}

}  // namespace yiwang
