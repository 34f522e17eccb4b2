#pragma once
#include <string>

#include "adapters/http/json_out.h"
#include "city/city.h"

namespace yiwang {

/// Where the city lies and what a map should show first: member `map` (contract schema MapView).
void put_map(JsonOut& out, const City& city);
Box bounds_of(const City& city);
/// "+08:00".
std::string offset_text(minutes offset);
/// Coordinates as maps want them, seven digits after the point at most.
void append_point(std::string& out, LonLat point);
/// Where a label of an area stands: the middle of its bounds; nothing for an area without a shape.
std::optional<LonLat> label_point(const Area& area);
std::string geojson_polygons(const MultiPolygon& shape);

}  // namespace yiwang
