#include "dispatch/learned/route_features.h"

#include <algorithm>
#include <cmath>

namespace yiwang {
namespace {

// How many cases a guess from wider ground is worth.
constexpr double kPull = 4, kGroundPull = 5, kRefinePull = 2;
constexpr double kReturnPull = 4;
constexpr std::size_t kFewCandidates = 4;

struct Asked {
  const RouteTally* tally;
  const UnitTally* unit;
};

Asked ask(const RouteTally* tally, std::uint32_t unit) { return {tally, tally == nullptr ? nullptr : tally->of(unit)}; }
double cases(const Asked& a) { return a.unit == nullptr ? 0 : a.unit->cases; }
double of(const Asked& a) { return a.tally == nullptr ? 0 : a.tally->cases; }

double smoothed(double unit, double all, double pull, double wider) { return (unit + pull * wider) / (all + pull); }

double share_returned(const Asked& a) { return a.unit == nullptr ? 0 : a.unit->returns / (a.unit->cases + a.unit->returns + kReturnPull); }

/// How likely the unit is by everything, then by the ground, then by what the case is about.
double base(const RouteCounts& counts, const RouteTally* ground, const RouteTally* about, std::uint32_t unit) {
  const auto& all = counts.all();
  const auto every = ask(&all, unit);
  const double wide = smoothed(cases(every), all.cases, 0.5 * static_cast<double>(all.units.size() + 1), 1.0 / static_cast<double>(all.units.size() + 1));
  const auto g = ask(ground, unit), a = ask(about, unit);
  return smoothed(cases(a), of(a), kPull, smoothed(cases(g), of(g), kGroundPull, wide));
}

}  // namespace

RouteFeatures::RouteFeatures(const RouteShape& shape) : shape_(shape) {
  for (std::size_t k = 0; k < shape.crosses.size(); ++k) cross_of_.push_back(static_cast<int>(k));
  for (std::size_t k = 0; k < shape.crosses.size(); ++k) {
    if (!shape.crosses[k].recent) continue;
    recent_.push_back(k);
    cross_of_.push_back(static_cast<int>(k));
  }
  // sum over crosses, words together, best word, number of words, returns in what it is about, worst returns, cases known, crosses known
  count_ = cross_of_.size() + 8;
}

std::vector<std::uint32_t> RouteFeatures::candidates(const RouteCounts& counts, const RouteKeys& keys, std::size_t most) const {
  std::vector<std::pair<double, std::uint32_t>> found;
  const auto add = [&](const RouteTally* tally, double weight) {
    if (tally == nullptr) return;
    for (const auto& one : tally->units) {
      const double vote = weight * one.cases / (tally->cases + 1);
      const auto known = std::find_if(found.begin(), found.end(), [&](const auto& f) { return f.second == one.unit; });
      if (known == found.end()) found.emplace_back(vote, one.unit);
      else known->first += vote;
    }
  };
  for (const auto key : keys.crosses) add(counts.find(key), 1);
  for (const auto key : keys.words) add(counts.find(key), 1);
  if (found.size() < kFewCandidates) {
    add(counts.find(keys.ground), 0.2);
    add(&counts.all(), 0.02);
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  if (found.size() > most) found.resize(most);
  std::vector<std::uint32_t> units;
  for (const auto& [vote, unit] : found) {
    if (vote > 0) units.push_back(unit);
  }
  return units;
}

void RouteFeatures::fill(const RouteCounts& counts, const RouteKeys& keys, std::span<const std::uint32_t> units, std::vector<float>& out) const {
  std::vector<const RouteTally*> crosses, words;
  for (const auto key : keys.crosses) crosses.push_back(counts.find(key));
  for (const auto key : keys.words) words.push_back(counts.find(key));
  const auto* ground = counts.find(keys.ground);
  const double known = static_cast<double>(std::count_if(crosses.begin(), crosses.end(), [](const auto* t) { return t != nullptr; }));
  const auto put = [&out](double value) { out.push_back(static_cast<float>(value)); };
  for (const auto unit : units) {
    const double wider = base(counts, ground, crosses.front(), unit);
    double sum = 0, worst = 0;
    put(std::log(wider));
    for (std::size_t k = 1; k < crosses.size(); ++k) {
      const auto a = ask(crosses[k], unit);
      const double p = smoothed(cases(a), of(a), kPull, wider);
      put(std::log(p));
      sum += std::log(p / wider);
    }
    for (const auto k : recent_) {
      const auto a = ask(crosses[k], unit);
      const double scale = counts.recent_scale();
      put(std::log(smoothed(a.unit == nullptr ? 0 : a.unit->recent / scale, a.tally == nullptr ? 0 : a.tally->recent / scale, kPull, wider)));
    }
    double said = 0, loudest = words.empty() ? 0 : -9;
    for (const auto* word : words) {
      const auto a = ask(word, unit);
      const double moved = std::log(smoothed(cases(a), of(a), kPull, wider) / wider);
      said += moved;
      loudest = std::max(loudest, moved);
    }
    put(sum);
    put(words.empty() ? 0 : said / std::sqrt(static_cast<double>(words.size())));
    put(loudest);
    put(static_cast<double>(words.size()));
    for (const auto* tally : crosses) worst = std::max(worst, share_returned(ask(tally, unit)));
    put(share_returned(ask(crosses.front(), unit)));
    put(worst);
    put(std::log1p(crosses.front() == nullptr ? 0.0 : crosses.front()->cases));
    put(known);
  }
}

std::vector<double> RouteFeatures::refined(const RouteCounts& counts, const RouteKeys& keys, std::span<const std::uint32_t> units) const {
  std::vector<double> p, worst(units.size(), 0);
  const auto* ground = counts.find(keys.ground);
  const auto* about = counts.find(keys.crosses.front());
  for (const auto unit : units) p.push_back(base(counts, ground, about, unit));
  for (std::size_t k = 0; k < keys.crosses.size(); ++k) {
    const auto* tally = counts.find(keys.crosses[k]);
    if (tally == nullptr) continue;
    for (std::size_t i = 0; i < units.size(); ++i) {
      const auto a = ask(tally, units[i]);
      if (k > 0) p[i] = smoothed(cases(a), of(a), kRefinePull, p[i]);
      worst[i] = std::max(worst[i], share_returned(a));
    }
  }
  for (std::size_t i = 0; i < units.size(); ++i) p[i] *= 1 - worst[i];
  double all = 0;
  for (const auto one : p) all += one;
  for (auto& one : p) one /= std::max(all, 1e-12);
  return p;
}

}  // namespace yiwang
