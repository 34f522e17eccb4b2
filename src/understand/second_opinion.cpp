#include "understand/second_opinion.h"

#include <algorithm>

namespace yiwang {

std::vector<MatterGuess> weigh_opinion(const std::vector<MatterGuess>& guesses, std::string_view named, std::size_t offered, double accuracy) {
  auto out = guesses;
  double rest = 1;
  for (const auto& guess : out) rest -= guess.confidence;
  rest = std::max(rest, 0.0);
  const auto others = static_cast<double>(std::max<std::size_t>(offered, guesses.size() + 1) - guesses.size());
  const bool known = std::any_of(out.begin(), out.end(), [&](const MatterGuess& guess) { return guess.matter == named; });
  if (!known) {
    out.push_back({std::string(named), rest / others});
    rest -= rest / others;
  }
  accuracy = std::clamp(accuracy, 0.02, 0.98);
  const double wrongly = (1 - accuracy) / static_cast<double>(std::max<std::size_t>(offered, 2) - 1);
  double sum = rest * wrongly;
  for (auto& guess : out) sum += guess.confidence *= guess.matter == named ? accuracy : wrongly;
  if (sum <= 0) return guesses;
  for (auto& guess : out) guess.confidence /= sum;
  std::stable_sort(out.begin(), out.end(), [](const MatterGuess& a, const MatterGuess& b) { return a.confidence > b.confidence; });
  if (out.size() > 3) out.resize(3);
  return out;
}

}  // namespace yiwang
