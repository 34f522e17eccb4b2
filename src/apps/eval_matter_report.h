#pragma once
#include <string>
#include <vector>

#include "base/json.h"
#include "understand/scoring.h"

namespace yiwang {

/// What one training and its test gave.
struct MatterRun {
  /// A smaller training and what it reached.
  struct Point {
    double part = 1;                       // of the training rows
    std::size_t trained = 0;
    double accuracy = 0, macro_f1 = 0;
  };
  std::vector<ScoredAnswer> answers;
  double threshold = 0, precision = 0.95, train_seconds = 0, messages_per_s = 0;
  std::size_t trained = 0, unseen = 0, model_bytes = 0;
  std::string version;
  std::vector<Point> curve;
};

json::Object matter_report(const MatterRun& run);
void print_matter_report(const MatterRun& run);

}  // namespace yiwang
