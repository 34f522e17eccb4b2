#include "dispatch/learned/learned_dispatch.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

#include "base/json.h"
#include "base/text.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostShown = 5;
constexpr double kDayMs = 86'400'000.0;
constexpr std::size_t kGrownALittle = 50;

/// What save() keeps.
struct KeptRoutes {
  std::string made_of;                     // hash of the shape and the cases trained on
  std::uint64_t trained_on = 0;
  std::uint64_t features = 0;
  std::vector<std::uint32_t> begin;
  std::vector<RankerNode> nodes;
  std::vector<double> from, to;
  std::vector<double> confidences, precisions;
};
BOOST_DESCRIBE_STRUCT(KeptRoutes, (), (made_of, trained_on, features, begin, nodes, from, to, confidences, precisions))

double at_ms(const RoutedCase& routed) { return static_cast<double>(routed.facts.at.time_since_epoch().count()); }

std::uint64_t hash_of(const RouteShape& shape) {
  std::string text = "routes-1";
  for (const auto& field : shape.fields) text += '\x1e' + field;
  for (const auto& cross : shape.crosses) {
    text += cross.recent ? "\x1f+" : "\x1f-";
    for (const auto field : cross.fields) text += std::to_string(field) + ',';
  }
  return stable_hash(text);
}

std::uint64_t hash_of(const RoutedCase& routed, std::uint64_t before) {
  std::string text = std::to_string(routed.facts.at.time_since_epoch().count()) + '\x1e' + routed.unit + '\x1e' + routed.facts.words;
  for (const auto& value : routed.facts.values) text += '\x1f' + value;
  for (const auto& unit : routed.returned_by) text += '\x1e' + unit;
  return stable_hash(text, before);
}

std::string hex(std::uint64_t value) {
  char out[17];
  std::snprintf(out, sizeof out, "%016llx", static_cast<unsigned long long>(value));
  return out;
}

}  // namespace

LearnedDispatch::LearnedDispatch(RouteShape shape, const LearnedDispatchOptions& options)
    : shape_(std::move(shape)), options_(options), features_(shape_), counts_(options.half_life_days) {}

std::uint32_t LearnedDispatch::number_of(const std::string& unit) {
  const auto [at, fresh] = unit_number_.try_emplace(unit, static_cast<std::uint32_t>(units_.size()));
  if (fresh) units_.push_back(unit);
  return at->second;
}

void LearnedDispatch::count(const RoutedCase& routed, const RouteKeys& keys) {
  std::vector<std::uint32_t> refusers;
  for (const auto& unit : routed.returned_by) refusers.push_back(number_of(unit));
  const auto unit = routed.unit.empty() ? std::nullopt : std::optional(number_of(routed.unit));
  counts_.add(shape_, keys, routed.facts.at, unit, refusers);
  ++cases_;
}

void LearnedDispatch::learn(const RoutedCase& routed) { count(routed, route_keys(shape_, routed.facts)); }

/// Trees from the first `used` cases. Each question sees the counts as they stood at the end of the last full block before it, because an answer in service
/// will not have seen the hour before either; the first fifth of the cases only fills the counts.
void LearnedDispatch::fit_ranker(const std::vector<RoutedCase>& cases, const std::vector<RouteKeys>& keys, std::size_t used) {
  ranker_ = {};
  if (used < options_.least_ranked) return;
  LearnedDispatch past(shape_, options_);
  RankedQuestions questions;
  questions.features = features_.count();
  const double last = at_ms(cases[used - 1]);
  double counted_until = at_ms(cases[0]);
  std::size_t counted = 0;
  const auto newest = options_.most_ranked == 0 || options_.most_ranked > used ? 0 : used - options_.most_ranked;
  for (std::size_t i = std::max(used / 5, newest); i < used; ++i) {
    const double now = at_ms(cases[i]);
    if (counted == 0 || now - counted_until >= options_.block_days * kDayMs) {
      for (; counted < i; ++counted) past.count(cases[counted], keys[counted]);
      counted_until = now;
    }
    const auto candidates = features_.candidates(past.counts_, keys[i], options_.most_candidates);
    const auto known = past.unit_number_.find(cases[i].unit);
    if (known == past.unit_number_.end()) continue;
    const auto right = std::find(candidates.begin(), candidates.end(), known->second);
    if (right == candidates.end() || candidates.size() < 2) continue;
    features_.fill(past.counts_, keys[i], candidates, questions.values);
    questions.start.push_back(questions.start.back() + candidates.size());
    questions.right.push_back(static_cast<std::uint32_t>(right - candidates.begin()));
    questions.weight.push_back(static_cast<float>(std::exp2((now - last) / (options_.fade_days * kDayMs))));
  }
  ranker_ = BoostedRanker::train(questions, options_.ranker);
}

