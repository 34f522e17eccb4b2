#include "locate/match/boosted_trees.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.h"

namespace yiwang {

void softmax(std::span<double> scores) {
  const double most = *std::max_element(scores.begin(), scores.end());
  double sum = 0;
  for (auto& one : scores) sum += one = std::exp(one - most);
  for (auto& one : scores) one /= sum;
}

namespace {

struct Cell {
  double slope = 0, bend = 0;              // sums of first and second derivatives of the loss
};

/// The features of the training rows as small numbers: bin b holds values in (bounds[b-1], bounds[b]].
struct Bins {
  std::vector<std::vector<float>> bounds;
  std::vector<std::vector<std::uint8_t>> of;   // by feature, then by row of the table
};

Bins make_bins(const FeatureTable& table, std::span<const std::uint32_t> rows) {
  Bins bins;
  bins.bounds.resize(table.columns);
  bins.of.resize(table.columns);
  std::vector<float> sorted;
  for (std::size_t f = 0; f < table.columns; ++f) {
    sorted.clear();
    for (const auto r : rows) sorted.push_back(table.values[r * table.columns + f]);
    std::sort(sorted.begin(), sorted.end());
    auto& bounds = bins.bounds[f];
    constexpr std::size_t kMost = 64;
    for (std::size_t b = 1; b < kMost; ++b) {
      const float value = sorted[b * (sorted.size() - 1) / kMost];
      if (value < sorted.back() && (bounds.empty() || bounds.back() < value)) bounds.push_back(value);
    }
    bins.of[f].resize(table.rows());
    for (std::size_t r = 0; r < table.rows(); ++r) {
      bins.of[f][r] = static_cast<std::uint8_t>(std::lower_bound(bounds.begin(), bounds.end(), table.values[r * table.columns + f]) - bounds.begin());
    }
  }
  return bins;
}

}  // namespace

/// Grows one tree after another into a model.
class TreeGrower {
 public:
  TreeGrower(BoostedTrees& model, const Bins& bins, const BoostOptions& options) : model_(model), bins_(bins), options_(options) {}

  /// `rows` is put in order by leaf. Returns the root.
  std::uint32_t grow(std::vector<std::uint32_t>& rows, const std::vector<std::uint32_t>& columns, std::span<const float> slopes, std::span<const float> bends) {
    columns_ = &columns;
    slopes_ = slopes;
    bends_ = bends;
    leaves_.clear();
    const auto root = add_node();
    leaves_.push_back({root, 0, rows.size(), {}, {}, {}});
    fill(leaves_[0], rows);
    seek(leaves_[0]);
    while (static_cast<int>(leaves_.size()) < options_.leaves) {
      std::size_t best = 0;
      for (std::size_t i = 1; i < leaves_.size(); ++i) {
        if (leaves_[i].split.gain > leaves_[best].split.gain) best = i;
      }
      if (leaves_[best].split.gain <= 1e-9) break;
      divide(best, rows);
    }
    for (const auto& leaf : leaves_) model_.value_[leaf.node] = static_cast<float>(-options_.rate * leaf.sum.slope / (leaf.sum.bend + options_.pull));
    return root;
  }

 private:
  struct Split {
    double gain = 0;
    std::uint32_t feature = 0, bin = 0;
  };
  struct Leaf {
    std::uint32_t node;
    std::size_t from, to;
    std::vector<Cell> cells;               // 64 a column
    Cell sum;
    Split split;
  };

  std::uint32_t add_node() {
    model_.feature_.push_back(-1);
    model_.bound_.push_back(0);
    model_.value_.push_back(0);
    model_.low_.push_back(0);
    model_.high_.push_back(0);
    return static_cast<std::uint32_t>(model_.feature_.size() - 1);
  }

  void fill(Leaf& leaf, const std::vector<std::uint32_t>& rows) {
    leaf.cells.assign(columns_->size() * 64, {});
    for (std::size_t c = 0; c < columns_->size(); ++c) {
      const auto& of = bins_.of[(*columns_)[c]];
      auto* cells = leaf.cells.data() + c * 64;
      for (auto i = leaf.from; i < leaf.to; ++i) {
        const auto r = rows[i];
        auto& cell = cells[of[r]];
        cell.slope += static_cast<double>(slopes_[r]);
        cell.bend += static_cast<double>(bends_[r]);
      }
    }
    leaf.sum = {};
    for (auto i = leaf.from; i < leaf.to; ++i) {
      leaf.sum.slope += static_cast<double>(slopes_[rows[i]]);
      leaf.sum.bend += static_cast<double>(bends_[rows[i]]);
    }
  }

