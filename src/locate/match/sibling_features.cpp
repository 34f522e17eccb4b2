#include "locate/match/sibling_features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace yiwang {
namespace {

// What is worth comparing with the siblings' (columns of pair_features and place_features by name).
constexpr std::string_view kCompared[] = {"pairs_dice",       "query_pairs_covered", "candidate_pairs_covered", "query_covered",       "candidate_covered",     "common_run",
                                          "in_order_of_query", "main_dice",          "main_in_order",           "best_main_dice",      "best_names_dice",       "main_covered",
                                          "query_main_covered", "query_longest_covered", "query_words_covered", "candidate_words_covered", "main_left_weight",   "candidate_left_weight",
                                          "road_state",       "road_likeness",       "road_and_number",         "building_state",      "query_numbers_found",   "candidate_numbers_found",
                                          "candidate_length", "main_length",         "names_equal",             "candidate_road_found", "query_road_found"};

const std::vector<std::size_t>& compared_columns() {
  static const auto columns = [] {
    std::vector<float> values;
    std::vector<FeatureName> names;
    FeatureSink sink{values, &names};
    GramWeights weights;
    pair_features({}, {}, weights, sink);
    place_features({}, {}, weights, sink);
    std::vector<std::size_t> found;
    for (const auto wanted : kCompared) {
      for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i].name == wanted) found.push_back(i);
      }
    }
    return found;
  }();
  return columns;
}

