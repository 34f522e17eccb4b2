#pragma once
#include <span>

#include "base/json.h"
#include "city/city.h"
#include "understand/matter_model.h"
#include "understand/scoring.h"

namespace yiwang {

/// What a model answers to texts whose matter is known.
std::vector<ScoredAnswer> judge(const MatterModel& model, std::span<const LabelledText> texts);

/// Contract schema ModelMetrics: accuracy, macro-F1 over the matters present, top three, calibration error, what would be answered without a dispatcher at the city's
/// threshold, by class, and the pairs confused most often.
json::Object metrics_of(std::span<const ScoredAnswer> answers, const City& city);

/// Two models on the same texts.
struct Contest {
  std::size_t count = 0, both_right = 0, only_a = 0, only_b = 0, neither = 0;
  /// Worse beyond chance: b loses more of those the two differ on than one standard error of a sign test allows.
  bool b_is_worse() const;
  /// b is right at least as often.
  bool b_is_not_worse() const { return only_b >= only_a; }
};
Contest contest(std::span<const ScoredAnswer> a, std::span<const ScoredAnswer> b);

/// {code, name, name_en, path} as contract schema MatterRef; null for no code.
json::Value matter_ref(const City& city, const std::string& code);

}  // namespace yiwang
