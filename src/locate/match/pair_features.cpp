#include "locate/match/pair_features.h"

#include <algorithm>
#include <cmath>

#include "base/folded.h"

namespace yiwang {
namespace {

double share(std::size_t part, std::size_t whole) { return whole == 0 ? -1 : static_cast<double>(part) / static_cast<double>(whole); }

struct NameLikeness {
  double dice = -1, start = -1, end = -1, edit = -1, order = -1, run = -1;
};
NameLikeness liken(std::u32string_view a, std::u32string_view b) {
  if (a.empty() || b.empty()) return {};
  const auto least = std::min(a.size(), b.size()), most = std::max(a.size(), b.size());
  return {dice(a, b), share(common_start(a, b), least), share(common_end(a, b), least), share(edit_distance(a, b), most), share(common_in_order(a, b), least),
          share(longest_common_run(a, b), least)};
}

/// Of the run of characters that stand alone: how many, their weight, and whether they stand first or last.
struct Leftover {
  double count = 0, weight = 0, runs = 0, digits = 0, first = 0, last = 0;
};
Leftover leftover(std::u32string_view text, const std::vector<bool>& found, const GramWeights& weights) {
  Leftover out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (found[i]) continue;
    out.count += 1;
    out.weight += weights.character(text[i]);
    if (i == 0 || found[i - 1]) out.runs += 1;
    if (is_digit(text[i])) out.digits += 1;
    if (i == 0) out.first = 1;
    if (i + 1 == text.size()) out.last = 1;
  }
  return out;
}

}  // namespace

const char* code_of(MatchPart part) {
  constexpr const char* kCodes[kMatchParts] = {"text", "name", "road", "road_number", "building", "inside", "division", "position", "words", "others", "order"};
  return kCodes[static_cast<std::size_t>(part)];
}