  double worth(const Cell& sum) const { return sum.slope * sum.slope / (sum.bend + options_.pull); }

  void seek(Leaf& leaf) {
    leaf.split = {};
    const double whole = worth(leaf.sum);
    for (std::size_t c = 0; c < columns_->size(); ++c) {
      const auto feature = (*columns_)[c];
      Cell low;
      for (std::size_t b = 0; b < bins_.bounds[feature].size(); ++b) {
        low.slope += leaf.cells[c * 64 + b].slope;
        low.bend += leaf.cells[c * 64 + b].bend;
        const Cell high{leaf.sum.slope - low.slope, leaf.sum.bend - low.bend};
        if (low.bend < options_.least_weight || high.bend < options_.least_weight) continue;
        const double gain = worth(low) + worth(high) - whole;
        if (gain > leaf.split.gain) leaf.split = {gain, feature, static_cast<std::uint32_t>(b)};
      }
    }
  }

  void divide(std::size_t which, std::vector<std::uint32_t>& rows) {
    const auto node = leaves_[which].node;
    const auto split = leaves_[which].split;
    const auto& of = bins_.of[split.feature];
    const auto from = rows.begin() + static_cast<std::ptrdiff_t>(leaves_[which].from), to = rows.begin() + static_cast<std::ptrdiff_t>(leaves_[which].to);
    const auto middle = static_cast<std::size_t>(std::stable_partition(from, to, [&](std::uint32_t r) { return of[r] <= split.bin; }) - rows.begin());
    model_.gains_[split.feature] += static_cast<float>(split.gain);
    model_.value_[node] = static_cast<float>(-options_.rate * leaves_[which].sum.slope / (leaves_[which].sum.bend + options_.pull));
    model_.feature_[node] = static_cast<std::int32_t>(split.feature);
    model_.bound_[node] = bins_.bounds[split.feature][split.bin];
    Leaf low{add_node(), leaves_[which].from, middle, {}, {}, {}}, high{add_node(), middle, leaves_[which].to, {}, {}, {}};
    model_.low_[node] = low.node;
    model_.high_[node] = high.node;
    // the smaller side is counted, the other is what is left
    auto whole = std::move(leaves_[which].cells);
    const bool low_is_small = low.to - low.from <= high.to - high.from;
    auto& small = low_is_small ? low : high;
    auto& large = low_is_small ? high : low;
    fill(small, rows);
    for (std::size_t i = 0; i < whole.size(); ++i) {
      whole[i].slope -= small.cells[i].slope;
      whole[i].bend -= small.cells[i].bend;
    }
    large.cells = std::move(whole);
    large.sum = {leaves_[which].sum.slope - small.sum.slope, leaves_[which].sum.bend - small.sum.bend};
    seek(low);
    seek(high);
    leaves_[which] = std::move(low);
    leaves_.push_back(std::move(high));
  }

