#pragma once
#include <filesystem>
#include <map>

#include "city/areas/apply.h"

namespace yiwang {

/// When and by which plan areas change; goes into area_history.csv.
struct PlanMark {
  std::string code, name;
  Instant from;
};

/// Writes an outcome into a city's folder (`city` is the folder as loaded): areas.csv, areas.geojson, area_history.csv, area_past.geojson, and every row of people,
/// units, duties, addresses, elements, estates and roads that names an area which is no more. Files are replaced, never written into, so links to them elsewhere keep
/// the old ones. Returns how many rows of each table changed. Throws std::runtime_error when the disk refuses.
std::map<std::string, std::size_t> redraw(const std::filesystem::path& folder, const City& city, const AreaOutcome& outcome, const PlanMark& mark);

/// GeoJSON with nine decimals (a tenth of a millimetre), so that areas cut and joined again lie where they lay.
std::string fine_geojson(const MultiPolygon& shape);

}  // namespace yiwang