/// The same sum for any order of the siblings.
double mean_of(std::vector<double>& values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace

void candidate_features(const ReadAddress& query, std::span<const ReadAddress> candidates, const GramWeights& weights, FeatureTable& table, std::vector<FeatureName>* names) {
  const auto n = candidates.size();
  std::vector<std::vector<float>> own(n);
  std::vector<FeatureName> first;
  for (std::size_t i = 0; i < n; ++i) {
    FeatureSink sink{own[i], names != nullptr && i == 0 ? &first : nullptr};
    pair_features(query, candidates[i], weights, sink);
    place_features(query, candidates[i], weights, sink);
  }
  std::vector<double> others;
  for (std::size_t i = 0; i < n; ++i) {
    std::vector<FeatureName> labels;
    std::vector<float> row = own[i];
    FeatureSink sink{row, names != nullptr && i == 0 ? &labels : nullptr};
    for (const auto column : compared_columns()) {
      const double mine = static_cast<double>(own[i][column]);
      double best = mine, better = 0;
      others.clear();
      for (std::size_t j = 0; j < n; ++j) {
        const double theirs = static_cast<double>(own[j][column]);
        best = std::max(best, theirs);
        better += theirs > mine + 1e-9 ? 1 : 0;
        if (j != i) others.push_back(theirs);
      }
      const auto label = names != nullptr && i == 0 ? first[column].name : std::string();
      sink((label + "<best").c_str(), MatchPart::others, best - mine);
      sink((label + ">mean").c_str(), MatchPart::others, n > 1 ? mine - mean_of(others) : 0);
      sink((label + "#").c_str(), MatchPart::others, better);
      sink((label + "^").c_str(), MatchPart::others, best);
      for (std::size_t last = 1; names != nullptr && i == 0 && last <= 4; ++last) labels[labels.size() - last].about = first[column].part;
    }
    double likest = 0, same_main = 0, holds_mine = 0;
    others.clear();
    for (std::size_t j = 0; j < n; ++j) {
      if (j == i) continue;
      const double likeness = dice(candidates[i].pairs, candidates[j].pairs);
      likest = std::max(likest, likeness);
      others.push_back(likeness);
      same_main += candidates[i].main == candidates[j].main ? 1 : 0;
      holds_mine += candidates[i].main.size() >= 2 && candidates[j].text.find(candidates[i].main) != std::u32string::npos ? 1 : 0;
    }
    sink("candidates", MatchPart::others, static_cast<double>(n));
    sink("likest_sibling", MatchPart::others, likest);
    sink("siblings_likeness", MatchPart::others, mean_of(others));
    sink("siblings_same_name", MatchPart::others, same_main);
    sink("siblings_with_name", MatchPart::others, holds_mine);
    sink("search_place", MatchPart::order, static_cast<double>(i));
    sink("likeness_to_first", MatchPart::order, i == 0 ? -1 : dice(candidates[i].pairs, candidates[0].pairs));
    sink("likeness_to_next", MatchPart::order, i + 1 == n ? -1 : dice(candidates[i].pairs, candidates[i + 1].pairs));
    sink("likeness_to_previous", MatchPart::order, i == 0 ? -1 : dice(candidates[i].pairs, candidates[i - 1].pairs));
    table.columns = row.size();
    table.values.insert(table.values.end(), row.begin(), row.end());
    if (names != nullptr && i == 0) {
      *names = first;
      names->insert(names->end(), labels.begin(), labels.end());
    }
  }
}

void belief_features(std::span<const std::vector<double>> beliefs, std::span<const ReadAddress> candidates, std::size_t which, bool in_order, FeatureSink& sink) {
  const auto& own = beliefs[which];
  constexpr const char* kOwn[] = {"believed_exact", "believed_partial", "believed_none"};
  constexpr const char* kMost[] = {"most_exact", "most_partial", "most_none"};
  constexpr const char* kMean[] = {"mean_exact", "mean_partial", "mean_none"};
  constexpr const char* kRank[] = {"rank_exact", "rank_partial", "rank_none"};
  constexpr const char* kCount[] = {"count_exact", "count_partial", "count_none"};
  std::vector<double> others;
  for (std::size_t label = 0; label < 3; ++label) {
    double most = 0, rank = 0, count = 0;
    others.clear();
    for (std::size_t j = 0; j < beliefs.size(); ++j) {
      if (j == which) continue;
      most = std::max(most, beliefs[j][label]);
      rank += beliefs[j][label] > own[label] ? 1 : 0;
      count += beliefs[j][label] >= *std::max_element(beliefs[j].begin(), beliefs[j].end()) ? 1 : 0;
      others.push_back(beliefs[j][label]);
    }
    sink(kOwn[label], MatchPart::others, std::log(own[label] + 1e-4));
    sink(kMost[label], MatchPart::others, most);
    sink(kMean[label], MatchPart::others, mean_of(others));
    sink(kRank[label], MatchPart::others, rank);
    sink(kCount[label], MatchPart::others, count);
  }
  double least = 1, exact_over = 1;
  for (std::size_t j = 0; j < beliefs.size(); ++j) {
    if (j == which) continue;
    least = std::min(least, beliefs[j][2]);
    exact_over = std::min(exact_over, own[0] - beliefs[j][0]);
  }
  sink("least_none", MatchPart::others, least);
  sink("exact_margin", MatchPart::others, exact_over);
  // what is believed of those that look like it, and how it stands to the one believed in most
  std::size_t most = which;
  double all = 0, exact = 0, none = 0;
  std::vector<std::array<double, 3>> alike;
  for (std::size_t j = 0; j < beliefs.size(); ++j) {
    if (j == which) continue;
    const double likeness = std::pow(dice(candidates[which].pairs, candidates[j].pairs), 2);
    alike.push_back({likeness, likeness * beliefs[j][0], likeness * beliefs[j][2]});
    const double trust = 2 * beliefs[j][0] + beliefs[j][1], before = most == which ? -1 : 2 * beliefs[most][0] + beliefs[most][1];
    if (trust > before || (trust == before && candidates[j].text < candidates[most].text)) most = j;
  }
  std::sort(alike.begin(), alike.end());
  for (const auto& one : alike) all += one[0], exact += one[1], none += one[2];
  sink("alike_exact", MatchPart::others, all > 1e-6 ? exact / all : -1);
  sink("alike_none", MatchPart::others, all > 1e-6 ? none / all : -1);
  const bool alone = most == which;
  const auto& mine = candidates[which];
  const auto& best = candidates[most];
  sink("best_likeness", MatchPart::others, alone ? -1 : dice(mine.pairs, best.pairs));
  sink("best_name_likeness", MatchPart::others, alone ? -1 : dice(mine.main, best.main));
  sink("best_road", MatchPart::others, alone ? -3 : static_cast<double>(compare_roads(best.of(PartKind::road), mine.of(PartKind::road))));
  sink("best_number", MatchPart::others, alone ? -3 : static_cast<double>(compare_numbers(best.of(PartKind::road_number), mine.of(PartKind::road_number))));
  sink("best_district", MatchPart::others, alone ? -3 : static_cast<double>(compare_divisions(best.of(PartKind::district), mine.of(PartKind::district))));
  sink("best_trust", MatchPart::others, alone ? -1 : 2 * beliefs[most][0] + beliefs[most][1]);
  for (std::size_t place = 0; place < 5; ++place) {
    const bool there = in_order && place < beliefs.size();
    sink("exact_at", MatchPart::order, there ? beliefs[place][0] : 0);
    sink("none_at", MatchPart::order, there ? beliefs[place][2] : 0);
  }
  double match_after = 0;
  for (std::size_t j = which + 1; in_order && j < beliefs.size(); ++j) match_after = std::max(match_after, 1 - beliefs[j][2]);
  sink("match_after", MatchPart::order, match_after);
}

}  // namespace yiwang
