#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cases/advice.h"

namespace yiwang {

/// How alike two matters are, by their codes: 2 digits class, 4 group, 6 matter.
enum class MatterLikeness : std::uint8_t { unknown, other, same_class, same_group, same };
/// How near two places are, best thing known first from the right.
enum class PlaceLikeness : std::uint8_t { unknown, far, other, same_street, same_community, close, same_road, same_grid, near, same };

/// What a new report and a telling of a known case have in common: all that the probability is made of.
struct Likeness {
  double text = 0;                         // 0..1, share of common words, rare ones counting more
  int shorter = 0;                         // grams of the shorter text
  double bits = 0;                         // information in the common words: how much `text` can be trusted
  bool same_reporter = false;
  bool same_subject = false;
  MatterLikeness matter = MatterLikeness::unknown;
  PlaceLikeness place = PlaceLikeness::unknown;
  double metres = -1;                      // -1: not known
  double gap_hours = 0;                    // between the two tellings
  bool open = true;
  double closed_hours = 0;                 // since closing, when closed
  // Against the other cases compared with at the same time.
  int nearer = 0;                          // cases of the same group of matters that are nearer
  int newer = 0;                           // cases of the same group of matters told later
  int crowd = 0;                           // tellings known at the estate of the question
};

inline constexpr int kDaysOfOnePlace = 28;   // how long `one_place_again` looks back

struct RelateLimits {
  int window_days;
  int again_after_closing_days;
};

struct Judgement {
  DuplicateKind kind;
  double probability;
  double at_most = 1;                      // a learned probability is cut here too
};
/// The most probable of the four kinds (domain.md), by a hand-set log-linear score: the sum of what each likeness is worth, through the logistic function.
/// `many_about_one` stays below 0.93, where cities merge by themselves, unless words or subject and place or time agree strongly.
std::optional<Judgement> judge(const Likeness& likeness, const RelateLimits& limits);
/// The log-odds each likeness gives, for the evidence.
double worth_of_text(const Likeness& likeness);
double worth_of_matter(MatterLikeness matter);
double worth_of_place(PlaceLikeness place);

}  // namespace yiwang
