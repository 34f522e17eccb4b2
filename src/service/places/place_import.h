#pragma once
#include <functional>
#include <map>
#include <memory>

#include "service/places/place_judge.h"
#include "service/table.h"

namespace yiwang {

/// How a file is to be read. Empty members are found out.
struct PlaceImportOptions {
  std::string layer;                       // of a file that holds several
  std::string coordinates;                 // wgs84, gcj02, bd09; empty: wgs84
  std::string kind;                        // of rows that do not say
  PlaceColumns mapping;                    // empty: guessed from the header
  bool operator==(const PlaceImportOptions&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlaceImportOptions, (), (layer, coordinates, kind, mapping))

/// What is known of a file besides its rows.
struct PlaceImportReport {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> samples;   // the first rows, to choose columns by
  PlaceColumns mapping;                    // as used
  std::vector<std::string> layers;         // to choose from
  PlaceHints hints;
  std::size_t rows = 0;
  std::string refusal;                     // why nothing was read: a reason's code
  std::map<std::string, std::string> facts;
  std::string field;
};
BOOST_DESCRIBE_STRUCT(PlaceImportReport, (), (header, samples, mapping, layers, hints, rows, refusal, facts, field))

/// The rows of a file with places, whatever its format; geometries are GeoJSON texts in the column `kGeometryColumn`.
struct PlaceRows {
  std::unique_ptr<RowSource> rows;
  std::string format;                      // csv, xlsx, geojson, shapefile, geopackage, osm
  bool osm = false;
};
/// Opens the file at `path`, called `name` by who sent it. `unsupported_type`, `malformed`, `too_large`; `missing_field` (field `layer`, fact `layers`) when one
/// of several has to be named; `unavailable` (fact `package`) when a program it needs is not installed. adapters/documents has it.
using OpenPlaceRows = std::function<Result<PlaceRows>(const std::string& path, const std::string& name, const std::string& layer)>;

/// A line of the report for people: line, verdict, why, kind, code, name, other, metres, fields, detail.
std::vector<std::string> place_report_cells(const City& city, const PlaceImportLine& line);

}  // namespace yiwang
