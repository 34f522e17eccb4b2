#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/instant.h"
#include "city/city.h"

namespace yiwang {

/// Ground that went from one area to another (a row of area_history.csv). `before` empty: ground nobody had; `after` empty: ground nobody has any more. `share` is of the
/// ground of `before` (of `after` when that is empty); those of one area in one change add up to 1. A renamed or reshaped area goes to itself.
struct AreaStep {
  std::string before, after;
  double share = 1;
  Instant from;
  std::string change;                      // draw, split, merge, move_border, enclave, rename, reparent, retire, restore
  std::string plan, plan_name;
};

/// An area as it was until a moment (a feature of area_past.geojson): it ended then, or had another shape, name or parent since.
struct PastArea {
  Area area;
  std::optional<Instant> from;             // since the beginning when none
  Instant until;
  std::string plan, change;                // what ended this version
};

/// What became of the areas of a city, in the order in which it happened. Immutable.
class AreaHistory {
 public:
  AreaHistory(std::vector<AreaStep> steps, std::vector<PastArea> past);
  const std::vector<AreaStep>& steps() const { return steps_; }
  const std::vector<PastArea>& past() const { return past_; }
  /// The version a code had last; null when it has none but perhaps the present one.
  const PastArea* last(std::string_view code) const;
  /// All past versions of a code, oldest first.
  std::vector<const PastArea*> versions(std::string_view code) const;

  struct Share {
    std::string code;
    double share = 0;
  };
  /// What a code that ended stands for in `city`: areas in use with their shares of its ground, the largest first. Ground nobody has any more is left out. Shares
  /// multiply along the way; a restored code stands for itself.
  std::vector<Share> today(std::string_view code, const City& city) const;
  /// Codes that ended and whose ground, wholly or in part, an area in use has today.
  std::vector<std::string> forebears(std::string_view code, const City& city) const;

 private:
  std::vector<AreaStep> steps_;
  std::vector<PastArea> past_;
  std::unordered_map<std::string, std::vector<std::size_t>> steps_of_, past_of_;   // by code of `before`; by code
};

/// The areas somebody is bound to, as lists of cases must look for them today: a code that ended with what it became, an area in use with those it grew out of, where cases
/// that stayed still lie. Each code once; without history the same as given.
std::vector<std::string> with_lineage(const City& city, const std::vector<std::string>& codes);

}  // namespace yiwang
