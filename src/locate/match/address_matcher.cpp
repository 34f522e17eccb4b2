#include "locate/match/address_matcher.h"

#include <algorithm>
#include <numeric>

#include "base/model_file.h"
#include "locate/match/leftover_words.h"
#include "locate/match/match_decision.h"
#include "locate/match/matcher_parts.h"
#include "locate/match/sibling_features.h"

namespace yiwang {
namespace {

constexpr std::string_view kMagic = "yiwang-match-1";

PartState state_of(MatchPart part, const ReadAddress& q, const ReadAddress& c) {
  const auto numbers = [&](PartKind kind) { return compare_numbers(q.of(kind), c.of(kind)); };
  const auto telling = [](std::initializer_list<PartState> states) {
    auto said = PartState::neither;
    for (const auto state : states) {
      if (state == PartState::differs) return state;
      if (state == PartState::equal || (said != PartState::equal && state != PartState::neither)) said = state;
    }
    return said;
  };
  switch (part) {
    case MatchPart::road: return compare_roads(q.of(PartKind::road), c.of(PartKind::road));
    case MatchPart::road_number: return telling({numbers(PartKind::road_number), numbers(PartKind::lane)});
    case MatchPart::building: return telling({numbers(PartKind::building), numbers(PartKind::phase), numbers(PartKind::zone)});
    case MatchPart::inside: return telling({numbers(PartKind::unit), numbers(PartKind::floor), numbers(PartKind::room), numbers(PartKind::gate), numbers(PartKind::group)});
    case MatchPart::division: {
      const auto division = [&](PartKind kind) { return compare_divisions(q.of(kind), c.of(kind)); };
      return telling({division(PartKind::city), division(PartKind::district), division(PartKind::town)});
    }
    case MatchPart::name: {
      if (q.main.empty() || c.main.empty()) return q.main.empty() ? (c.main.empty() ? PartState::neither : PartState::only_candidate) : PartState::only_query;
      if (std::find(q.names.begin(), q.names.end(), c.main) != q.names.end()) return PartState::equal;
      const auto run = longest_common_run(c.main, q.words);
      return run >= 2 && 2 * run >= c.main.size() ? PartState::partly : PartState::differs;
    }
    case MatchPart::text: return q.text == c.text ? PartState::equal : 2 * common_in_order(q.text, c.text) >= std::min(q.text.size(), c.text.size()) ? PartState::partly : PartState::differs;
    case MatchPart::position: return c.has(PartKind::distance) || c.has(PartKind::near) ? PartState::only_candidate : PartState::neither;
    default: return PartState::partly;
  }
}

/// Whether a person would take it for a reason: a part that both or one of the addresses name, and that speaks for the label rather than against it.
bool tells(MatchPart part, PartState state, MatchLabel label) {
  if (part == MatchPart::text || part == MatchPart::words || part == MatchPart::others || part == MatchPart::order || state == PartState::neither) return false;
  if (label == MatchLabel::exact) return state == PartState::equal || state == PartState::partly;
  return label == MatchLabel::partial || state != PartState::equal;
}

}  // namespace

std::string MatchReason::code() const {
  const char* word = state == PartState::differs          ? "differs"
                     : state == PartState::only_candidate ? "only_candidate"
                     : state == PartState::neither        ? "neither"
                     : state == PartState::only_query     ? "only_query"
                     : state == PartState::partly         ? "partly"
                                                          : "equal";
  return std::string(code_of(part)) + "_" + word;
}

AddressMatcher::AddressMatcher() : parts_(std::make_unique<Parts>()) {}
AddressMatcher::AddressMatcher(AddressMatcher&&) noexcept = default;
AddressMatcher& AddressMatcher::operator=(AddressMatcher&&) noexcept = default;
AddressMatcher::~AddressMatcher() = default;

AddressMatcher AddressMatcher::train(std::span<const MatchExample> examples, const MatcherOptions& options, const std::function<void(int, int)>& progress) {
  AddressMatcher matcher;
  train_matcher(*matcher.parts_, examples, options, progress);
  return matcher;
}

MatchOpinion AddressMatcher::judge(std::string_view query_text, std::span<const std::string> candidate_texts, bool explain) const {
  MatchOpinion out;
  const auto query = read_address(query_text);
  std::vector<ReadAddress> candidates;
  for (const auto& text : candidate_texts) candidates.push_back(read_address(text));
  if (candidates.empty()) return out;
  const auto& parts = *parts_;
  FeatureTable table;
  candidate_features(query, candidates, parts.weights, table);
  const auto n = candidates.size();
  std::vector<std::vector<float>> rows(n);
  std::vector<std::vector<double>> beliefs(n, std::vector<double>(kMatchLabels, 0));
  const double models = static_cast<double>(parts.first.size());
  for (std::size_t i = 0; i < n; ++i) {
    const auto row = table.row(i);
    rows[i].assign(row.begin(), row.end());
    std::array<double, kMatchLabels> said{};
    if (!parts.words.empty()) {
      const auto grams = LeftoverWords::grams(query, candidates[i]);
      for (const auto& words : parts.words) {
        const auto scores = words.scores(grams);
        for (std::size_t k = 0; k < kMatchLabels; ++k) said[k] += scores[k] / static_cast<double>(parts.words.size());
      }
    }
    for (const double score : said) rows[i].push_back(static_cast<float>(score));
    parts.blank(rows[i]);
    for (const auto& trees : parts.first) trees.add_scores(rows[i], beliefs[i]);
    for (auto& score : beliefs[i]) score /= models;
  }
  auto scores = beliefs;
  for (auto& belief : beliefs) softmax(belief);
  out.candidates.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    if (!parts.second.empty()) {
      auto row = rows[i];
      FeatureSink sink{row};
      belief_features(beliefs, candidates, i, parts.in_order(), sink);
      std::fill(scores[i].begin(), scores[i].end(), 0.0);
      for (const auto& trees : parts.second) trees.add_scores(row, scores[i]);
      for (auto& score : scores[i]) score /= models;
    }
    auto& opinion = out.candidates[i];
    parts.decision.calibrate(scores[i]);
    std::copy(scores[i].begin(), scores[i].end(), opinion.probability.begin());
    opinion.label = static_cast<MatchLabel>(parts.decision.choose(opinion.probability));
    opinion.rank = 2 * opinion.probability[0] + opinion.probability[1];
    if (explain) {
      std::vector<double> shares(rows[i].size(), 0);
      for (const auto& trees : parts.first) trees.add_shares(rows[i], static_cast<int>(opinion.label), shares);
      std::array<double, kMatchParts> by_part{};
      for (std::size_t f = 0; f < shares.size(); ++f) by_part[static_cast<std::size_t>(parts.names[f].about)] += shares[f];
      double all = 0;
      for (const double share : by_part) all += std::max(share, 0.0);
      for (std::size_t part = 0; part < kMatchParts; ++part) {
        const auto which = static_cast<MatchPart>(part);
        const auto state = state_of(which, query, candidates[i]);
        if (by_part[part] > 0 && tells(which, state, opinion.label)) opinion.because.push_back({which, state, by_part[part] / all});
      }
      if (opinion.because.empty()) opinion.because.push_back({MatchPart::text, state_of(MatchPart::text, query, candidates[i]), 1});
      // what keeps a partial match from being the very place is said before what they share
      const auto apart = [&](const MatchReason& one) { return opinion.label == MatchLabel::partial && one.state == PartState::differs; };
      std::stable_sort(opinion.because.begin(), opinion.because.end(), [&](const auto& a, const auto& b) { return apart(a) != apart(b) ? apart(a) : a.share > b.share; });
      if (opinion.because.size() > 3) opinion.because.resize(3);
    }
    if (opinion.label != MatchLabel::none && (!out.best || opinion.rank > out.candidates[*out.best].rank)) out.best = i;
  }
  return out;
}

std::string AddressMatcher::save() const {
  ModelWriter file;
  std::string magic(kMagic);
  file.part(magic);
  file.part(*parts_);
  return std::move(file.bytes);
}

std::optional<AddressMatcher> AddressMatcher::load(std::string_view bytes) {
  ModelReader file(bytes);
  AddressMatcher matcher;
  std::string magic;
  file.part(magic);
  if (file.broken || magic != kMagic) return std::nullopt;
  file.part(*matcher.parts_);
  if (file.broken || !file.at_end() || !matcher.parts_->finish()) return std::nullopt;
  return matcher;
}

std::vector<std::pair<std::string, double>> AddressMatcher::gains() const {
  std::vector<std::pair<std::string, double>> all;
  for (std::size_t f = 0; f < parts_->names.size(); ++f) {
    double gain = 0;
    for (const auto& trees : parts_->first) gain += static_cast<double>(trees.gains()[f]);
    all.emplace_back(parts_->names[f].name, gain);
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  return all;
}

}  // namespace yiwang
