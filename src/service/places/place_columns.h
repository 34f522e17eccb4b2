#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/result.h"

namespace yiwang {

/// The column a row source keeps a geometry in, as GeoJSON text.
inline constexpr std::string_view kGeometryColumn = "@geometry";

/// Field of a place -> column of the file; `a+b` joins two columns.
using PlaceColumns = std::map<std::string, std::string>;

/// kind, code, name, address (one text with everything), road, number, estate, building, area, point ("lon,lat"), lon, lat, aliases, category, floors.
const std::vector<std::string>& place_fields();
/// What the headers say in Chinese and English; a field is left out when none fits. Never two fields from one column.
PlaceColumns guess_columns(const std::vector<std::string>& header);
/// `unknown_field`, `unknown_value` (fact `column`), `missing_field` when nothing would say what or where the rows are.
Done check_columns(const PlaceColumns& columns, const std::vector<std::string>& header);

}  // namespace yiwang
