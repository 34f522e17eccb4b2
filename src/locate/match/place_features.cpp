#include <algorithm>
#include <cmath>

#include "base/folded.h"
#include "locate/match/pair_features.h"

namespace yiwang {
namespace {

double number(PartState state) { return static_cast<double>(state); }

/// Smallest distance between any two numbers of the kind, as ln(1 + distance); -1 when one side has none.
double number_distance(const std::vector<std::u32string>& query, const std::vector<std::u32string>& candidate) {
  double least = -1;
  for (const auto& q : query) {
    for (const auto& c : candidate) {
      const long one = leading_number(q), other = leading_number(c);
      if (one < 0 || other < 0) continue;
      const double distance = std::log1p(std::abs(static_cast<double>(one - other)));
      least = least < 0 ? distance : std::min(least, distance);
    }
  }
  return least;
}

double found_numbers(const std::vector<std::u32string>& numbers, const std::vector<std::u32string>& among) {
  if (numbers.empty()) return -1;
  double found = 0;
  for (const auto& one : numbers) found += std::find(among.begin(), among.end(), one) != among.end() ? 1 : 0;
  return found / static_cast<double>(numbers.size());
}

/// How well the best of the names, without the character that says its kind, stands somewhere in the other text; -1 when there is none.
double stem_found(const std::vector<std::u32string>& names, const std::u32string& text) {
  double best = -1;
  for (const auto& one : names) {
    const auto stem = std::u32string_view(one).substr(0, one.size() > 2 ? one.size() - 1 : one.size());
    best = std::max(best, stem.empty() ? 0.0 : static_cast<double>(longest_common_run(stem, text)) / static_cast<double>(stem.size()));
  }
  return best;
}

double best_likeness(const std::vector<std::u32string>& a, const std::vector<std::u32string>& b) {
  double best = -1;
  for (const auto& one : a) {
    for (const auto& other : b) best = std::max(best, 1 - static_cast<double>(edit_distance(one, other)) / static_cast<double>(std::max(one.size(), other.size())));
  }
  return best;
}

/// The words of an address from the last backwards (names, villages, roads, outside of brackets), and how much of each stands in the other text.
struct LastWords {
  double last = -1, before = -1, first = -1, kind = -1, found_from_end = -1, weight_after = 0;
};
LastWords last_words(const ReadAddress& one, const std::u32string& other, const GramWeights& weights) {
  LastWords out;
  int from_end = 0;
  for (auto part = one.parts.rbegin(); part != one.parts.rend(); ++part) {
    if (part->bracketed || (part->kind != PartKind::name && part->kind != PartKind::village && part->kind != PartKind::road)) continue;
    const double found = weights.covered_characters(part->value, found_in(part->value, other));
    if (from_end == 0) out.last = found, out.kind = static_cast<double>(part->kind);
    if (from_end == 1) out.before = found;
    out.first = found;
    if (out.found_from_end < 0) {
      if (found >= 0.6) out.found_from_end = from_end;
      else out.weight_after += (1 - found) * weights.sum(part->value);
    }
    ++from_end;
  }
  return out;
}

bool holds(const std::u32string& text, std::u32string_view word) { return text.find(word) != std::u32string::npos; }

}  // namespace

void place_features(const ReadAddress& q, const ReadAddress& c, const GramWeights& weights, FeatureSink& sink) {
  using enum MatchPart;
  const auto& q_roads = q.of(PartKind::road);
  const auto& c_roads = c.of(PartKind::road);
  const auto roads = compare_roads(q_roads, c_roads);
  sink("road_state", road, number(roads));
  sink("road_likeness", road, best_likeness(q_roads, c_roads));
  sink("query_road_found", road, stem_found(q_roads, c.text));
  sink("candidate_road_found", road, stem_found(c_roads, q.text));
  sink("query_roads", road, static_cast<double>(q_roads.size()));
  sink("candidate_roads", road, static_cast<double>(c_roads.size()));
  double road_weight = -1;
  for (const auto& one : q_roads) {
    if (holds(c.text, one)) road_weight = std::max(road_weight, weights.sum(one));
  }
  sink("road_weight", road, road_weight);
  sink("last_road_state", road, q_roads.empty() || c_roads.empty() ? 0 : number(compare_roads({q_roads.back()}, {c_roads.back()})));

  const auto compare = [&](const char* label, PartKind kind, MatchPart part) {
    const auto state = compare_numbers(q.of(kind), c.of(kind));
    sink(label, part, number(state));
    return state;
  };
  const auto numbers = compare("road_number_state", PartKind::road_number, road_number);
  sink("road_number_distance", road_number, number_distance(q.of(PartKind::road_number), c.of(PartKind::road_number)));
  sink("road_and_number", road_number, number(roads) * 10 + number(numbers));
  compare("lane_state", PartKind::lane, road_number);
  sink("number_in_candidate", road_number, found_numbers(q.of(PartKind::road_number), c.numbers));
  sink("number_in_query", road_number, found_numbers(c.of(PartKind::road_number), q.numbers));
  compare("phase_state", PartKind::phase, building);
  compare("zone_state", PartKind::zone, building);
  compare("building_state", PartKind::building, building);
  sink("building_distance", building, number_distance(q.of(PartKind::building), c.of(PartKind::building)));
  sink("building_in_query", building, found_numbers(c.of(PartKind::building), q.numbers));
  sink("building_in_candidate", building, found_numbers(q.of(PartKind::building), c.numbers));
  compare("unit_state", PartKind::unit, inside);
  compare("floor_state", PartKind::floor, inside);
  compare("room_state", PartKind::room, inside);
  compare("gate_state", PartKind::gate, inside);
  compare("group_state", PartKind::group, inside);
  sink("query_numbers", inside, static_cast<double>(q.numbers.size()));
  sink("candidate_numbers", inside, static_cast<double>(c.numbers.size()));
  sink("query_numbers_found", inside, found_numbers(q.numbers, c.numbers));
  sink("candidate_numbers_found", inside, found_numbers(c.numbers, q.numbers));

  const auto q_last = last_words(q, c.text, weights), c_last = last_words(c, q.text, weights);
  sink("query_last_word_found", name, q_last.last);
  sink("query_word_before_found", name, q_last.before);
  sink("query_first_word_found", name, q_last.first);
  sink("query_last_word_kind", name, q_last.kind);
  sink("query_found_from_end", name, q_last.found_from_end);
  sink("query_weight_after_found", name, q_last.weight_after);
  sink("candidate_last_word_found", name, c_last.last);
  sink("candidate_word_before_found", name, c_last.before);
  sink("candidate_first_word_found", name, c_last.first);
  sink("candidate_last_word_kind", name, c_last.kind);
  sink("candidate_found_from_end", name, c_last.found_from_end);

  const auto divide = [&](const char* label, PartKind kind) {
    const auto state = compare_divisions(q.of(kind), c.of(kind));
    sink(label, division, number(state));
    return state;
  };
  divide("province_state", PartKind::province);
  divide("city_state", PartKind::city);
  divide("district_state", PartKind::district);
  divide("town_state", PartKind::town);
  divide("village_state", PartKind::village);
  sink("query_city_found", division, stem_found(q.of(PartKind::city), c.text));
  sink("query_district_found", division, stem_found(q.of(PartKind::district), c.text));
  sink("candidate_district_found", division, stem_found(c.of(PartKind::district), q.text));
  sink("query_town_found", division, stem_found(q.of(PartKind::town), c.text));
  sink("candidate_town_found", division, stem_found(c.of(PartKind::town), q.text));
  sink("query_village_found", division, stem_found(q.of(PartKind::village), c.text));
  sink("candidate_village_found", division, stem_found(c.of(PartKind::village), q.text));
  sink("query_divisions", division, static_cast<double>(q.has(PartKind::province)) + 2.0 * q.has(PartKind::city) + 4.0 * q.has(PartKind::district) + 8.0 * q.has(PartKind::town));
  sink("candidate_divisions", division, static_cast<double>(c.has(PartKind::city)) + 2.0 * c.has(PartKind::district) + 4.0 * c.has(PartKind::town) + 8.0 * c.has(PartKind::village));

  sink("candidate_crossing", position, c.text.find(U"交叉口") != std::u32string::npos ? 1 : 0);
  sink("query_crossing", position, q.text.find(U"交叉口") != std::u32string::npos ? 1 : 0);
  sink("candidate_distance", position, c.has(PartKind::distance) ? static_cast<double>(leading_number(c.of(PartKind::distance)[0])) : -1);
  sink("near", position, (c.has(PartKind::near) ? 1 : 0) + (q.has(PartKind::near) ? 2 : 0));
  const auto& brackets = c.of(PartKind::bracket);
  double bracket_found = -1, bracket_length = 0;
  for (const auto& one : brackets) {
    bracket_found = std::max(bracket_found, weights.covered_characters(one, found_in(one, q.text)));
    bracket_length += static_cast<double>(one.size());
  }
  sink("bracket_found", words, bracket_found);
  sink("bracket_length", words, bracket_length);
  const char32_t last = c.text.empty() ? 0 : c.text.back(), before = c.text.size() < 2 ? 0 : c.text[c.text.size() - 2];
  sink("candidate_ends_gate", words, last == U'门' || (last == U')' && before == U'门') ? 1 : 0);
  sink("candidate_ends_shop", words, last == U'店' || (last == U')' && before == U'店') ? 1 : 0);
  sink("gate_words", words, (holds(c.text, U"门") ? 1 : 0) + (holds(q.text, U"门") ? 2 : 0));
  sink("shop_words", words, (holds(c.text, U"店") ? 1 : 0) + (holds(q.text, U"店") ? 2 : 0));
  sink("company_words", words, (holds(c.text, U"公司") ? 1 : 0) + (holds(q.text, U"公司") ? 2 : 0));
  sink("candidate_has_main", words, c.main.empty() ? 0 : c.parts.back().kind == PartKind::name || c.parts.back().kind == PartKind::village ? 2 : 1);
  sink("query_has_main", words, q.main.empty() ? 0 : q.parts.back().kind == PartKind::name || q.parts.back().kind == PartKind::village ? 2 : 1);
  sink("candidate_last_part", words, c.parts.empty() ? -1 : static_cast<double>(c.parts.back().kind));
  sink("query_last_part", words, q.parts.empty() ? -1 : static_cast<double>(q.parts.back().kind));
}

}  // namespace yiwang
