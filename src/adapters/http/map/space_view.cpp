#include "adapters/http/map/space_view.h"

#include <algorithm>
#include <cmath>

namespace yiwang {
namespace {

double millimetres(double metres) { return std::round(metres * 1000) / 1000; }
double seven(double degrees) { return std::round(degrees * 1e7) / 1e7; }

void put_place(JsonOut& out, LonLat point, double metres) { out("lon", seven(point.lon))("lat", seven(point.lat))("metres", millimetres(metres)); }

std::string_view area_of(const City& city, const Thing& thing) {
  switch (thing.table) {
    case Thing::Table::element: return city.elements[thing.row].area;
    case Thing::Table::address: return city.addresses[thing.row].area;
    case Thing::Table::estate: return city.estates[thing.row].community;
    case Thing::Table::unit: return city.units[thing.row].area;
  }
  return {};
}

void put_optional(JsonOut& out, std::string_view key, const Space& space, const std::optional<FoundThing>& found) {
  if (!found) {
    out.null(key);
    return;
  }
  out.name(key);
  put_space_thing(out, space, *found);
}

void put_things(JsonOut& out, std::string_view key, const Space& space, const std::vector<FoundThing>& things) {
  out.list(key);
  for (const auto& one : things) put_space_thing(out, space, one);
  out.end_list();
}

}  // namespace

void put_sight(JsonOut& out, std::string_view key, const Camera* camera) {
  if (camera == nullptr) {
    out.null(key);
    return;
  }
  out.begin(key)("direction_deg", camera->direction_deg)("angle_deg", camera->angle_deg)("range_m", camera->range_m)("height_m", camera->height_m)("tags", camera->tags).end();
}

void put_space_thing(JsonOut& out, const Space& space, const FoundThing& found) {
  const auto& city = space.city();
  const auto& thing = found.thing;
  out.begin()("kind", space.kind_of(thing))("code", space.code_of(thing))("name", space.name_of(thing));
  put_place(out, thing.point, found.metres);
  out.text("area", area_of(city, thing));
  if (thing.table == Thing::Table::unit) out("approximate", true);
  if (thing.table == Thing::Table::address) out("floors", city.addresses[thing.row].floors);
  if (thing.table == Thing::Table::element) {
    if (const auto* camera = space.sight(city.elements[thing.row])) put_sight(out, "camera", camera);
  }
  out.end();
}

void put_space_item(JsonOut& out, const Space& space, const FoundItem& item) {
  if (item.thing) return put_space_thing(out, space, {*item.thing, item.metres});
  const auto& row = *item.c;
  out.begin()("kind", item.kind)("code", item.code)("name", row.title);
  put_place(out, item.point, item.metres);
  out.text("area", row.area).begin("case")("id", row.id)("stage", row.stage).text("clock", row.clock);
  put_time(out, "opened_at", row.opened_ms);
  out.end().end();
}

void put_known_place(JsonOut& out, const Space& space, const PlaceAnswer& known) {
  const auto& city = space.city();
  out.begin()("lon", known.point.lon)("lat", known.point.lat).text("beidou", known.beidou).list("areas");
  for (const auto* area : known.areas) {
    out.begin()("layer", area->layer)("code", area->code)("name", area->name).text("name_en", area->name_en)("kind", area->kind).list("path");
    auto chain = city.chain(area->code);
    std::reverse(chain.begin(), chain.end());
    for (const auto* step : chain) out.begin()("code", step->code)("name", step->name).text("name_en", step->name_en).end();
    out.end_list().end();
  }
  out.end_list();
  put_optional(out, "building", space, known.building == nullptr ? std::nullopt : known.address);
  put_optional(out, "address", space, known.address);
  put_optional(out, "estate", space, known.estate);
  if (known.road == nullptr) {
    out.null("road");
  } else {
    out.begin("road")("code", known.road->code)("name", known.road->name);
    put_place(out, known.road_at.at, known.road_at.metres);
    out.end();
  }
  put_things(out, "elements", space, known.elements);
  put_things(out, "cameras", space, known.cameras);
  out.end();
}

}  // namespace yiwang
