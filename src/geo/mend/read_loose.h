#pragma once
#include "base/json.h"
#include "geo/place.h"

namespace yiwang {

/// What a GeoJSON value of any kind holds of polygons, however deep: geometries, collections of them, features, collections of those. Rings are taken as they stand
/// (open, crossing, with a single place); only what is no list of numbers is refused, with the field. Null geometries are read over.
struct LooseShape {
  MultiPolygon shape;
  std::size_t features = 0;
  std::size_t others = 0;                  // points and lines, read over
};
/// `wrong_type` or `unknown_value` with the field; `too_large` below 32 collections in each other or beyond `most_points`.
Result<LooseShape> read_loose(const json::Value& value, std::size_t most_points = 2'000'000);

}  // namespace yiwang
