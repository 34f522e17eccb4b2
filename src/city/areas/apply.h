#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "city/areas/plan.h"

namespace yiwang {

/// What became of one area of before: a share of its ground (`before` empty: of that of `after`). Those of one `before` add up to 1.
struct AreaShift {
  std::string before, after;
  double share = 1;
  std::string change;
};
/// How one change of a plan went.
struct AreaStepReport {
  std::string kind;
  std::optional<Refusal> refused;
  std::vector<std::string> made, ended;
  double m2 = 0;                           // ground that changed hands or name
};

/// The areas after a plan. Whatever is not named in `after` or `ended` is as it was.
struct AreaOutcome {
  std::vector<Area> after;                 // new or changed, by code
  std::vector<Area> ended;                 // as they were, by code
  std::vector<AreaShift> shifts;           // by `before`, the largest share first
  std::vector<AreaStepReport> steps;
  std::map<std::string, std::string> change_of;   // what began or ended a code here

  bool fits() const;                       // no step was refused
  const Area* find(std::string_view code) const;   // among `after`
  bool has_ended(std::string_view code) const;
};

/// Makes the changes in order. One that cannot be made is passed over with its refusal (`unknown_area`, `missing_field`, `bad_polygon`, `cannot_redraw` with `why`:
/// nothing_there, not_adjacent, whole_area, does_not_cross, different_layers, different_levels, same_area, wrong_parent, codes_used_up, parts_do_not_fill, has_children, changed_since, broken_shape),
/// those after it are tried all the same. Deterministic. Territorial areas above and below go with a border, so that children go on filling their parents.
AreaOutcome apply_plan(const AreaPlan& plan, const City& city);

/// The city with the outcome in place of its areas, only good for looking at areas (not indexed, nothing re-pointed).
std::vector<Area> areas_after(const City& city, const AreaOutcome& outcome);

}  // namespace yiwang