LearnedDispatch LearnedDispatch::train(RouteShape shape, std::vector<RoutedCase> cases, const LearnedDispatchOptions& options) {
  return train(std::move(shape), std::move(cases), {}, options);
}

LearnedDispatch LearnedDispatch::train(RouteShape shape, std::vector<RoutedCase> cases, std::string_view kept, const LearnedDispatchOptions& options) {
  std::stable_sort(cases.begin(), cases.end(), [](const RoutedCase& a, const RoutedCase& b) { return a.facts.at < b.facts.at; });
  std::vector<RouteKeys> keys;
  keys.reserve(cases.size());
  for (const auto& routed : cases) keys.push_back(route_keys(shape, routed.facts));

  LearnedDispatch model(std::move(shape), options);
  KeptRoutes earlier;
  if (!kept.empty()) {
    if (auto read = json::from_text<KeptRoutes>(kept)) earlier = std::move(*read);
  }
  std::string made_of_kept;
  auto hash = hash_of(model.shape_);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (i == earlier.trained_on) made_of_kept = hex(hash);
    hash = hash_of(cases[i], hash);
  }
  if (earlier.trained_on == cases.size()) made_of_kept = hex(hash);
  const bool fits = !earlier.made_of.empty() && earlier.made_of == made_of_kept && earlier.features == model.features_.count() &&
                    cases.size() <= earlier.trained_on + earlier.trained_on / 10 + kGrownALittle && earlier.confidences.size() == earlier.precisions.size();
  if (fits) {
    model.ranker_ = BoostedRanker(earlier.features, std::move(earlier.begin), std::move(earlier.nodes));
    std::vector<std::pair<double, double>> precisions;
    for (std::size_t i = 0; i < earlier.confidences.size(); ++i) precisions.emplace_back(earlier.confidences[i], earlier.precisions[i]);
    model.curve_ = ConfidenceCurve(std::move(earlier.from), std::move(earlier.to), std::move(precisions));
    model.trained_on_ = earlier.trained_on;
    for (std::size_t i = 0; i < cases.size(); ++i) model.count(cases[i], keys[i]);
  } else {
    // Confidence: a model of the earlier part answers the later one, seeing nothing of it.
    const auto used = static_cast<std::size_t>(static_cast<double>(cases.size()) * (1 - options.held_out));
    for (std::size_t i = 0; i < used; ++i) model.count(cases[i], keys[i]);
    if (used > 0 && cases.size() >= 100) {
      model.fit_ranker(cases, keys, used);
      std::vector<std::pair<double, bool>> answers;
      for (std::size_t i = used; i < cases.size(); ++i) {
        const auto answer = model.guess(cases[i].facts, {}, false);
        if (!answer.units.empty() && !cases[i].unit.empty()) answers.emplace_back(answer.units.front().probability, answer.units.front().unit == cases[i].unit);
      }
      model.curve_ = ConfidenceCurve(std::move(answers));
    }
    for (std::size_t i = used; i < cases.size(); ++i) model.count(cases[i], keys[i]);
    model.fit_ranker(cases, keys, cases.size());
    model.trained_on_ = cases.size();
  }
  model.version_ = "routes-1/" + hex(hash) + "/" + std::to_string(model.trained_on_);
  return model;
}

std::string LearnedDispatch::save() const {
  KeptRoutes out;
  const auto parts = split(version_, '/');
  out.made_of = parts.size() == 3 ? std::string(parts[1]) : std::string{};
  out.trained_on = trained_on_;
  out.features = features_.count();
  out.begin = ranker_.begin();
  out.nodes = ranker_.nodes();
  out.from = curve_.from();
  out.to = curve_.to();
  for (const auto& [confidence, precision] : curve_.precisions()) {
    out.confidences.push_back(confidence);
    out.precisions.push_back(precision);
  }
  return json::to_text(out);
}

std::vector<double> LearnedDispatch::probabilities(const RouteKeys& keys, const std::vector<std::uint32_t>& units, std::vector<float>& values) const {
  features_.fill(counts_, keys, units, values);
  if (ranker_.empty()) return features_.refined(counts_, keys, units);
  const auto width = features_.count();
  std::vector<double> p;
  for (std::size_t i = 0; i < units.size(); ++i) p.push_back(ranker_.score(std::span(values).subspan(i * width, width)));
  const double most = *std::max_element(p.begin(), p.end());
  double all = 0;
  for (auto& one : p) all += one = std::exp(one - most);
  for (auto& one : p) one /= all;
  return p;
}

