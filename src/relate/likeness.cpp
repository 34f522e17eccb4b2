#include "relate/likeness.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace yiwang {
namespace {

constexpr double kSubject = 1.2;
constexpr double kMergeCap = 0.92;         // just below the threshold at which cities merge by themselves
constexpr int kFullLength = 20;            // grams from which words that differ mean another thing
constexpr double kFullBits = 60;           // from which equal words mean the same thing: 路灯不亮 has ten, a road and its trouble thirty

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

double line_through(double x, const auto& points) {
  if (x <= points.front().first) return points.front().second;
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (x > points[i].first) continue;
    const auto [x0, y0] = points[i - 1];
    const auto [x1, y1] = points[i];
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0);
  }
  return points.back().second;
}

bool place_agrees(const Likeness& l) {
  if (l.place >= PlaceLikeness::same_grid) return true;
  return l.place == PlaceLikeness::same_road && l.gap_hours <= 24 && l.text >= 0.7;   // roads are long
}
bool place_contradicts(const Likeness& l) { return l.place == PlaceLikeness::far || l.place == PlaceLikeness::other; }

/// The same words sent by many within a day, with no place that differs: copied and pasted.
bool copied(const Likeness& l) { return l.text >= 0.9 && l.shorter >= kFullLength && l.gap_hours <= 24 && !place_contradicts(l); }

double many_about_one(const Likeness& l) {
  double odds = -4.2 + worth_of_text(l) + worth_of_matter(l.matter) + worth_of_place(l.place) + (l.same_subject ? kSubject : 0);
  // Days tell different events apart where words are few; where long texts agree they are one event however late the second comes.
  const double words = std::clamp((l.text - 0.3) / 0.4, 0.0, 1.0) * std::min(1.0, l.shorter / (2.0 * kFullLength));
  const double days = l.gap_hours / 24 - 1;
  odds += l.gap_hours <= 3 ? 1.2 : l.gap_hours <= 24 ? 0.8 : -std::min(4 - 2.5 * words, (0.25 - 0.21 * words) * days);
  const bool alike = l.text >= 0.4 || (l.same_subject && l.text >= 0.25);
  if (alike && l.matter == MatterLikeness::same && l.place >= PlaceLikeness::same_road && l.gap_hours <= 12) odds += 1.0;
  if (copied(l)) odds += 1.0;
  return logistic(odds);
}

/// How sure `many_about_one` may be.
double most_of_many(const Likeness& l) {
  const double words_worth = worth_of_text(l);
  const bool strongly = copied(l) || (place_agrees(l) && (words_worth >= 2.4 || (l.same_subject && words_worth >= 1.0)));
  return strongly ? 1 : kMergeCap;
}

double repeat_by_one(const Likeness& l) {
  return logistic(-1.2 + worth_of_text(l) + worth_of_matter(l.matter) + worth_of_place(l.place) + (l.same_subject ? kSubject : 0) - std::min(1.5, l.gap_hours / 24 * 0.02));
}

double again_after_closing(const Likeness& l) {
  return logistic((l.same_reporter ? -1.0 : -4.0) + worth_of_text(l) + worth_of_matter(l.matter) + worth_of_place(l.place) + (l.same_subject ? kSubject : 0) -
                  l.closed_hours / 24 * 0.03);
}

double one_place_again(const Likeness& l) {
  if (l.place < PlaceLikeness::same_grid) return 0;
  const double matter = l.matter == MatterLikeness::other ? -1.4 : worth_of_matter(l.matter);
  return logistic(-2.2 + 0.5 * std::max(0.0, worth_of_text(l)) + matter + worth_of_place(l.place) + (l.same_subject ? kSubject : 0) - l.gap_hours / 24 * 0.04);
}

}  // namespace

double worth_of_text(const Likeness& l) {
  static constexpr std::array<std::pair<double, double>, 8> kWorth{{{0.0, -2.0}, {0.1, -1.0}, {0.2, 0.0}, {0.35, 1.7}, {0.5, 3.0}, {0.7, 4.5}, {0.9, 5.7}, {0.97, 7.0}}};
  const double worth = line_through(l.text, kWorth);
  return worth > 0 ? worth * (0.1 + 0.9 * std::min(1.0, l.bits / kFullBits)) : worth * std::min(1.0, l.shorter / static_cast<double>(kFullLength));
}

double worth_of_matter(MatterLikeness matter) {
  static constexpr std::array<double, 5> kWorth{0.0, -0.9, 0.2, 0.7, 1.3};
  return kWorth[static_cast<std::size_t>(matter)];
}

double worth_of_place(PlaceLikeness place) {
  static constexpr std::array<double, 10> kWorth{0.0, -2.5, -1.5, 0.0, 0.4, 0.7, 0.9, 1.2, 1.8, 2.2};
  return kWorth[static_cast<std::size_t>(place)];
}

std::optional<Judgement> judge(const Likeness& l, const RelateLimits& limits) {
  const double days = l.gap_hours / 24;
  Judgement best{DuplicateKind::one_place_again, 0};
  const auto offer = [&](DuplicateKind kind, double probability, double at_most = 1) {
    probability = std::min(probability, at_most);
    if (probability > best.probability) best = {kind, probability, at_most};
  };
  if (l.open) {
    // The kinds exclude each other by who reports and whether the case still runs; only the place may also have its history.
    if (l.same_reporter) offer(DuplicateKind::repeat_by_one, repeat_by_one(l));
    else if (days <= limits.window_days) offer(DuplicateKind::many_about_one, many_about_one(l), most_of_many(l));
  } else if (l.closed_hours <= limits.again_after_closing_days * 24.0) {
    offer(DuplicateKind::again_after_closing, again_after_closing(l));
  }
  if (days <= kDaysOfOnePlace && !(l.open && l.same_reporter)) {
    const double again = one_place_again(l);
    if (best.probability < 0.5) offer(DuplicateKind::one_place_again, again);
  }
  if (best.probability <= 0) return std::nullopt;
  return best;
}

}  // namespace yiwang
