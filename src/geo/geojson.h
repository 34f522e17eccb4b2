#pragma once
#include <string>
#include <variant>

#include "base/json.h"
#include "geo/place.h"

namespace yiwang {

using Line = std::vector<LonLat>;

/// GeoJSON geometries (RFC 7946) from JSON values. `field` names where the value stands; refusals name the spot below it
/// (`shape.coordinates[0][3]`): `wrong_type` for a wrong structure, `unknown_value` for another kind of geometry, `bad_point` for a place not on earth
/// (fact `swapped` when lon and lat look exchanged), `bad_polygon` with fact `fault`: `too_few_points`, `not_closed`, `self_crossing` (fact
/// `at` = "lon,lat"), `spikes`, `holes_outside`,
/// `overlapping_parts`, `other`. A third coordinate is read over.
Result<LonLat> read_point(const json::Value& geometry, const std::string& field = {});
Result<Line> read_line(const json::Value& geometry, const std::string& field = {});
/// Polygon or MultiPolygon.
Result<MultiPolygon> read_shape(const json::Value& geometry, const std::string& field = {});

using Geometry = std::variant<LonLat, Line, MultiPolygon>;
/// Any of the above, by its `type`.
Result<Geometry> read_geometry(const json::Value& geometry, const std::string& field = {});

/// Canonical GeoJSON text: rings closed, seven decimals at most (1 cm), a shape of one polygon as Polygon.
std::string to_geojson(LonLat point);
std::string to_geojson(const Line& line);
std::string to_geojson(const MultiPolygon& shape);

}  // namespace yiwang
