#include "learn/drift.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace yiwang {
namespace {

constexpr std::int64_t kLeastCases = 50, kLeastBaseline = 100;
constexpr double kErrors = 3;               // standard errors beyond which chance is no excuse
constexpr double kClassesMoved = 0.2;       // population stability index, as credit scoring has it: 0.1 moved a little, 0.25 a lot
constexpr double kConfidenceFell = 0.05, kToDispatcherRose = 0.10, kCorrectionsRose = 0.05, kReturnsRose = 0.05;
constexpr std::int32_t kLookedBack = 60;    // days in which an alarm's beginning is looked for

struct Sum {
  std::map<std::string, std::int64_t> classes;
  std::int64_t count = 0, to_dispatcher = 0, decided = 0, corrected = 0, returned = 0;
  double confidence = 0;

  void add(const ModelDay& day) {
    classes[day.of_class] += day.count;
    count += day.count;
    to_dispatcher += day.to_dispatcher;
    decided += day.decided;
    corrected += day.corrected;
    returned += day.returned;
    confidence += day.confidence;
  }
};

Sum sum_of(std::span<const ModelDay> days, std::int32_t from, std::int32_t to) {
  Sum out;
  for (const auto& day : days) {
    if (day.day >= from && day.day <= to) out.add(day);
  }
  return out;
}

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }
double ratio(std::int64_t part, std::int64_t whole) { return ratio(static_cast<double>(part), static_cast<double>(whole)); }

/// With half a case added to each class, so that none is empty.
struct Shares {
  std::vector<std::string> names;
  std::vector<double> now, before;
};
Shares shares_of(const Sum& now, const Sum& before) {
  auto all = before.classes;
  for (const auto& [name, count] : now.classes) all[name] += count;
  Shares out;
  const double k = static_cast<double>(all.size());
  for (const auto& [name, count] : all) {
    const auto in = [&](const Sum& sum) {
      const auto it = sum.classes.find(name);
      return (static_cast<double>(it == sum.classes.end() ? 0 : it->second) + 0.5) / (static_cast<double>(sum.count) + 0.5 * k);
    };
    out.names.push_back(name);
    out.now.push_back(in(now));
    out.before.push_back(in(before));
  }
  return out;
}

double stability_index(const Shares& s) {
  double out = 0;
  for (std::size_t i = 0; i < s.now.size(); ++i) out += (s.now[i] - s.before[i]) * std::log(s.now[i] / s.before[i]);
  return out;
}

double jensen_shannon(const Shares& s) {
  double out = 0;
  for (std::size_t i = 0; i < s.now.size(); ++i) {
    const double middle = (s.now[i] + s.before[i]) / 2;
    out += 0.5 * s.now[i] * std::log2(s.now[i] / middle) + 0.5 * s.before[i] * std::log2(s.before[i] / middle);
  }
  return out;
}

/// What chance alone makes of the index: (classes - 1)(1/n + 1/m) is its mean, twice that plus some its upper edge.
double by_chance(const Shares& s, const Sum& now, const Sum& before) {
  const double degrees = static_cast<double>(s.now.size()) - 1;
  const double unit = 1.0 / static_cast<double>(std::max<std::int64_t>(now.count, 1)) + 1.0 / static_cast<double>(std::max<std::int64_t>(before.count, 1));
  return unit * (degrees + kErrors * std::sqrt(2 * std::max(degrees, 1.0)));
}

/// A share rose by `least` and by more than chance.
DriftMeasure rise(const std::string& what, std::int64_t part, std::int64_t whole, std::int64_t part_before, std::int64_t whole_before, double least) {
  DriftMeasure m{what, ratio(part, whole), ratio(part_before, whole_before), 0, false, 0};
  const double pooled = ratio(part + part_before, whole + whole_before);
  const double error = std::sqrt(pooled * (1 - pooled) * (1.0 / static_cast<double>(std::max<std::int64_t>(whole, 1)) + 1.0 / static_cast<double>(std::max<std::int64_t>(whole_before, 1))));
  m.threshold = m.baseline + std::max(least, kErrors * error);
  m.alarm = m.value > m.threshold;
  return m;
}