LearnedRoute LearnedDispatch::guess(const RouteFacts& facts, const std::vector<std::string>& returned_by, bool with_reasons) const {
  LearnedRoute answer;
  answer.version = version_;
  const auto keys = route_keys(shape_, facts);
  auto units = features_.candidates(counts_, keys, options_.most_candidates);
  std::erase_if(units, [&](std::uint32_t unit) { return std::find(returned_by.begin(), returned_by.end(), units_[unit]) != returned_by.end(); });
  if (units.empty()) return answer;
  std::vector<float> values;
  auto p = probabilities(keys, units, values);
  std::vector<std::size_t> order(units.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] > p[b]; });
  const double raw = p[order[0]], best = curve_.corrected(raw);
  for (std::size_t k = 0; k < order.size() && k < kMostShown; ++k) {
    const double share = k == 0 ? best : raw < 1 ? std::min(best, p[order[k]] * (1 - best) / (1 - raw)) : 0;
    answer.units.push_back({units_[units[order[k]]], share});
  }
  if (with_reasons) answer.reasons = reasons(facts, keys, units, values, order[0], order.size() > 1 ? order[1] : order[0]);
  return answer;
}

RouteReason LearnedDispatch::seen(const RouteFacts& facts, const std::string& unit, double least) const {
  const auto keys = route_keys(shape_, facts);
  const auto known = unit_number_.find(unit);
  std::size_t chosen = 0;
  for (std::size_t k = 1; k < keys.crosses.size(); ++k) {
    const auto* tally = counts_.find(keys.crosses[k]);
    if (tally != nullptr && tally->cases >= least) chosen = k;
  }
  RouteReason out;
  out.about = describe(shape_, shape_.crosses[chosen], facts);
  const auto* tally = counts_.find(keys.crosses[chosen]);
  if (tally == nullptr) return out;
  out.of = tally->cases;
  if (const auto* one = known == unit_number_.end() ? nullptr : tally->of(known->second)) {
    out.cases = one->cases;
    out.returned = one->returns;
  }
  return out;
}

std::vector<RouteReason> LearnedDispatch::reasons(const RouteFacts& facts, const RouteKeys& keys, const std::vector<std::uint32_t>& units, const std::vector<float>& values,
                                                  std::size_t best, std::size_t next) const {
  const auto width = features_.count();
  const auto row = [&](std::size_t i) { return std::span(values).subspan(i * width, width); };
  // One weight a cross, and one for the words; features that sum up several crosses are shared out to those that speak for the unit.
  std::vector<double> of_cross(shape_.crosses.size(), 0);
  double of_words = 0;
  if (!ranker_.empty()) {
    std::vector<double> shares(width, 0);
    ranker_.explain(row(best), 1, shares);
    if (next != best) ranker_.explain(row(next), -1, shares);
    for (std::size_t f = 0; f < width; ++f) {
      const int cross = features_.cross_of(f);
      if (cross >= 0) of_cross[static_cast<std::size_t>(cross)] += shares[f];
      else if (features_.is_words(f)) of_words += shares[f];
    }
  } else {
    for (std::size_t k = 0; k < of_cross.size(); ++k) of_cross[k] = row(best)[k] - (next == best ? std::log(1.0 / static_cast<double>(units_.size() + 1)) : row(next)[k]);
  }
  std::vector<RouteReason> out;
  const auto seen = [&](const RouteTally* tally, std::string about, double weight) {
    if (tally == nullptr || weight <= 0) return;
    const auto* unit = tally->of(units[best]);
    out.push_back({std::move(about), unit == nullptr ? 0.0 : unit->cases, tally->cases, unit == nullptr ? 0.0 : unit->returns, weight});
  };
  for (std::size_t k = 0; k < of_cross.size(); ++k) seen(counts_.find(keys.crosses[k]), describe(shape_, shape_.crosses[k], facts), of_cross[k]);
  if (of_words > 0 && !keys.words.empty()) {
    const RouteTally* loudest = nullptr;
    double most = -1;
    for (const auto word : keys.words) {
      const auto* tally = counts_.find(word);
      const auto* unit = tally == nullptr ? nullptr : tally->of(units[best]);
      const double share = unit == nullptr ? 0 : unit->cases / (tally->cases + 2);
      if (share > most) {
        most = share;
        loudest = tally;
      }
    }
    seen(loudest, "words", of_words);
  }
  std::stable_sort(out.begin(), out.end(), [](const RouteReason& a, const RouteReason& b) { return a.weight > b.weight; });
  if (out.size() > kMostShown) out.resize(kMostShown);
  return out;
}

}  // namespace yiwang
