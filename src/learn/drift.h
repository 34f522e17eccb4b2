#pragma once
#include <span>
#include <string>
#include <vector>

#include "service/model_shelf.h"

namespace yiwang {

/// What one figure of the model's answers does, beside what it used to be. `what`: classes (population stability index), confidence (mean), to_dispatcher, corrections, returns
/// (shares). An alarm needs a change that matters and more than chance would make of so few cases.
struct DriftMeasure {
  std::string what;
  double value = 0, baseline = 0, threshold = 0;   // an alarm beyond `threshold` (below it for confidence)
  bool alarm = false;
  std::int32_t since = 0;                  // day from which on every week ending then was beyond it; 0 without an alarm
};

struct DriftClass {
  std::string of_class;
  double share = 0, baseline = 0;
};

struct DriftDay {
  std::int32_t day = 0;
  std::int64_t count = 0;
  double confidence = 0, to_dispatcher = 0, corrected = 0, returned = 0;   // means and shares; corrected of those decided
};

struct Drift {
  std::int32_t from = 0, to = 0, baseline_from = 0, baseline_to = 0;
  std::int64_t count = 0, baseline_count = 0;
  double jensen_shannon = 0;               // of the classes, in bits
  bool enough = false;                     // too few cases: no measure alarms
  std::vector<DriftMeasure> measures;
  std::vector<DriftClass> classes;         // by how much they moved
  std::vector<DriftDay> days;              // of the whole time looked at
};

inline constexpr std::int32_t kDriftWeek = 7, kDriftBaseline = 28;

/// Compares the seven days before `today` with the 28 before these. `days` may hold more. Pure.
Drift measure_drift(std::span<const ModelDay> days, std::int32_t today);

}  // namespace yiwang
