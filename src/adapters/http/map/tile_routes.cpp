#include <charconv>

#include "adapters/http/geometry.h"
#include "adapters/http/map/map_service.h"

namespace yiwang {
namespace {

constexpr std::string_view kTileType = "application/vnd.mapbox-vector-tile";
constexpr double kTileCost = 0.1;

std::optional<std::uint32_t> whole(std::string_view text) {
  std::uint32_t out = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return out;
}

/// `{z}/{x}/{y}.mvt`.
Result<TileId> tile_of(const Request& request) {
  std::string_view last = request.captures[2];
  if (!last.ends_with(".mvt")) return refuse(Reason::not_found);
  last.remove_suffix(4);
  const auto z = whole(request.captures[0]), x = whole(request.captures[1]), y = whole(last);
  if (!z || !x || !y) return refuse(Reason::wrong_type, {{"wanted", "integer"}}, !z ? "z" : !x ? "x" : "y");
  if (*z > static_cast<std::uint32_t>(kDeepestZoom)) return refuse(Reason::out_of_range, {{"least", "0"}, {"most", std::to_string(kDeepestZoom)}}, "z");
  const TileId out{static_cast<int>(*z), *x, *y};
  if (!out.exists()) return refuse(Reason::out_of_range, {{"least", "0"}, {"most", std::to_string((std::uint64_t{1} << out.z) - 1)}}, *x >> *z != 0 ? "x" : "y");
  return out;
}

Answer city_tile(MapService& service, Request& request, TileSet set) {
  Parameters in(request);
  const auto version = in.text("v", 40);
  const auto kind = set == TileSet::elements ? in.text("kind", 40) : std::string();
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  const auto id = tile_of(request);
  if (!id) return tl::unexpected(id.error());
  const auto tiles = service.tiles();
  const auto name = std::string(kTileSets[static_cast<std::size_t>(set)]);
  const auto key = name + "/" + tiles->version() + "/" + std::to_string(id->z) + "/" + std::to_string(id->x) + "/" + std::to_string(id->y) + "?" + kind;
  const auto tile = service.cache.get(key, [&] { return packed(tiles->tile(set, *id, kind)); });
  const std::string whose = set == TileSet::base || set == TileSet::areas ? "public" : "private";
  return packed_response(request, tile, std::string(kTileType), whose + (version == tiles->version() ? ", max-age=31536000, immutable" : ", max-age=60"), true);
}

Answer cases_tile(MapService& service, Request& request) {
  const auto city = service.site.office.city();
  Parameters in(request);
  const auto filter = read_case_filter(in, *city);
  in.text("v", 40);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  const auto id = tile_of(request);
  if (!id) return tl::unexpected(id.error());
  const auto points = service.cases.now(request.now);
  const CaseScope scope(request.who(), *city);
  const auto key = "cases/" + city->version + "/" + std::to_string(points->generation) + "/" + std::to_string(id->z) + "/" + std::to_string(id->x) + "/" + std::to_string(id->y) + "?" +
                   filter.text() + "&" + scope.text();
  const auto tile = service.cache.get(key, [&] {
    CaseLook look(filter, scope, *city, *points);
    return packed(case_tile(*points, look, *city, *id));
  });
  return packed_response(request, tile, std::string(kTileType), "private, no-cache", true);
}

Answer columns(MapService& service, Request& request) {
  const auto city = service.site.office.city();
  Parameters in(request);
  const auto filter = read_case_filter(in, *city);
  const auto limit = static_cast<std::size_t>(in.whole("limit", 200'000, 1, 200'000));
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  const auto points = service.cases.now(request.now);
  const CaseScope scope(request.who(), *city);
  const auto key = "columns/" + city->version + "/" + std::to_string(points->generation) + "?" + filter.text() + "&" + std::to_string(limit) + "&" + scope.text();
  const auto made = service.cache.get(key, [&] {
    CaseLook look(filter, scope, *city, *points);
    return packed(case_columns(*points, look, *city, limit));
  });
  return packed_response(request, made, "application/json; charset=utf-8", "private, no-cache");
}

struct LayerWords {
  std::string_view id;
  int least;
  std::vector<std::pair<std::string_view, std::string_view>> fields;
};

std::vector<LayerWords> layers_of(TileSet set) {
  switch (set) {
    case TileSet::base:
      return {{"water", 0, {{"name", "String"}, {"kind", "String"}}},
              {"green", 0, {{"name", "String"}, {"kind", "String"}}},
              {"road", 0, {{"code", "String"}, {"name", "String"}, {"rank", "Number"}}},
              {"building", 14, {{"code", "String"}, {"name", "String"}, {"floors", "Number"}, {"height", "Number"}}},
              {"place_label", 7, {{"kind", "String"}, {"code", "String"}, {"name", "String"}, {"name_en", "String"}}}};
    case TileSet::areas: {
      const std::vector<std::pair<std::string_view, std::string_view>> fields{{"kind", "String"}, {"layer", "String"}, {"code", "String"}, {"parent", "String"}, {"name", "String"}, {"name_en", "String"}};
      return {{"area", 0, fields}, {"area_label", 0, fields}};
    }
    case TileSet::elements: return {{"element", 0, {{"kind", "String"}, {"code", "String"}, {"name", "String"}, {"count", "Number"}}}};
    case TileSet::cameras: return {{"camera", 0, {{"code", "String"}, {"name", "String"}, {"direction", "Number"}, {"angle", "Number"}, {"range", "Number"}, {"count", "Number"}}}};
    case TileSet::cases:
      return {{"case", 0, {{"id", "Number"}, {"number", "String"}, {"stage", "String"}, {"tone", "String"}, {"matter_class", "String"}, {"opened", "Number"}, {"closed", "Number"}, {"count", "Number"}, {"bad", "Number"}, {"warn", "Number"}}}};
  }
  return {};
}

Answer tile_json(MapService& service, Request& request) {
  Parameters in(request);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  auto name = request.captures[0];
  if (!name.ends_with(".json")) return refuse(Reason::not_found);
  name.resize(name.size() - 5);
  const auto found = std::find(std::begin(kTileSets), std::end(kTileSets), name);
  if (found == std::end(kTileSets)) return refuse(Reason::not_found, {{"set", shorten(name, 40)}});
  const auto set = static_cast<TileSet>(found - std::begin(kTileSets));
  const auto tiles = service.tiles();
  const auto& city = tiles->city();
  const auto version = set == TileSet::cases ? std::string("live") : tiles->version();
  const auto address = api_address(service.site, request) + "/map/tiles/" + name + "/{z}/{x}/{y}.mvt" + (set == TileSet::cases ? "" : "?v=" + version);
  const auto box = bounds_of(city);
  JsonOut out;
  out.begin()("tilejson", "3.0.0")("name", city.name + " " + name)("version", version)("scheme", "xyz")("tiles", std::vector<std::string>{address});
  out("minzoom", 0)("maxzoom", kDeepestTile)("bounds", std::vector<double>{box.low.lon, box.low.lat, box.high.lon, box.high.lat});
  out("center", std::vector<double>{city.centre.lon, city.centre.lat, city.zoom}).list("vector_layers");
  for (const auto& layer : layers_of(set)) {
    out.begin()("id", layer.id)("minzoom", layer.least)("maxzoom", kDeepestTile).begin("fields");
    for (const auto& [field, type] : layer.fields) out(field, type);
    out.end().end();
  }
  out.end_list().end();
  auto response = json_response(out.take());
  response.cacheable = true;
  response.headers.emplace_back("Cache-Control", "private, max-age=60");
  return response;
}

}  // namespace

void add_tile_routes(const MapServicePtr& service) {
  auto& routes = service->site.routes;
  const auto add = [&](std::string_view path, Caller caller, auto handler) {
    Route route{Method::get, path, caller, plain([service, handler](Request& r) { return handler(*service, r); })};
    route.cost = kTileCost;
    routes.add(std::move(route));
  };
  const auto of = [](TileSet set) { return [set](MapService& s, Request& r) { return city_tile(s, r, set); }; };
  add("/api/v1/map/tiles/{set}.json", Caller::anybody, tile_json);
  add("/api/v1/map/tiles/base/{z}/{x}/{y}.mvt", Caller::anybody, of(TileSet::base));
  add("/api/v1/map/tiles/areas/{z}/{x}/{y}.mvt", Caller::anybody, of(TileSet::areas));
  add("/api/v1/map/tiles/elements/{z}/{x}/{y}.mvt", Caller::signed_in, of(TileSet::elements));
  add("/api/v1/map/tiles/cameras/{z}/{x}/{y}.mvt", Caller::signed_in, of(TileSet::cameras));
  add("/api/v1/map/tiles/cases/{z}/{x}/{y}.mvt", Caller::signed_in, cases_tile);
  routes.add({Method::get, "/api/v1/map/cases", Caller::signed_in, plain([service](Request& r) { return columns(*service, r); })});
}

}  // namespace yiwang
