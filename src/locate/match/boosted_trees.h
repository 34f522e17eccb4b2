#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace yiwang {

struct BoostOptions {
  int rounds = 150;                        // each adds one tree a class
  double rate = 0.08;                      // how much of each tree is taken
  int leaves = 16;                         // of a tree at most
  double least_weight = 4;                 // second derivatives in a leaf at least
  double pull = 2;                         // of leaf values towards 0 (L2)
  double columns = 0.2;                    // share of the features a tree may use
  double rows = 0.8;                       // share of the examples a tree sees
  std::uint64_t seed = 1;
};

/// Numbers of many examples, row after row; -1 is a number like any other.
struct FeatureTable {
  std::size_t columns = 0;
  std::vector<float> values;
  std::size_t rows() const { return columns == 0 ? 0 : values.size() / columns; }
  std::span<const float> row(std::size_t i) const { return std::span(values).subspan(i * columns, columns); }
};

/// Gradient-boosted regression trees for the softmax over a few classes (Friedman 2001), grown leaf by leaf on histograms of at most 255 bins a feature (as LightGBM, Ke et al.
/// 2017). The same examples, options and seed give the same trees on every machine with IEEE arithmetic. Immutable after training.
class BoostedTrees {
 public:
  /// `truth` in 0..classes-1, one for each row; `weight` of each row may be empty (all 1). `rows` picks the examples to learn from.
  static BoostedTrees train(const FeatureTable& table, std::span<const std::uint8_t> truth, std::span<const float> weight, std::span<const std::uint32_t> rows, int classes,
                            const BoostOptions& options);

  /// Adds this model's raw scores (before the softmax) to `scores`, one a class.
  void add_scores(std::span<const float> row, std::span<double> scores) const;
  /// What each feature contributed to the score of a class: along each tree's path the change of the mean goes to the feature that was asked (Saabas 2014). Adds to `shares`.
  void add_shares(std::span<const float> row, int of_class, std::span<double> shares) const;
  /// Total gain of each feature over training.
  const std::vector<float>& gains() const { return gains_; }
  /// Whether every node can be followed to a leaf with rows of so many columns: to be asked of what was read from bytes.
  bool sound(std::size_t columns) const;
  int classes() const { return static_cast<int>(start_.size()); }

  template <class File>
  void keep(File& file) {
    file.part(start_, gains_, roots_, feature_, bound_, value_, low_, high_);
  }

 private:
  friend class TreeGrower;
  std::vector<double> start_;              // the score of each class before the first tree
  std::vector<float> gains_;
  std::vector<std::uint32_t> roots_;       // node of the tree of round r and class k at r * classes + k
  // nodes: feature asked (-1: a leaf), go low when the value <= bound; value: the mean of the leaves below, by weight
  std::vector<std::int32_t> feature_;
  std::vector<float> bound_, value_;
  std::vector<std::uint32_t> low_, high_;
};

void softmax(std::span<double> scores);

}  // namespace yiwang
