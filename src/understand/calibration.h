#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace yiwang {

/// Decision values to probabilities: softmax(slope * d + offset[k]), fitted to texts the machine had not seen (cross-validation).
struct Calibration {
  float slope = 3.0f;
  std::vector<float> offset;

  /// In place; sums to 1.
  void apply(std::span<float> decisions) const;

  template <class File>
  void keep(File& file) {
    file.part(slope, offset);
  }
};

/// `decisions` holds `classes` numbers for each of `truth`. Minimises the log loss with a light pull of the offsets to 0. `with_offsets` false fits the slope alone.
Calibration fit_calibration(std::span<const float> decisions, std::span<const std::uint32_t> truth, std::size_t classes, bool with_offsets = true);

/// One answer to choose from: what two judges say of it.
struct Candidate {
  float first;
  float second;
};

/// Two judges to one probability among candidates: softmax(first_weight * first + second_weight * second).
struct Mixture {
  float first_weight = 1.0f;
  float second_weight = 8.0f;

  void apply(std::span<const Candidate> candidates, std::vector<float>& p) const;
  template <class File>
  void keep(File& file) {
    file.part(first_weight, second_weight);
  }
};
/// Texts lie one after the other in `candidates`; `start` says where each begins (and ends, one more entry than texts); `truth` is a place in `candidates`.
/// Newton's method on the log loss, which is convex.
Mixture fit_mixture(std::span<const Candidate> candidates, std::span<const std::size_t> start, std::span<const std::size_t> truth);

/// How often confidence was right on texts held out, in 200 steps of confidence. Corrects a confidence to what it was worth then (isotonic regression: rising
/// only, straight lines between blocks of 50 answers or more), and answers which corrected confidence keeps a promised precision.
struct ConfidenceRecord {
  static constexpr std::size_t kSteps = 200;
  std::vector<std::uint32_t> seen = std::vector<std::uint32_t>(kSteps, 0);
  std::vector<std::uint32_t> right = std::vector<std::uint32_t>(kSteps, 0);

  void add(double confidence, bool was_right);
  /// To be called once after the last `add`.
  void finish();
  double corrected(double confidence) const;
  /// The lowest corrected confidence from which on, taken together, at least `precision` of the answers were right; above 1 when there is none.
  double threshold(double precision) const;

  template <class File>
  void keep(File& file) {
    file.part(seen, right, knots, values);
  }
  std::vector<float> knots, values;        // of the correction: empty for none
};

}  // namespace yiwang
