#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace yiwang {

/// From raw scores to calibrated probabilities and from these to an answer, both fitted to candidates whose queries the models had not seen.
struct MatchDecision {
  double slope = 1;
  std::array<double, 3> offset{};          // probability: softmax(slope * score + offset)
  std::array<double, 3> favour{1, 1, 1};   // answer: the label with the largest favour * probability

  /// In place: scores to probabilities.
  void calibrate(std::span<double> scores) const;
  std::size_t choose(std::span<const double> probability) const;

  /// `scores` holds three numbers a candidate. The slope and offsets minimise the log loss, the favours then make the mean F1 of the three labels largest.
  static MatchDecision fit(std::span<const double> scores, std::span<const std::uint8_t> truth);

  template <class File>
  void keep(File& file) {
    file.part(slope, offset[0], offset[1], offset[2], favour[0], favour[1], favour[2]);
  }
};

/// F1 of each label, from its answers.
std::array<double, 3> label_f1(std::span<const std::uint8_t> truth, std::span<const std::uint8_t> answer);

}  // namespace yiwang
