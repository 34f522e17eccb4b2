#pragma once
#include <map>
#include <span>
#include <string>
#include <vector>

#include "cases/advice.h"

namespace yiwang {

/// One text whose true label is known, and what was answered. `guesses` best first.
struct ScoredAnswer {
  std::string truth;
  std::vector<MatterGuess> guesses;
};

struct ClassScore {
  double precision = 0, recall = 0, f1 = 0;
  std::size_t support = 0;
};

struct MatterScores {
  std::size_t count = 0;
  double accuracy = 0;
  double macro_f1 = 0;                     // mean over labels that are true or answered at least once, like scikit-learn's
  double macro_f1_present = 0;             // the same over labels that are true at least once: fairer where a model knows more labels than the test holds
  double top3 = 0;                         // share whose true label is among the three best
  double mean_confidence = 0;              // beside accuracy: above it the model boasts
  double ece = 0;                          // expected calibration error, 15 bins of equal width
  std::map<std::string, ClassScore> per_class;
  std::map<std::string, std::map<std::string, std::size_t>> confusion;   // truth -> answer -> count
};
MatterScores score_matters(std::span<const ScoredAnswer> answers);

/// Texts of one label answered with another (`said` empty: not answered).
struct Confusion {
  std::string truth, said;
  std::size_t count = 0;
};
/// Most frequent first, at most `most`.
std::vector<Confusion> worst_confusions(const MatterScores& scores, std::size_t most);

/// What answering only from a confidence on would give.
struct Coverage {
  double threshold = 0;
  double coverage = 0;                     // share of all that is answered
  double precision = 0;                    // share of those answered that is right; 1 when none is
};
Coverage coverage_at(std::span<const ScoredAnswer> answers, double threshold);
/// The largest coverage whose precision is at least `precision`, choosing the threshold with the truth in sight: an upper bound, not a promise.
Coverage best_coverage(std::span<const ScoredAnswer> answers, double precision);

}  // namespace yiwang
