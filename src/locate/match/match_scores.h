#pragma once
#include <array>
#include <cstddef>

#include "locate/match/address_matcher.h"

namespace yiwang {

/// Counts over judged queries.
struct MatchScores {
  std::array<std::array<std::size_t, kMatchLabels>, kMatchLabels> confusion{};   // truth, then answer
  std::size_t queries = 0;
  std::size_t queries_with_match = 0;      // of them those with an exact or a partial candidate
  std::size_t top1_right = 0;              // ... whose highest ranked candidate carries the best label present
  std::size_t top1_all_right = 0;          // all queries: the best candidate has the best label present; where nothing matches, no candidate was named

  void add(const MatchExample& truth, const MatchOpinion& opinion);
  void add(const MatchScores& other);

  std::size_t pairs() const;
  double precision(MatchLabel label) const;
  double recall(MatchLabel label) const;
  double f1(MatchLabel label) const;
  /// The plain mean of the three F1.
  double macro_f1() const;
  double accuracy() const;
  double top1() const { return queries_with_match == 0 ? 0 : static_cast<double>(top1_right) / static_cast<double>(queries_with_match); }
  double top1_all() const { return queries == 0 ? 0 : static_cast<double>(top1_all_right) / static_cast<double>(queries); }
  /// Expected calibration error of the most probable label, 15 bins of equal width.
  double ece() const;

 private:
  struct Bin {
    std::size_t count = 0, right = 0;
    double sure = 0;
  };
  std::array<Bin, 15> bins_{};
};

}  // namespace yiwang
