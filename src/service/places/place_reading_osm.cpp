#include <algorithm>

#include "service/places/place_reading.h"
#include "base/text.h"

namespace yiwang {

// Which things of OpenStreetMap are places, and of which kind (https://wiki.openstreetmap.org/wiki/Map_features). Streets keep only those people name in addresses.
bool PlaceReading::read_osm(const std::vector<std::string>& cells, PlaceCandidate& into) const {
  const auto tag = [&](const std::string& name) {
    const auto it = by_name_.find(name);
    return it == by_name_.end() || it->second >= cells.size() ? std::string{} : std::string(trim(cells[it->second]));
  };
  auto& r = into.record;
  const auto highway = tag("highway"), building = tag("building"), number = tag("addr:housenumber"), street = tag("addr:street"), name = tag("name:zh").empty() ? tag("name") : tag("name:zh");
  r.name = name;
  r.number = number;
  r.building.clear();                      // here a column of that name says what sort of building it is
  r.category.clear();
  into.road_name = street;
  for (const auto* key : {"alt_name", "old_name", "short_name"}) {
    for (const auto part : split(tag(key), ';')) {
      if (!trim(part).empty() && trim(part) != name) r.aliases.emplace_back(trim(part));
    }
  }
  const auto id = tag("osm_id").empty() ? tag("osm_way_id") : tag("osm_id");
  r.code.clear();
  if (!id.empty()) r.code = (tag("osm_id").empty() ? "OSMW" : "OSM") + id;
  if (!highway.empty()) {
    static constexpr std::string_view kStreets[] = {"motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential", "living_street", "pedestrian", "service", "road"};
    const bool street_like = std::find(std::begin(kStreets), std::end(kStreets), highway) != std::end(kStreets);
    r.kind = "road";
    r.code.clear();                        // a road is many ways; it is found again by its name
    return street_like && !name.empty() && r.line.size() >= 2;
  }
  if (tag("landuse") == "residential" || building == "residential_complex" || tag("residential") == "gated") {
    r.kind = "estate";
    into.road_name.clear();
    return !name.empty();
  }
  for (const auto* key : {"amenity", "shop", "office", "tourism", "leisure", "healthcare", "railway", "public_transport"}) {
    if (const auto value = tag(key); !value.empty() && !name.empty()) {
      r.kind = "poi";
      r.category = value;
      return true;
    }
  }
  if (!number.empty() && !street.empty()) {
    r.kind = building.empty() ? "address" : "building";
    return true;
  }
  if (!building.empty() && building != "no" && !name.empty()) {
    r.kind = "poi";
    r.category = "building";
    return true;
  }
  if (!tag("place").empty() && !name.empty() && (tag("place") == "neighbourhood" || tag("place") == "quarter")) {
    r.kind = "estate";
    return true;
  }
  return false;
}

}  // namespace yiwang
