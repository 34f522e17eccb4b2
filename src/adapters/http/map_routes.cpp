#include "adapters/http/geometry.h"
#include "adapters/http/map/block_service.h"
#include "adapters/http/reading.h"
#include "adapters/http/site.h"
#include "adapters/http/static_files.h"
#include "adapters/http/views.h"
#include "geo/geojson.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostBuildings = 4000;

Response geojson(std::string body, const City& city, const Request& request) {
  Response out;
  out.type = "application/geo+json";
  out.cacheable = true;
  const auto tag = "\"" + city.version.substr(0, 16) + "\"";
  out.headers.emplace_back("Cache-Control", "private, max-age=300");
  out.headers.emplace_back("ETag", tag);
  if (request.header("if-none-match") == tag) {
    out.status = 304;
    return out;
  }
  if (body.size() > 4096 && accepts_gzip(request)) {
    out.headers.emplace_back("Content-Encoding", "gzip");
    out.headers.emplace_back("Vary", "Accept-Encoding");
    body = gzipped(body);
  }
  out.body = std::move(body);
  return out;
}

bool touches(const Box& box, LonLat point) { return point.lon >= box.low.lon && point.lon <= box.high.lon && point.lat >= box.low.lat && point.lat <= box.high.lat; }

Answer areas(Site& site, Request& request) {
  const auto city = site.office.city();
  Parameters in(request);
  in.require("kind");
  const auto kind = in.word<AreaKind>("kind");
  const auto parent = in.text("parent", 60);
  auto layer = in.text("layer", 60);
  if (layer.empty()) layer = "territorial";
  if (!parent.empty() && city->area(parent) == nullptr) in.fail({Reason::unknown_area, {{"area", shorten(parent, 40)}}, "parent"});
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  if (!kind) return refuse(Reason::missing_field, {}, "kind");
  JsonOut out;
  out.begin()("type", "FeatureCollection").list("features");
  for (const auto& area : city->areas) {
    if (area.kind != *kind || area.layer != layer || area.shape.empty() || (!parent.empty() && !city->area_within(area.code, parent))) continue;
    const auto label = label_point(area).value_or(city->centre);
    out.begin()("type", "Feature").raw("geometry", geojson_polygons(area.shape)).begin("properties");
    out("code", area.code)("name", area.name).text("name_en", area.name_en)("kind", area.kind).text("parent", area.parent)("lon", label.lon)("lat", label.lat).end().end();
  }
  out.end_list().end();
  return geojson(out.take(), *city, request);
}

/// What the city's folder gives to make the map readable; no rule depends on it.
Answer background(Site& site, Request& request) {
  Parameters in(request);
  in.require("kind");
  const auto kind = in.text("kind", 10);
  if (!kind.empty() && kind != "water" && kind != "green") in.fail({Reason::unknown_value, {{"value", shorten(kind, 40)}}, "kind"});
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  auto text = site.options.background ? site.options.background(kind) : std::string();
  if (text.empty()) text = R"({"type":"FeatureCollection","features":[]})";
  return geojson(std::move(text), *site.office.city(), request);
}

Answer roads(Site& site, Request& request) {
  const auto city = site.office.city();
  Parameters in(request);
  const auto box = in.box("bbox");
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  JsonOut out;
  out.begin()("type", "FeatureCollection").list("features");
  for (const auto& road : city->roads) {
    if (road.line.size() < 2) continue;
    if (box && std::none_of(road.line.begin(), road.line.end(), [&](LonLat p) { return touches(*box, p); })) continue;
    std::string line = R"({"type":"LineString","coordinates":[)";
    for (std::size_t i = 0; i < road.line.size(); ++i) {
      if (i != 0) line += ',';
      append_point(line, road.line[i]);
    }
    out.begin()("type", "Feature").raw("geometry", line + "]}").begin("properties")("code", road.code)("name", road.name)("rank", road_rank(road.name)).end().end();
  }
  out.end_list().end();
  return geojson(out.take(), *city, request);
}

Answer buildings(Site& site, Request& request) {
  const auto city = site.office.city();
  Parameters in(request);
  in.require("bbox");
  const auto box = in.box("bbox");
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  if (!box) return refuse(Reason::missing_field, {}, "bbox");
  JsonOut out;
  out.begin()("type", "FeatureCollection").list("features");
  std::size_t shown = 0;
  for (const auto& a : city->addresses) {
    if (a.width_m <= 0 || !touches(*box, a.point)) continue;
    if (++shown > kMostBuildings) break;
    const auto outline = to_geojson(MultiPolygon{{building_ring(a), {}}});
    out.begin()("type", "Feature").raw("geometry", outline).begin("properties")("code", a.code)("name", building_name(*city, a))("floors", a.floors).end().end();
  }
  out.end_list().end();
  return geojson(out.take(), *city, request);
}

Answer places(Site& site, Request& request) {
  const auto advisers = site.office.advisers();
  const auto& city = *advisers.city;
  Parameters in(request);
  const auto words = in.text("q", 200);
  const auto lon = in.number("lon"), lat = in.number("lat");
  const auto limit = static_cast<std::size_t>(in.whole("limit", 8, 1, 20));
  if (words.empty() && !(lon && lat)) in.fail({Reason::missing_field, {}, lon ? "lat" : lat ? "lon" : "q"});
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  const View view{city, request.now};
  JsonOut out;
  out.begin().list("items");
  if (lon && lat) {
    const LonLat point{*lon, *lat};
    if (auto ok = check_point(point); !ok) return refuse(ok.error().reason, ok.error().facts, "lon");
    if (city.grid_at(point) == nullptr) return refuse(Reason::outside_city, {}, "lon");
    const auto found = advisers.locator->locate({{}, words, {}, point});
    put_place_guess(out, found, words, view);
  } else {
    const auto found = advisers.locator->search(words, limit);
    for (std::size_t i = 0; i < found.size(); ++i) {
      Location place;
      place.point = found[i].point;
      place.area = found[i].area;
      place.label = found[i].label;
      if (found[i].kind == "address") place.address = found[i].code;
      out.begin();
      put_place(out, "place", place, view);
      out("kind", found[i].kind)("confidence", 1.0 - 0.05 * static_cast<double>(i)).list("evidence").end_list().end();
    }
  }
  out.end_list().end();
  return json_response(out.take());
}

}  // namespace

void add_map_routes(Site& site) {
  auto& routes = site.routes;
  routes.add({Method::get, "/api/v1/city/areas.geojson", Caller::anybody, plain([&site](Request& r) { return areas(site, r); })});
  routes.add({Method::get, "/api/v1/city/background.geojson", Caller::anybody, plain([&site](Request& r) { return background(site, r); })});
  routes.add({Method::get, "/api/v1/city/roads.geojson", Caller::anybody, plain([&site](Request& r) { return roads(site, r); })});
  routes.add({Method::get, "/api/v1/city/buildings.geojson", Caller::anybody, plain([&site](Request& r) { return buildings(site, r); })});
  routes.add({Method::get, "/api/v1/city/places", Caller::anybody, plain([&site](Request& r) { return places(site, r); })});
  const auto service = std::make_shared<MapService>(site);
  add_tile_routes(service);
  add_style_routes(service);
  add_ogc_routes(service);
  const auto blocks = std::make_shared<BlockService>(service);
  add_block_routes(blocks);
  add_element_routes(blocks);
}

}  // namespace yiwang
