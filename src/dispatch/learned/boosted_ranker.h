#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace yiwang {

struct RankerOptions {
  int trees = 160;
  int leaves = 12;
  double rate = 0.1;
  double pull = 8;                         // of leaves to nought
  double least = 5;                        // curvature in a leaf
  double columns = 0.5;                    // share of the features a tree may look at
  std::uint64_t seed = 1;
};

/// Questions with their candidates, packed: candidates of question i are rows [start[i], start[i + 1]) of `values`, `features` numbers each.
struct RankedQuestions {
  std::size_t features = 0;
  std::vector<float> values;
  std::vector<std::size_t> start = {0};
  std::vector<std::uint32_t> right;        // which candidate of its question
  std::vector<float> weight;

  std::size_t size() const { return right.size(); }
};

/// A step of a tree. Inner nodes keep their mean value too, so that an answer can be explained.
struct RankerNode {
  std::int32_t feature = -1;               // -1: a leaf
  float cut = 0;                           // at most: left, which is always the next node
  std::uint32_t right = 0;
  float value = 0;
};
BOOST_DESCRIBE_STRUCT(RankerNode, (), (feature, cut, right, value))

/// Gradient boosted trees (Friedman 2001) that score candidates so that softmax over a question's candidates is the probability of each: the log loss of the
/// right candidate is what is boosted. Features are cut at 63 quantiles; trees grow best leaf first. One thread and a seeded choice of columns, so the same
/// questions give the same trees. Immutable after training.
class BoostedRanker {
 public:
  BoostedRanker() = default;
  /// Trees as kept: nodes of one tree after the other, `begin` says where each starts. Empty when they do not fit together.
  BoostedRanker(std::size_t features, std::vector<std::uint32_t> begin, std::vector<RankerNode> nodes);
  static BoostedRanker train(const RankedQuestions& questions, const RankerOptions& options);

  bool empty() const { return begin_.empty(); }
  std::size_t features() const { return features_; }
  double score(std::span<const float> values) const;
  /// What each feature moved the score by: along every path, the step in mean value goes to the feature that was split on. Adds `sign` times it to `shares`.
  void explain(std::span<const float> values, double sign, std::span<double> shares) const;
  const std::vector<std::uint32_t>& begin() const { return begin_; }
  const std::vector<RankerNode>& nodes() const { return nodes_; }

 private:
  std::size_t features_ = 0;
  std::vector<std::uint32_t> begin_;
  std::vector<RankerNode> nodes_;
};

}  // namespace yiwang
