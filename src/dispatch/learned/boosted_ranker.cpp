#include "dispatch/learned/boosted_ranker.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "base/random.h"

namespace yiwang {
namespace {

constexpr std::size_t kBins = 64;
constexpr std::size_t kSample = 20'000;    // values looked at to find quantiles

struct Slope {
  double first = 0, second = 0;
  Slope& operator+=(const Slope& o) {
    first += o.first;
    second += o.second;
    return *this;
  }
  Slope operator-(const Slope& o) const { return {first - o.first, second - o.second}; }
};
using Histogram = std::array<Slope, kBins>;

/// A leaf while its tree grows.
struct Leaf {
  std::vector<std::uint32_t> rows;
  std::vector<Histogram> bins;             // one a column of this tree
  Slope sum;
  int node = 0;                            // in Grown::steps
  double gain = 0;
  int column = -1;                         // of this tree's columns
  std::size_t bin = 0;
};

struct Step {
  std::int32_t feature = -1;
  float cut = 0, value = 0;
  int left = 0, right = 0;
};

class Trainer {
 public:
  Trainer(const RankedQuestions& questions, const RankerOptions& options)
      : q_(questions), o_(options), rows_(questions.start.back()), score_(rows_, 0), slope_(rows_), random_(options.seed) {
    bin_values();
  }

  BoostedRanker run() {
    std::vector<std::uint32_t> begin;
    std::vector<RankerNode> nodes;
    for (int t = 0; t < o_.trees; ++t) {
      begin.push_back(static_cast<std::uint32_t>(nodes.size()));
      take_slopes();
      grow();
      flatten(0, nodes);
    }
    return {q_.features, std::move(begin), std::move(nodes)};
  }

 private:
  void bin_values() {
    cuts_.resize(q_.features);
    bins_.resize(q_.features * rows_);
    const auto step = std::max<std::size_t>(1, rows_ / kSample);
    std::vector<float> sample;
    for (std::size_t f = 0; f < q_.features; ++f) {
      sample.clear();
      for (std::size_t i = 0; i < rows_; i += step) sample.push_back(q_.values[i * q_.features + f]);
      std::sort(sample.begin(), sample.end());
      auto& cuts = cuts_[f];
      for (std::size_t b = 1; b < kBins; ++b) {
        const float cut = sample[sample.size() * b / kBins];
        if ((cuts.empty() || cut > cuts.back()) && cut < sample.back()) cuts.push_back(cut);
      }
      for (std::size_t i = 0; i < rows_; ++i) {
        bins_[f * rows_ + i] = static_cast<std::uint8_t>(std::lower_bound(cuts.begin(), cuts.end(), q_.values[i * q_.features + f]) - cuts.begin());
      }
    }
  }

  void take_slopes() {
    for (std::size_t k = 0; k < q_.size(); ++k) {
      const auto from = q_.start[k], to = q_.start[k + 1];
      const double most = *std::max_element(score_.begin() + static_cast<std::ptrdiff_t>(from), score_.begin() + static_cast<std::ptrdiff_t>(to));
      double all = 0;
      for (auto i = from; i < to; ++i) all += std::exp(score_[i] - most);
      for (auto i = from; i < to; ++i) {
        const double p = std::exp(score_[i] - most) / all;
        slope_[i] = {q_.weight[k] * (p - (i - from == q_.right[k] ? 1.0 : 0.0)), q_.weight[k] * std::max(p * (1 - p), 1e-6)};
      }
    }
  }

  double worth(const Slope& s) const { return s.first * s.first / (s.second + o_.pull); }

  void fill(Leaf& leaf) const {
    leaf.bins.assign(columns_.size(), Histogram{});
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const auto* bin = &bins_[columns_[c] * rows_];
      auto& into = leaf.bins[c];
      for (const auto row : leaf.rows) into[bin[row]] += slope_[row];
    }
  }

  void choose(Leaf& leaf) const {
    leaf.gain = 0;
    leaf.column = -1;
    const double before = worth(leaf.sum);
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const auto cuts = cuts_[columns_[c]].size();
      Slope left;
      for (std::size_t b = 0; b < cuts; ++b) {
        left += leaf.bins[c][b];
        const auto right = leaf.sum - left;
        if (left.second < o_.least || right.second < o_.least) continue;
        const double gain = worth(left) + worth(right) - before;
        if (gain <= leaf.gain + 1e-9) continue;
        leaf.gain = gain;
        leaf.column = static_cast<int>(c);
        leaf.bin = b;
      }
    }
  }

  void pick_columns() {
    columns_.clear();
    for (std::size_t f = 0; f < q_.features; ++f) {
      if (random_.chance(o_.columns) && !cuts_[f].empty()) columns_.push_back(f);
    }
    if (columns_.empty()) columns_.push_back(random_.below(q_.features));
  }

  float value_of(const Slope& s) const { return static_cast<float>(-o_.rate * s.first / (s.second + o_.pull)); }