std::vector<DriftMeasure> measures_of(const Sum& now, const Sum& before) {
  std::vector<DriftMeasure> out;
  const auto shares = shares_of(now, before);
  DriftMeasure classes{"classes", stability_index(shares), 0, kClassesMoved + by_chance(shares, now, before), false, 0};
  classes.alarm = classes.value > classes.threshold;
  out.push_back(classes);
  DriftMeasure confidence{"confidence", ratio(now.confidence, static_cast<double>(now.count)), ratio(before.confidence, static_cast<double>(before.count)), 0, false, 0};
  // A confidence spreads no wider than a half.
  const double error = 0.5 * std::sqrt(1.0 / static_cast<double>(std::max<std::int64_t>(now.count, 1)) + 1.0 / static_cast<double>(std::max<std::int64_t>(before.count, 1)));
  confidence.threshold = confidence.baseline - std::max(kConfidenceFell, kErrors * error * 0.6);
  confidence.alarm = confidence.value < confidence.threshold;
  out.push_back(confidence);
  out.push_back(rise("to_dispatcher", now.to_dispatcher, now.count, before.to_dispatcher, before.count, kToDispatcherRose));
  out.push_back(rise("corrections", now.corrected, now.decided, before.corrected, before.decided, kCorrectionsRose));
  out.push_back(rise("returns", now.returned, now.count, before.returned, before.count, kReturnsRose));
  const bool enough = now.count >= kLeastCases && before.count >= kLeastBaseline;
  for (auto& m : out) m.alarm = m.alarm && enough;
  return out;
}

}  // namespace

Drift measure_drift(std::span<const ModelDay> days, std::int32_t today) {
  Drift out;
  out.to = today - 1;
  out.from = out.to - kDriftWeek + 1;
  out.baseline_to = out.from - 1;
  out.baseline_from = out.baseline_to - kDriftBaseline + 1;
  const auto now = sum_of(days, out.from, out.to), before = sum_of(days, out.baseline_from, out.baseline_to);
  out.count = now.count;
  out.baseline_count = before.count;
  out.enough = now.count >= kLeastCases && before.count >= kLeastBaseline;
  out.measures = measures_of(now, before);
  const auto shares = shares_of(now, before);
  out.jensen_shannon = jensen_shannon(shares);
  for (std::size_t i = 0; i < shares.names.size(); ++i) {
    const auto share = [&](const Sum& sum) {
      const auto it = sum.classes.find(shares.names[i]);
      return ratio(it == sum.classes.end() ? 0 : it->second, sum.count);
    };
    out.classes.push_back({shares.names[i], share(now), share(before)});
  }
  std::stable_sort(out.classes.begin(), out.classes.end(), [](const DriftClass& a, const DriftClass& b) { return std::abs(a.share - a.baseline) > std::abs(b.share - b.baseline); });

  // Each earlier week against the same 28 days: since when is it as it is now?
  std::vector<bool> going(out.measures.size());
  for (std::size_t i = 0; i < going.size(); ++i) {
    going[i] = out.measures[i].alarm;
    if (going[i]) out.measures[i].since = out.to;
  }
  for (std::int32_t back = 1; back < kDriftWeek && std::find(going.begin(), going.end(), true) != going.end(); ++back) {
    const auto week = sum_of(days, out.from - back, out.to - back);
    const auto then = measures_of(week, before);
    for (std::size_t i = 0; i < going.size(); ++i) {
      going[i] = going[i] && then[i].alarm;
      if (going[i]) out.measures[i].since = out.to - back;
    }
  }

  std::map<std::int32_t, Sum> each;
  for (const auto& day : days) {
    if (day.day > today - kLookedBack && day.day <= today) each[day.day].add(day);
  }
  for (const auto& [day, sum] : each) {
    out.days.push_back({day, sum.count, ratio(sum.confidence, static_cast<double>(sum.count)), ratio(sum.to_dispatcher, sum.count), ratio(sum.corrected, sum.decided), ratio(sum.returned, sum.count)});
  }
  return out;
}

}  // namespace yiwang
