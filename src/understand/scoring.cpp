#include "understand/scoring.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace yiwang {
namespace {

bool right(const ScoredAnswer& answer) { return !answer.guesses.empty() && answer.guesses[0].matter == answer.truth; }
double confidence(const ScoredAnswer& answer) { return answer.guesses.empty() ? 0.0 : answer.guesses[0].confidence; }
double share(std::size_t part, std::size_t whole) { return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole); }

}  // namespace

MatterScores score_matters(std::span<const ScoredAnswer> answers) {
  constexpr std::size_t kBins = 15;
  struct Bin {
    std::size_t count = 0, right = 0;
    double confidence = 0;
  };
  std::array<Bin, kBins> bins{};
  MatterScores scores;
  scores.count = answers.size();
  std::size_t good = 0, among_three = 0, present = 0;
  std::map<std::string, std::size_t> answered, hit;
  for (const auto& answer : answers) {
    const std::string said = answer.guesses.empty() ? "" : answer.guesses[0].matter;
    scores.per_class[answer.truth].support += 1;
    ++scores.confusion[answer.truth][said];
    if (!said.empty()) {
      ++answered[said];
      scores.per_class[said].support += 0;
    }
    if (right(answer)) {
      ++good;
      ++hit[answer.truth];
    }
    among_three += std::any_of(answer.guesses.begin(), answer.guesses.end(), [&](const MatterGuess& g) { return g.matter == answer.truth; }) ? 1 : 0;
    auto& bin = bins[std::min(kBins - 1, static_cast<std::size_t>(confidence(answer) * static_cast<double>(kBins)))];
    ++bin.count;
    bin.right += right(answer) ? 1 : 0;
    bin.confidence += confidence(answer);
    scores.mean_confidence += confidence(answer) / static_cast<double>(answers.size());
  }
  scores.accuracy = share(good, answers.size());
  scores.top3 = share(among_three, answers.size());
  for (const auto& bin : bins) scores.ece += answers.empty() ? 0 : std::abs(static_cast<double>(bin.right) - bin.confidence) / static_cast<double>(answers.size());
  for (auto& [label, score] : scores.per_class) {
    score.precision = share(hit[label], answered[label]);
    score.recall = share(hit[label], score.support);
    score.f1 = share(2 * hit[label], answered[label] + score.support);
    scores.macro_f1 += score.f1 / static_cast<double>(scores.per_class.size());
    scores.macro_f1_present += score.support > 0 ? score.f1 : 0.0;
    present += score.support > 0 ? 1 : 0;
  }
  scores.macro_f1_present /= present > 0 ? static_cast<double>(present) : 1.0;
  return scores;
}

std::vector<Confusion> worst_confusions(const MatterScores& scores, std::size_t most) {
  std::vector<Confusion> all;
  for (const auto& [truth, row] : scores.confusion) {
    for (const auto& [said, count] : row) {
      if (said != truth) all.push_back({truth, said, count});
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const Confusion& a, const Confusion& b) { return a.count > b.count; });
  if (all.size() > most) all.resize(most);
  return all;
}

Coverage coverage_at(std::span<const ScoredAnswer> answers, double threshold) {
  std::size_t answered = 0, good = 0;
  for (const auto& answer : answers) {
    if (answer.guesses.empty() || confidence(answer) < threshold) continue;
    ++answered;
    good += right(answer) ? 1 : 0;
  }
  return {threshold, share(answered, answers.size()), answered == 0 ? 1.0 : share(good, answered)};
}

Coverage best_coverage(std::span<const ScoredAnswer> answers, double precision) {
  std::vector<std::pair<double, bool>> by_confidence;
  for (const auto& answer : answers) {
    if (!answer.guesses.empty()) by_confidence.emplace_back(confidence(answer), right(answer));
  }
  std::sort(by_confidence.begin(), by_confidence.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  Coverage best{1.01, 0, 1};
  std::size_t good = 0;
  for (std::size_t i = 0; i < by_confidence.size(); ++i) {
    good += by_confidence[i].second ? 1 : 0;
    const bool tied = i + 1 < by_confidence.size() && by_confidence[i + 1].first == by_confidence[i].first;
    if (!tied && share(good, i + 1) >= precision) best = {by_confidence[i].first, share(i + 1, answers.size()), share(good, i + 1)};
  }
  return best;
}

}  // namespace yiwang
