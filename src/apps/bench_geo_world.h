#pragma once
#include <string>
#include <utility>
#include <vector>

#include "geo/geojson.h"
#include "geo/index/layered_area_index.h"
#include "geo/index/view.h"

namespace yiwang {

/// Made-up ground for measuring: three layers of areas whose crooked borders neighbours share, things scattered and clustered, buildings and cameras.
struct GeoWorld {
  std::vector<LayeredAreaIndex::Layer> layers;   // keys run on from layer to layer
  std::vector<KeyedPoint> things;
  std::vector<FieldOfView> cameras;
  std::vector<Blocker> buildings;
  double side_deg = 0;                     // the ground is a square from 118, 32
};
/// `polygons` in the first layer, a ninth and a thirty-sixth as many in the others.
GeoWorld make_geo_world(std::size_t polygons, std::size_t things, std::uint64_t seed);

/// What is asked, the same of everybody.
struct GeoQuestions {
  std::vector<LonLat> points;
  std::vector<LonLat> near;                // nearest, circles, seeing
  std::vector<Line> lines;
  std::vector<MultiPolygon> shapes;
};
GeoQuestions make_geo_questions(const GeoWorld& world, std::size_t points, std::size_t others, std::uint64_t seed);

/// Operations a second, and of each question what the keys of its answer add up to (at a point, of those of all layers): the same sums mean the same answers.
struct GeoFigure {
  std::string what, by;
  double per_second = 0;
  std::vector<double> sums;
};
inline constexpr const char* kGeoAreas = "areas of all layers at a point";
inline constexpr const char* kGeoNearest = "nearest 10";
inline constexpr const char* kGeoCircle = "circle of 200 m";
inline constexpr const char* kGeoLine = "along a line, 30 m to either side";
inline constexpr const char* kGeoShape = "in a polygon of 30 corners";
inline constexpr const char* kGeoSeeing = "cameras that see a point";

/// The same questions of PostGIS in a temporary PostgreSQL, each kind for so many seconds: single prepared queries over GiST indexes, and a join; by processor time of the server's process. Distances are of
/// type geography (the ellipsoid, as ours); "on a plane" is geometry in UTM, faster and up to 0.04 % off. Empty with the reason in `wrong` when it is not installed.
std::vector<GeoFigure> ask_postgis(const GeoWorld& world, const GeoQuestions& questions, double for_seconds, std::string& wrong);

}  // namespace yiwang
