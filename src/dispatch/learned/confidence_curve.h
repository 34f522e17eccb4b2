#pragma once
#include <utility>
#include <vector>

namespace yiwang {

/// How often a confidence was right on cases held out: corrects a confidence to what it was worth then (isotonic regression by pooling neighbours, straight lines
/// between blocks of 50 answers or more) and tells from which one on a promised precision is kept.
class ConfidenceCurve {
 public:
  ConfidenceCurve() = default;
  /// Pairs of (confidence, was it right), any order.
  explicit ConfidenceCurve(std::vector<std::pair<double, bool>> answers);
  /// As kept. Not rising or of two lengths: nothing is corrected.
  ConfidenceCurve(std::vector<double> from, std::vector<double> to, std::vector<std::pair<double, double>> precisions);
  double corrected(double confidence) const;
  /// The lowest corrected confidence from which on, taken together, at least `precision` of the answers were right; above 1 when there is none.
  double threshold(double precision) const;

  const std::vector<double>& from() const { return from_; }
  const std::vector<double>& to() const { return to_; }
  const std::vector<std::pair<double, double>>& precisions() const { return precisions_; }

 private:
  std::vector<double> from_, to_;
  std::vector<std::pair<double, double>> precisions_;   // corrected confidence, precision from there on; rising confidence
};

}  // namespace yiwang