  BoostedTrees& model_;
  const Bins& bins_;
  const BoostOptions& options_;
  const std::vector<std::uint32_t>* columns_ = nullptr;
  std::span<const float> slopes_, bends_;
  std::vector<Leaf> leaves_;
};

BoostedTrees BoostedTrees::train(const FeatureTable& table, std::span<const std::uint8_t> truth, std::span<const float> weight, std::span<const std::uint32_t> rows, int classes,
                                 const BoostOptions& options) {
  BoostedTrees model;
  const auto k = static_cast<std::size_t>(classes);
  model.gains_.assign(table.columns, 0);
  model.start_.assign(k, 0);
  if (rows.empty() || table.columns == 0) return model;
  const auto bins = make_bins(table, rows);
  std::vector<double> counts(k, 1);
  for (const auto r : rows) counts[truth[r]] += weight.empty() ? 1.0 : static_cast<double>(weight[r]);
  const double all = std::accumulate(counts.begin(), counts.end(), 0.0);
  for (std::size_t c = 0; c < k; ++c) model.start_[c] = std::log(counts[c] / all);

  std::vector<double> scores(table.rows() * k);
  for (const auto r : rows) std::copy(model.start_.begin(), model.start_.end(), scores.begin() + static_cast<std::ptrdiff_t>(r * k));
  std::vector<std::vector<float>> slopes(k, std::vector<float>(table.rows())), bends = slopes;
  std::vector<double> p(k);
  Random random(options.seed);
  std::vector<std::uint32_t> chosen, columns(table.columns), used;
  std::iota(columns.begin(), columns.end(), 0u);
  const auto take = std::max<std::size_t>(1, static_cast<std::size_t>(options.columns * static_cast<double>(table.columns)));
  TreeGrower grower(model, bins, options);
  for (int round = 0; round < options.rounds; ++round) {
    for (const auto r : rows) {
      std::copy_n(scores.begin() + static_cast<std::ptrdiff_t>(r * k), k, p.begin());
      softmax(p);
      const double w = weight.empty() ? 1.0 : static_cast<double>(weight[r]);
      for (std::size_t c = 0; c < k; ++c) {
        slopes[c][r] = static_cast<float>(w * (p[c] - (truth[r] == c ? 1 : 0)));
        bends[c][r] = static_cast<float>(w * std::max(p[c] * (1 - p[c]), 1e-6) * static_cast<double>(k) / static_cast<double>(k - 1));
      }
    }
    chosen.clear();
    for (const auto r : rows) {
      if (random.chance(options.rows)) chosen.push_back(r);
    }
    for (std::size_t c = 0; c < k; ++c) {
      for (std::size_t i = 0; i < take; ++i) std::swap(columns[i], columns[i + random.below(columns.size() - i)]);
      used.assign(columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(take));
      model.roots_.push_back(grower.grow(chosen, used, slopes[c], bends[c]));
    }
    for (const auto r : rows) {
      for (std::size_t c = 0; c < k; ++c) {
        auto node = model.roots_[model.roots_.size() - k + c];
        while (model.feature_[node] >= 0) {
          node = table.values[r * table.columns + static_cast<std::size_t>(model.feature_[node])] <= model.bound_[node] ? model.low_[node] : model.high_[node];
        }
        scores[r * k + c] += static_cast<double>(model.value_[node]);
      }
    }
  }
  return model;
}

bool BoostedTrees::sound(std::size_t columns) const {
  const auto nodes = feature_.size();
  if (start_.empty() || gains_.size() != columns || bound_.size() != nodes || value_.size() != nodes || low_.size() != nodes || high_.size() != nodes) return false;
  for (const auto root : roots_) {
    if (root >= nodes) return false;
  }
  for (std::size_t i = 0; i < nodes; ++i) {   // children come after their parent, so every path ends
    if (feature_[i] < 0) continue;
    if (static_cast<std::size_t>(feature_[i]) >= columns || low_[i] <= i || high_[i] <= i || low_[i] >= nodes || high_[i] >= nodes) return false;
  }
  return true;
}

void BoostedTrees::add_scores(std::span<const float> row, std::span<double> scores) const {
  const auto k = start_.size();
  for (std::size_t c = 0; c < k; ++c) scores[c] += start_[c];
  for (std::size_t tree = 0; tree < roots_.size(); ++tree) {
    auto node = roots_[tree];
    while (feature_[node] >= 0) node = row[static_cast<std::size_t>(feature_[node])] <= bound_[node] ? low_[node] : high_[node];
    scores[tree % k] += static_cast<double>(value_[node]);
  }
}

void BoostedTrees::add_shares(std::span<const float> row, int of_class, std::span<double> shares) const {
  const auto k = start_.size();
  for (auto tree = static_cast<std::size_t>(of_class); tree < roots_.size(); tree += k) {
    auto node = roots_[tree];
    while (feature_[node] >= 0) {
      const auto feature = static_cast<std::size_t>(feature_[node]);
      const auto next = row[feature] <= bound_[node] ? low_[node] : high_[node];
      shares[feature] += static_cast<double>(value_[next]) - static_cast<double>(value_[node]);
      node = next;
    }
  }
}

}  // namespace yiwang