void pair_features(const ReadAddress& q, const ReadAddress& c, const GramWeights& weights, FeatureSink& sink) {
  using enum MatchPart;
  const auto least = std::min(q.text.size(), c.text.size()), most = std::max(q.text.size(), c.text.size());
  const auto q_found = found_in(q.text, c.text), c_found = found_in(c.text, q.text);
  sink("query_length", text, static_cast<double>(q.text.size()));
  sink("candidate_length", text, static_cast<double>(c.text.size()));
  sink("length_ratio", text, share(least, most));
  sink("pairs_dice", text, dice(q.pairs, c.pairs));
  sink("query_pairs_covered", text, weights.covered(q.pairs, c.pairs));
  sink("candidate_pairs_covered", text, weights.covered(c.pairs, q.pairs));
  sink("query_covered", text, weights.covered_characters(q.text, q_found));
  sink("candidate_covered", text, weights.covered_characters(c.text, c_found));
  sink("common_run", text, static_cast<double>(longest_common_run(q.text, c.text)));
  sink("common_run_of_query", text, share(longest_common_run(q.text, c.text), q.text.size()));
  sink("common_run_of_candidate", text, share(longest_common_run(q.text, c.text), c.text.size()));
  const auto in_order = common_in_order(q.text, c.text);
  sink("in_order_of_query", text, share(in_order, q.text.size()));
  sink("in_order_of_candidate", text, share(in_order, c.text.size()));
  sink("edit_share", text, share(edit_distance(q.text, c.text), most));
  sink("common_end", text, static_cast<double>(common_end(q.text, c.text)));
  sink("common_start", text, static_cast<double>(common_start(q.text, c.text)));
  const auto q_left = leftover(q.text, q_found, weights), c_left = leftover(c.text, c_found, weights);
  sink("query_left_weight", text, q_left.weight);
  sink("query_left_runs", text, q_left.runs);
  sink("query_left_digits", text, q_left.digits);
  sink("query_left_last", text, q_left.last);
  sink("candidate_left", text, c_left.count);
  sink("candidate_left_weight", text, c_left.weight);
  sink("candidate_left_runs", text, c_left.runs);
  sink("candidate_left_digits", text, c_left.digits);
  sink("candidate_left_last", text, c_left.last);

  const auto main = liken(q.main, c.main), longest = liken(q.longest, c.main);
  sink("main_dice", name, main.dice);
  sink("main_start", name, main.start);
  sink("main_end", name, main.end);
  sink("main_edit", name, main.edit);
  sink("main_in_order", name, main.order);
  sink("main_run", name, main.run);
  sink("longest_dice", name, longest.dice);
  sink("longest_start", name, longest.start);
  sink("longest_end", name, longest.end);
  sink("longest_edit", name, longest.edit);
  sink("longest_in_order", name, longest.order);
  double best_dice = -1, best_order = -1, equal = 0, best_any = -1;
  std::size_t best_length = 0, run_in_names = 0;
  for (const auto& one : q.names) {
    for (const auto& other : c.names) {
      const double d = dice(one, other);
      if (&other == &c.names.back()) {
        best_order = std::max(best_order, share(common_in_order(one, other), std::min(one.size(), other.size())));
        if (d > best_dice) best_dice = d, best_length = std::min(one.size(), other.size());
      }
      if (one.size() > 1) run_in_names = std::max(run_in_names, longest_common_run(one, other));
      best_any = std::max(best_any, d);
      if (one == other) equal = std::max(equal, static_cast<double>(one.size()));
    }
  }
  sink("best_main_dice", name, best_dice);
  sink("best_main_in_order", name, best_order);
  sink("best_main_length", name, static_cast<double>(best_length));
  sink("best_names_dice", name, best_any);
  sink("best_names_run", name, static_cast<double>(run_in_names));
  sink("names_equal", name, equal);
  const auto main_found = found_in(c.main, q.text), q_main_found = found_in(q.main, c.text), q_words_found = found_in(q.words, c.text), q_longest_found = found_in(q.longest, c.text);
  const auto main_left = leftover(c.main, main_found, weights), q_main_left = leftover(q.main, q_main_found, weights), q_words_left = leftover(q.words, q_words_found, weights);
  sink("main_covered", name, c.main.empty() ? -1 : weights.covered_characters(c.main, main_found));
  sink("main_left_weight", name, main_left.weight);
  sink("main_left", name, main_left.count);
  sink("main_left_first", name, main_left.first);
  sink("main_left_last", name, main_left.last);
  sink("query_main_covered", name, q.main.empty() ? -1 : weights.covered_characters(q.main, q_main_found));
  sink("query_main_left_weight", name, q_main_left.weight);
  sink("query_main_left_first", name, q_main_left.first);
  sink("query_main_left_last", name, q_main_left.last);
  sink("query_longest_covered", name, q.longest.empty() ? -1 : weights.covered_characters(q.longest, q_longest_found));
  sink("query_words_covered", name, q.words.empty() ? -1 : weights.covered_characters(q.words, q_words_found));
  sink("query_words_left_weight", name, q_words_left.weight);
  sink("candidate_words_covered", name, c.words.empty() ? -1 : weights.covered_characters(c.words, found_in(c.words, q.text)));
  sink("main_place_in_query", name, c.main.size() < 2 ? -1 : q.text.find(c.main) == std::u32string::npos ? -0.5 : share(q.text.find(c.main) + c.main.size(), q.text.size()));
  sink("query_main_in_candidate", name, q.main.size() >= 2 && c.text.find(q.main) != std::u32string::npos ? 1 : 0);
  sink("query_longest_in_main", name, q.longest.size() >= 2 && c.main.find(q.longest) != std::u32string::npos ? 1 : 0);
  sink("main_length", name, static_cast<double>(c.main.size()));
  sink("query_main_length", name, static_cast<double>(q.main.size()));
  sink("query_names", name, static_cast<double>(q.names.size()));
  sink("candidate_names", name, static_cast<double>(c.names.size()));
  sink("main_weight", name, weights.sum(c.main));
  sink("query_main_weight", name, weights.sum(q.main));
}

}  // namespace yiwang
