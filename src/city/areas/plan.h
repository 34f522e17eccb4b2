#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "city/city.h"
#include "geo/geojson.h"

namespace yiwang {

/// One change of areas, as contract schema AreaChange: which members count depends on `kind`.
struct AreaChange {
  std::string kind;                        // draw, split, merge, move_border, enclave, rename, reparent, retire
  std::string layer = "territorial";
  AreaKind level = AreaKind::grid;
  std::string parent, name, name_en, area, from, to, into;
  std::vector<std::string> names, areas;
  Line line;
  MultiPolygon shape;
  std::vector<MultiPolygon> parts;
  bool take = false;
};

/// What a city means to do to its areas at one moment. The same plan on the same city always makes the same areas and codes.
struct AreaPlan {
  std::string name;
  std::optional<AreaRule> open_cases;      // the city's rule when none
  std::vector<AreaChange> changes;
  std::string undo;                        // code of a plan whose changes are taken back; then there are no changes
};

/// `wrong_type`, `unknown_value`, `unknown_field`, `bad_polygon` and the like, with the field (`changes[2].shape`).
Result<std::vector<AreaChange>> read_changes(const json::Value& list, const std::string& field = "changes");
json::Array to_json(const std::vector<AreaChange>& changes);
/// The text that is kept with a draft and lies in the city's folder.
Result<AreaPlan> read_plan(std::string_view text);
std::string to_text(const AreaPlan& plan);

}  // namespace yiwang
