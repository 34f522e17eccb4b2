#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "city/city.h"
#include "geo/tiles/point_layer.h"
#include "geo/tiles/tile_layer.h"

namespace yiwang {

/// What a tile set is about; all but `cases` are made from the city alone.
enum class TileSet : std::uint8_t { base, areas, elements, cameras, cases };
inline constexpr std::string_view kTileSets[] = {"base", "areas", "elements", "cameras", "cases"};
/// Deeper tiles would show nothing more: clients draw these larger.
inline constexpr int kDeepestTile = 16;

/// One version of a city cut into tiles. Made once (a second for 20,000 buildings), read from any number of threads.
class CityTiles {
 public:
  /// `water` and `green` are GeoJSON texts of the background, empty when there are none; what cannot be read is left out.
  CityTiles(std::shared_ptr<const City> city, std::string_view water, std::string_view green);
  /// The tile's bytes, empty when nothing lies in it. `kind` only matters to elements: empty for all.
  std::string tile(TileSet set, TileId id, std::string_view kind = {}) const;
  /// Changes with what is drawn: the city's version and the background.
  const std::string& version() const { return version_; }
  const City& city() const { return *city_; }

 private:
  void add_background(TileLayer& layer, std::string_view geojson);
  void add_base();
  void add_areas();
  void add_points();
  std::shared_ptr<const City> city_;
  std::string version_;
  TileLayer water_{"water"}, green_{"green"}, road_{"road"}, building_{"building"}, place_label_{"place_label"};
  TileLayer area_{"area"}, area_label_{"area_label"};
  PointLayer element_{"element"}, camera_{"camera"};
};

/// 1 main, 2 middle, 3 small. Roads carry no rank in the city's tables; their names tell it.
int road_rank(std::string_view name);
/// The corners of a building's footprint: `width_m` runs `turn_deg` from east, counter-clockwise. Empty when it has none.
Ring building_ring(const Address& address);
/// "云锦花园3栋", else its door number.
std::string building_name(const City& city, const Address& address);
/// A point inside for a label; the middle of mass when that is inside.
LonLat label_place(const MultiPolygon& shape);

}  // namespace yiwang
