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

/// How often confidence was right, in 200 steps of confidence: answers which threshold keeps a promised precision.
struct ConfidenceRecord {
  static constexpr std::size_t kSteps = 200;
  std::vector<std::uint32_t> seen = std::vector<std::uint32_t>(kSteps, 0);
  std::vector<std::uint32_t> right = std::vector<std::uint32_t>(kSteps, 0);

  void add(double confidence, bool was_right);
  /// The lowest confidence from which on, taken together, at least `precision` of the answers were right; above 1 when there is none.
  double threshold(double precision) const;

  template <class File>
  void keep(File& file) {
    file.part(seen, right);
  }
};

}  // namespace yiwang
