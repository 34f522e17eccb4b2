#pragma once
#include <string>
#include <vector>

#include "base/json.h"
#include "city/city.h"
#include "geo/map_system.h"

namespace yiwang {

/// One GeoJSON file of areas: a FeatureCollection or a bare list of features.
struct AreaFile {
  std::string name;
  json::Value content;
};
struct ImportedAreas {
  std::vector<Area> areas;                 // the city first; districts, streets, communities, grids below it
  std::vector<std::string> notes;          // what was mended, chosen or left out, a sentence each
  std::vector<std::string> faults;         // overlaps between siblings and gaps inside the city, `word facts` as city check prints them
};

/// Areas of a city from the outlines a city office has. Each feature needs `code` (or `adcode`, number or text; 6 digits are filled up to 12) and `name`. Coordinates are brought to WGS84
/// and shapes mended. Of a code that several files have, the one from the file with most features counts: there the borders were drawn together. The city's outline is the union of its
/// districts when no file has it; its code is the first four digits. Refuses what has no code or no shape, with file and feature (`field`).
Result<ImportedAreas> import_areas(const std::vector<AreaFile>& files, const MapSystem& system, const std::string& city_name);

/// `areas.csv` and `areas.geojson` as docs/city-format.md wants them.
std::string areas_csv(const std::vector<Area>& areas);
std::string areas_geojson(const std::vector<Area>& areas);

}  // namespace yiwang
