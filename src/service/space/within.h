#pragma once
#include <optional>
#include <string>
#include <variant>

#include "geo/geojson.h"
#include "geo/place.h"

namespace yiwang {

// The shapes one can ask by. Metres on the WGS84 ellipsoid.
struct InCircle {
  LonLat centre;
  double metres = 0;
};
struct AlongLine {
  Line line;
  double metres = 0;                       // to either side
};
struct InShape {
  MultiPolygon shape;
};
struct InArea {
  std::string code;
};
struct NearestTo {
  LonLat point;
  std::size_t k = 1;
};

struct Within {
  std::variant<InCircle, AlongLine, InShape, InArea, NearestTo> shape;
  std::optional<LonLat> from;              // what distances are to in a shape or area; its middle when absent
};

}  // namespace yiwang