  void grow() {
    pick_columns();
    steps_.assign(1, {});
    std::vector<Leaf> leaves(1);
    auto& root = leaves.front();
    root.rows.resize(rows_);
    std::iota(root.rows.begin(), root.rows.end(), 0u);
    for (const auto& slope : slope_) root.sum += slope;
    steps_[0].value = value_of(root.sum);
    fill(root);
    choose(root);
    while (static_cast<int>(leaves.size()) < o_.leaves) {
      const auto best = std::max_element(leaves.begin(), leaves.end(), [](const Leaf& a, const Leaf& b) { return a.gain < b.gain; });
      if (best->column < 0) break;
      auto [left, right] = divide(*best);
      *best = std::move(left);
      leaves.push_back(std::move(right));
    }
    for (const auto& leaf : leaves) {
      for (const auto row : leaf.rows) score_[row] += steps_[static_cast<std::size_t>(leaf.node)].value;
    }
  }

  std::pair<Leaf, Leaf> divide(Leaf& parent) {
    Leaf left, right;
    const auto feature = columns_[static_cast<std::size_t>(parent.column)];
    const auto* bin = &bins_[feature * rows_];
    for (const auto row : parent.rows) {
      auto& side = bin[row] <= parent.bin ? left : right;
      side.rows.push_back(row);
      side.sum += slope_[row];
    }
    // The larger half's histogram is what the smaller one leaves of the parent's.
    auto& small = left.rows.size() <= right.rows.size() ? left : right;
    auto& large = &small == &left ? right : left;
    fill(small);
    large.bins = std::move(parent.bins);
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      for (std::size_t b = 0; b < kBins; ++b) large.bins[c][b] = large.bins[c][b] - small.bins[c][b];
    }
    auto& step = steps_[static_cast<std::size_t>(parent.node)];
    step.feature = static_cast<std::int32_t>(feature);
    step.cut = cuts_[feature][parent.bin];
    step.left = left.node = static_cast<int>(steps_.size());
    step.right = right.node = left.node + 1;
    steps_.push_back({-1, 0, value_of(left.sum)});
    steps_.push_back({-1, 0, value_of(right.sum)});
    choose(left);
    choose(right);
    return {std::move(left), std::move(right)};
  }

  /// Depth first, the left step right behind its parent. `right` counts from the beginning of the tree.
  void flatten(int at, std::vector<RankerNode>& nodes) const { flatten(at, nodes, nodes.size()); }
  void flatten(int at, std::vector<RankerNode>& nodes, std::size_t tree) const {
    const auto& step = steps_[static_cast<std::size_t>(at)];
    const auto place = nodes.size();
    nodes.push_back({step.feature, step.cut, 0, step.value});
    if (step.feature < 0) return;
    flatten(step.left, nodes, tree);
    nodes[place].right = static_cast<std::uint32_t>(nodes.size() - tree);
    flatten(step.right, nodes, tree);
  }

  const RankedQuestions& q_;
  const RankerOptions& o_;
  std::size_t rows_;
  std::vector<double> score_;
  std::vector<Slope> slope_;
  Random random_;
  std::vector<std::vector<float>> cuts_;
  std::vector<std::uint8_t> bins_;         // feature by feature
  std::vector<std::size_t> columns_;       // features this tree may look at
  std::vector<Step> steps_;
};

}  // namespace

BoostedRanker::BoostedRanker(std::size_t features, std::vector<std::uint32_t> begin, std::vector<RankerNode> nodes) {
  for (std::size_t t = 0; t < begin.size(); ++t) {
    const std::size_t from = begin[t], to = t + 1 < begin.size() ? begin[t + 1] : nodes.size();
    if (from >= to || to > nodes.size()) return;
    for (auto i = from; i < to; ++i) {
      const auto& node = nodes[i];
      const bool leaf = node.feature < 0;
      // Both ways lead forward within the tree, so that every walk ends.
      if (!leaf && (static_cast<std::size_t>(node.feature) >= features || i + 1 >= to || from + node.right <= i || from + node.right >= to)) return;
    }
  }
  features_ = features;
  begin_ = std::move(begin);
  nodes_ = std::move(nodes);
}

BoostedRanker BoostedRanker::train(const RankedQuestions& questions, const RankerOptions& options) {
  if (questions.size() == 0) return {};
  return Trainer(questions, options).run();
}

double BoostedRanker::score(std::span<const float> values) const {
  double sum = 0;
  for (const auto tree : begin_) {
    auto at = tree;
    while (nodes_[at].feature >= 0) at = values[static_cast<std::size_t>(nodes_[at].feature)] <= nodes_[at].cut ? at + 1 : tree + nodes_[at].right;
    sum += nodes_[at].value;
  }
  return sum;
}

void BoostedRanker::explain(std::span<const float> values, double sign, std::span<double> shares) const {
  for (const auto tree : begin_) {
    auto at = tree;
    while (nodes_[at].feature >= 0) {
      const auto feature = static_cast<std::size_t>(nodes_[at].feature);
      const auto next = values[feature] <= nodes_[at].cut ? at + 1 : tree + nodes_[at].right;
      shares[feature] += sign * static_cast<double>(nodes_[next].value - nodes_[at].value);
      at = next;
    }
  }
}

}  // namespace yiwang
