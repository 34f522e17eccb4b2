#include <algorithm>
#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "base/text.h"
#include "locate/match/matcher_parts.h"

namespace yiwang {
namespace {

/// Runs work(0..count-1) on some threads; what each does may not depend on the others.
void side_by_side(int count, int threads, const std::function<void(int)>& work) {
  std::atomic<int> next{0};
  const auto run = [&] {
    for (int i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::thread> others;
  for (int t = 1; t < std::min(threads, count); ++t) others.emplace_back(run);
  run();
  for (auto& one : others) one.join();
}

/// Rows of all candidates of all examples, and to which query and fold each belongs.
struct Rows {
  FeatureTable table;
  std::vector<ReadAddress> candidates;
  std::vector<std::vector<std::uint32_t>> grams;
  std::vector<std::uint8_t> truth;
  std::vector<int> fold;
  std::vector<std::size_t> start{0};       // of each query's candidates
  std::vector<std::vector<std::uint32_t>> without;   // by fold: the rows that are not in it

  std::size_t size() const { return truth.size(); }
};

Rows read_rows(AddressMatcher::Parts& parts, std::span<const MatchExample> examples, const MatcherOptions& options) {
  Rows rows;
  std::vector<ReadAddress> queries;
  auto& candidates = rows.candidates;
  for (const auto& one : examples) {
    queries.push_back(read_address(one.query));
    parts.weights.add(queries.back().text);
    for (const auto& text : one.candidates) {
      candidates.push_back(read_address(text));
      parts.weights.add(candidates.back().text);
    }
  }
  parts.weights.finish();
  std::size_t at = 0;
  for (std::size_t e = 0; e < examples.size(); ++e) {
    const auto of = std::span(candidates).subspan(at, examples[e].candidates.size());
    candidate_features(queries[e], of, parts.weights, rows.table);
    // the same query asked twice is in one fold
    const int fold = static_cast<int>(stable_hash(examples[e].query, options.seed) % static_cast<std::uint64_t>(options.folds));
    for (std::size_t i = 0; i < of.size(); ++i) {
      if (options.words) rows.grams.push_back(LeftoverWords::grams(queries[e], of[i]));
      rows.truth.push_back(static_cast<std::uint8_t>(examples[e].labels[i]));
      rows.fold.push_back(fold);
    }
    at += of.size();
    rows.start.push_back(at);
  }
  rows.without.resize(static_cast<std::size_t>(options.folds));
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (int f = 0; f < options.folds; ++f) {
      if (rows.fold[r] != f) rows.without[static_cast<std::size_t>(f)].push_back(static_cast<std::uint32_t>(r));
    }
  }
  return rows;
}

/// Every row with more numbers behind it.
FeatureTable widened(const FeatureTable& table, const std::function<void(std::size_t row, FeatureSink& sink)>& more) {
  FeatureTable wide;
  std::vector<float> row;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const auto old = table.row(r);
    row.assign(old.begin(), old.end());
    FeatureSink sink{row};
    more(r, sink);
    wide.columns = row.size();
    wide.values.insert(wide.values.end(), row.begin(), row.end());
  }
  return wide;
}

/// Scores of each row by the model of its own fold, which has not seen it.
std::vector<double> unseen_scores(const Rows& rows, const FeatureTable& table, const std::vector<BoostedTrees>& models) {
  std::vector<double> scores(rows.size() * kMatchLabels, 0);
  for (std::size_t r = 0; r < rows.size(); ++r) models[static_cast<std::size_t>(rows.fold[r])].add_scores(table.row(r), std::span(scores).subspan(r * kMatchLabels, kMatchLabels));
  return scores;
}

}  // namespace

std::vector<FeatureName> matcher_columns() {
  std::vector<FeatureName> names;
  FeatureTable table;
  const std::vector<ReadAddress> one(1);
  candidate_features({}, one, {}, table, &names);
  for (const char* label : {"words_exact", "words_partial", "words_none"}) names.push_back({label, MatchPart::words, MatchPart::words});
  return names;
}

bool AddressMatcher::Parts::finish() {
  names = matcher_columns();
  if (first.empty() || (!second.empty() && second.size() != first.size())) return false;
  const auto fits = [](const std::vector<BoostedTrees>& models, std::size_t columns) {
    return std::all_of(models.begin(), models.end(), [&](const auto& model) { return model.sound(columns) && model.classes() == static_cast<int>(kMatchLabels); });
  };
  return fits(first, names.size()) && fits(second, names.size() + kBeliefColumns) &&
         std::all_of(words.begin(), words.end(), [](const auto& model) { return model.sound(); });
}

void train_matcher(AddressMatcher::Parts& parts, std::span<const MatchExample> examples, const MatcherOptions& options, const std::function<void(int, int)>& progress) {
  const auto folds = static_cast<std::size_t>(options.folds);
  if (options.folds < 2 || examples.size() < 2 * folds) throw std::invalid_argument("too few queries to learn from: at least twice as many as folds");
  std::mutex telling;
  int done = 0;
  const int steps = options.folds * (options.second_look ? 2 : 1);
  const auto tell = [&] {
    const std::lock_guard lock(telling);
    if (progress) progress(++done, steps);
  };
  for (const auto part : options.without) parts.left_out.push_back(static_cast<std::uint8_t>(part));
  parts.names = matcher_columns();
  auto rows = read_rows(parts, examples, options);

  if (options.words) {
    parts.words.resize(folds);
    side_by_side(options.folds, options.threads, [&](int f) {
      const auto at = static_cast<std::size_t>(f);
      parts.words[at] = LeftoverWords::train(rows.grams, rows.truth, rows.without[at], options.seed + at);
    });
  }
  const auto table = widened(rows.table, [&](std::size_t r, FeatureSink& sink) {
    std::array<double, kMatchLabels> said{};
    if (options.words) said = parts.words[static_cast<std::size_t>(rows.fold[r])].scores(rows.grams[r]);
    for (const double score : said) sink("words", MatchPart::words, score);
    parts.blank(sink.values);
  });
  const auto learn = [&](std::vector<BoostedTrees>& models, const FeatureTable& from, std::uint64_t seed) {
    models.resize(folds);
    side_by_side(options.folds, options.threads, [&](int f) {
      auto trees = options.trees;
      trees.seed = options.seed * 1000 + seed + static_cast<std::uint64_t>(f);
      models[static_cast<std::size_t>(f)] = BoostedTrees::train(from, rows.truth, {}, rows.without[static_cast<std::size_t>(f)], static_cast<int>(kMatchLabels), trees);
      tell();
    });
  };
  learn(parts.first, table, 0);
  auto scores = unseen_scores(rows, table, parts.first);
  if (options.second_look) {
    std::vector<std::vector<double>> beliefs;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      beliefs.emplace_back(scores.begin() + static_cast<std::ptrdiff_t>(r * kMatchLabels), scores.begin() + static_cast<std::ptrdiff_t>((r + 1) * kMatchLabels));
      softmax(beliefs.back());
    }
    std::size_t query = 0;
    const auto wide = widened(table, [&](std::size_t r, FeatureSink& sink) {
      while (r >= rows.start[query + 1]) ++query;
      const auto from = rows.start[query], count = rows.start[query + 1] - from;
      belief_features(std::span(beliefs).subspan(from, count), std::span(rows.candidates).subspan(from, count), r - from, parts.in_order(), sink);
    });
    learn(parts.second, wide, 500);
    scores = unseen_scores(rows, wide, parts.second);
  }
  parts.decision = MatchDecision::fit(scores, rows.truth);
}

}  // namespace yiwang
