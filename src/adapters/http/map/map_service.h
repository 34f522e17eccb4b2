#pragma once
#include "adapters/http/reading.h"
#include "adapters/http/site.h"
#include "service/map/case_tiles.h"
#include "service/map/city_tiles.h"
#include "service/map/tile_cache.h"

namespace yiwang {

/// What the handlers of the map share; lives as long as the routes. Thread-safe.
class MapService {
 public:
  explicit MapService(Site& the_site) : site(the_site), cases(the_site.office) {}
  /// Of the city now in use; made at the first question after a change, which the others wait for.
  std::shared_ptr<const CityTiles> tiles();

  Site& site;
  CaseMap cases;
  TileCache cache{96u << 20};

 private:
  std::mutex making_;
  std::shared_ptr<const CityTiles> made_;
};
using MapServicePtr = std::shared_ptr<MapService>;

void add_tile_routes(const MapServicePtr& service);
void add_style_routes(const MapServicePtr& service);
void add_ogc_routes(const MapServicePtr& service);

/// Content packed for the cache, with an ETag of the content. Empty bytes for empty content.
PackedTile packed(std::string content);
/// 304 when the caller has it, 204 when there is nothing and `may_be_empty`, else the content, unpacked for who takes no gzip.
Response packed_response(const Request& request, const PackedTile& tile, std::string type, std::string cache_control, bool may_be_empty = false);
/// `http://host/api/v1` as the caller sees us; a path alone when the caller names no sound host.
std::string api_address(const Site& site, const Request& request);

/// Parameters `from`, `to`, `by`, `open`, `matter`, `area` of contract/api/map.yaml.
CaseFilter read_case_filter(Parameters& in, const City& city);

}  // namespace yiwang
