#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "relate/likeness.h"

namespace yiwang {

/// One comparison whose answer people gave: did the report repeat the case? `weight` is how sure that answer is: 1 for a merge or a refused suggestion,
/// less for a case that merely was never merged.
struct JudgedPair {
  Likeness likeness;
  std::uint32_t matter = 0;                // of the question, see matter_number
  bool same = false;
  double weight = 1;
};

/// What a likeness is worth, learned: a logistic regression over bins of each likeness and of a few of them together, so that the answer is a sum of log-odds
/// that can be shown part by part. Deterministic: same pairs in the same order, same card.
class Scorecard {
 public:
  /// The groups that evidence is told by.
  enum class Part : std::uint8_t { base, text, matter, place, time, reporter, subject, state, rivals, count };
  static constexpr std::size_t kParts = static_cast<std::size_t>(Part::count);

  /// Empty when there is too little to learn from: fewer than `kLeastSame` pairs that are the same, or as few that are not.
  static Scorecard learn(std::span<const JudgedPair> pairs);
  static constexpr std::size_t kLeastSame = 30;

  bool empty() const { return worth_.empty(); }
  double odds(const Likeness& likeness, std::uint32_t matter) const;
  std::array<double, kParts> parts(const Likeness& likeness, std::uint32_t matter) const;
  /// Hash of all worths, for the ledger.
  const std::string& version() const { return version_; }

  std::string save() const;
  /// False, and empty, when the bytes are damaged or of another layout.
  bool load(std::string_view bytes);

 private:
  void name();
  std::vector<float> worth_;
  std::string version_;
};

}  // namespace yiwang
