#pragma once
#include "adapters/documents/open_rows.h"
#include "service/places/place_import.h"

namespace yiwang {

struct PlaceFileLimits {
  RowLimits rows;
  std::uint64_t text_bytes = 256ULL << 20;           // of a GeoJSON or re-coded CSV file, which is kept in memory
  std::uint64_t converted_bytes = 2ULL << 30;        // ogr2ogr may write
  int seconds = 300;                                 // and take
  std::string ogr2ogr = "ogr2ogr", ogrinfo = "ogrinfo";   // looked for in PATH
};

/// Rows of a file with places (service/places/place_import.h): CSV in UTF-8, GBK/GB18030 or UTF-16, XLSX, JSONL and GeoJSON read here; Shapefile (.shp with its
/// siblings, or a .zip of them), GeoPackage, and OpenStreetMap XML or PBF through GDAL's ogr2ogr, run beside us with a limit of time and size.
Result<PlaceRows> open_places(const std::string& path, const std::string& name, const std::string& layer, const PlaceFileLimits& limits = {});

/// A shapefile's siblings (.shp, .shx, .dbf, .prj, .cpg) beside `path` as the bytes of one archive. `not_found` when .dbf or .shx is missing.
Result<std::string> zip_shapefile(const std::string& path);

}  // namespace yiwang
