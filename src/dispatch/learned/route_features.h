#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "dispatch/learned/route_counts.h"

namespace yiwang {

/// What the past says of each unit for one case, as numbers: how often it worked cases that agree in a cross, held against how often it works cases of this
/// kind at all (smoothed, as logarithms), the same with old cases fading, words, and returns.
class RouteFeatures {
 public:
  explicit RouteFeatures(const RouteShape& shape);
  std::size_t count() const { return count_; }
  /// The cross a feature speaks of, or -1 for one that sums up several.
  int cross_of(std::size_t feature) const { return feature < cross_of_.size() ? cross_of_[feature] : -1; }
  /// True for a feature that speaks of words.
  bool is_words(std::size_t feature) const { return feature > cross_of_.size() && feature <= cross_of_.size() + 3; }

  /// Units worth asking about, most likely first, at most `most`.
  std::vector<std::uint32_t> candidates(const RouteCounts& counts, const RouteKeys& keys, std::size_t most) const;
  /// `units.size()` rows of `count()` numbers, appended to `out`.
  void fill(const RouteCounts& counts, const RouteKeys& keys, std::span<const std::uint32_t> units, std::vector<float>& out) const;
  /// Probability of each of `units` without any training: every cross in turn refines the ones before it by what it has seen. Sums to 1.
  std::vector<double> refined(const RouteCounts& counts, const RouteKeys& keys, std::span<const std::uint32_t> units) const;

 private:
  RouteShape shape_;
  std::vector<std::size_t> recent_;        // crosses counted with fading
  std::vector<int> cross_of_;
  std::size_t count_;
};

}  // namespace yiwang
