#include "adapters/http/geometry.h"
#include "adapters/http/map/ogc_source.h"
#include "adapters/http/problem.h"

namespace yiwang {
namespace {

constexpr std::string_view kCrs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
constexpr std::string_view kJson = "application/json", kGeoJson = "application/geo+json", kSchema = "application/schema+json";

/// The standard wants 400 for parameters that cannot be read (OGC 17-069r4, /req/core/query-param-invalid), where the rest of the API says 422.
Answer as_ogc(const Request& request, Answer answer) {
  if (answer || info(answer.error().reason).status != 422) return answer;
  auto out = problem(answer.error(), request);
  out.status = 400;
  if (const auto at = out.body.find("\"status\":422"); at != std::string::npos) out.body.replace(at, 12, "\"status\":400");
  return out;
}

void put_link(JsonOut& out, std::string_view rel, std::string_view type, const std::string& href, std::string_view title = {}) {
  out.begin()("href", href)("rel", rel)("type", type);
  if (!title.empty()) out("title", title);
  out.end();
}

Response answer_of(std::string body, std::string_view type = kJson) {
  auto out = json_response(std::move(body));
  out.type = type;
  return out;
}

const OgcCollection* collection_of(const std::string& id) {
  for (const auto& each : ogc_collections()) {
    if (each.id == id) return &each;
  }
  return nullptr;
}

Done only_format(Parameters& in) {
  in.one_of("f", {"json"});
  return in.done();
}

Answer landing(MapService& service, Request& request) {
  Parameters in(request);
  if (auto ok = only_format(in); !ok) return tl::unexpected(ok.error());
  const auto root = api_address(service.site, request);
  JsonOut out;
  out.begin()("title", service.site.office.city()->name)("description", "OGC API Features").list("links");
  put_link(out, "self", kJson, root + "/ogc");
  put_link(out, "service-desc", "application/vnd.oai.openapi+json;version=3.1", root.substr(0, root.size() - 2) + "openapi.json");
  put_link(out, "service-doc", "text/html", root.substr(0, root.size() - 2) + "docs");
  put_link(out, "conformance", kJson, root + "/ogc/conformance");
  put_link(out, "data", kJson, root + "/ogc/collections");
  out.end_list().end();
  return answer_of(out.take());
}

Answer conformance(MapService&, Request& request) {
  Parameters in(request);
  if (auto ok = only_format(in); !ok) return tl::unexpected(ok.error());
  JsonOut out;
  out.begin()("conformsTo", std::vector<std::string>{"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core", "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
                                                     "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30", "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core"});
  out.end();
  return answer_of(out.take());
}

void put_collection(JsonOut& out, const OgcCollection& c, const City& city, const std::string& root) {
  const auto box = bounds_of(city);
  const auto here = root + "/ogc/collections/" + std::string(c.id);
  out.begin()("id", c.id)("title", c.title)("description", c.description)("itemType", "feature")("crs", std::vector<std::string>{std::string(kCrs84)}).begin("extent").begin("spatial");
  out("crs", kCrs84).list("bbox").item(std::vector<double>{box.low.lon, box.low.lat, box.high.lon, box.high.lat}).end_list().end();
  if (c.has_time) out.begin("temporal").list("interval").list().item(nullptr).item(nullptr).end_list().end_list()("trs", "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian").end();
  out.end().list("links");
  put_link(out, "self", kJson, here);
  put_link(out, "items", kGeoJson, here + "/items", c.title);
  put_link(out, "http://www.opengis.net/def/rel/ogc/1.0/queryables", kSchema, here + "/queryables");
  out.end_list().end();
}

Answer collections(MapService& service, Request& request) {
  Parameters in(request);
  if (auto ok = only_format(in); !ok) return tl::unexpected(ok.error());
  const auto root = api_address(service.site, request);
  const auto city = service.site.office.city();
  JsonOut out;
  out.begin().list("links");
  put_link(out, "self", kJson, root + "/ogc/collections");
  out.end_list().list("collections");
  for (const auto& each : ogc_collections()) put_collection(out, each, *city, root);
  out.end_list().end();
  return answer_of(out.take());
}

Answer collection(MapService& service, Request& request) {
  const auto* found = collection_of(request.captures[0]);
  if (found == nullptr) return refuse(Reason::not_found, {{"collection", shorten(request.captures[0], 40)}});
  Parameters in(request);
  if (auto ok = only_format(in); !ok) return tl::unexpected(ok.error());
  JsonOut out;
  put_collection(out, *found, *service.site.office.city(), api_address(service.site, request));
  return answer_of(out.take());
}

Answer queryables(MapService& service, Request& request) {
  const auto* found = collection_of(request.captures[0]);
  if (found == nullptr) return refuse(Reason::not_found, {{"collection", shorten(request.captures[0], 40)}});
  Parameters in(request);
  if (auto ok = only_format(in); !ok) return tl::unexpected(ok.error());
  JsonOut out;
  out.begin()("$schema", "https://json-schema.org/draft/2020-12/schema")("$id", api_address(service.site, request) + "/ogc/collections/" + std::string(found->id) + "/queryables");
  out("type", "object")("title", found->title).begin("properties");
  for (const auto& each : found->queryables) out.begin(each.name)("title", each.title)("type", each.type).end();
  out.end()("additionalProperties", false).end();
  return answer_of(out.take(), kSchema);
}

/// A moment, or an interval with `..` or nothing for an open end.
Done read_datetime(const std::string& text, OgcQuery& into) {
  if (text.empty()) return done();
  const auto wrong = [] { return refuse(Reason::wrong_type, {{"wanted", "time or interval"}}, "datetime"); };
  const auto slash = text.find('/');
  const auto end = [](const std::string& part, std::optional<Instant>& at) {
    if (part.empty() || part == "..") return true;
    at = parse_instant(part);
    return at.has_value();
  };
  if (slash == std::string::npos) {
    if (!end(text, into.from) || !into.from) return wrong();
    into.to = into.from;
    return done();
  }
  if (!end(text.substr(0, slash), into.from) || !end(text.substr(slash + 1), into.to) || (!into.from && !into.to)) return wrong();
  if (into.from && into.to && *into.from > *into.to) return refuse(Reason::out_of_range, {{"fault", "ends before it starts"}}, "datetime");
  return done();
}

std::string encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~' || c == ',' || c == ':' || c == '/') out += c;
    else out += {'%', kHex[u >> 4], kHex[u & 15]};
  }
  return out;
}

/// This request's address with another offset.
std::string page_at(const std::string& here, const Request& request, std::int64_t offset) {
  std::string query;
  for (const auto& [name, value] : request.query) {
    if (name != "offset") query += (query.empty() ? "?" : "&") + encoded(name) + "=" + encoded(value);
  }
  return here + query + (offset > 0 ? (query.empty() ? "?offset=" : "&offset=") + std::to_string(offset) : "");
}

Answer items(MapService& service, Request& request) {
  const auto* found = collection_of(request.captures[0]);
  if (found == nullptr) return refuse(Reason::not_found, {{"collection", shorten(request.captures[0], 40)}});
  const auto city = service.site.office.city();
  Parameters in(request);
  OgcQuery query;
  query.box = in.box("bbox");
  const auto datetime = in.text("datetime", 100);
  const auto limit = in.whole("limit", 10, 1, 10'000), offset = in.whole("offset", 0, 0, 100'000'000);
  const auto can = [&](std::string_view name) { return std::any_of(found->queryables.begin(), found->queryables.end(), [&](const auto& q) { return q.name == name; }); };
  if (can("kind")) query.kind = in.text("kind", 40);
  if (can("layer")) query.layer = in.text("layer", 60);
  if (can("area")) query.area = in.text("area", 60);
  if (!query.area.empty() && city->area(query.area) == nullptr) in.fail({Reason::unknown_area, {{"area", shorten(query.area, 40)}}, "area"});
  if (can("matter")) query.matter = in.text("matter", 16);
  if (can("stage")) query.stage = in.word<Stage>("stage");
  if (auto ok = only_format(in); !ok) return tl::unexpected(ok.error());
  OgcQuery time;
  if (auto ok = read_datetime(datetime, time); !ok) return tl::unexpected(ok.error());
  if (found->has_time) query.from = time.from, query.to = time.to;

  const auto source = ogc_source(service, request, found->id, query);
  const auto from = std::min(source.matched, static_cast<std::size_t>(offset)), to = std::min(source.matched, from + static_cast<std::size_t>(limit));
  const auto here = api_address(service.site, request) + "/ogc/collections/" + std::string(found->id);
  JsonOut out;
  out.begin()("type", "FeatureCollection")("timeStamp", request.now)("numberMatched", source.matched)("numberReturned", to - from).list("links");
  put_link(out, "self", kGeoJson, page_at(here + "/items", request, offset));
  put_link(out, "collection", kJson, here);
  if (to < source.matched) put_link(out, "next", kGeoJson, page_at(here + "/items", request, offset + limit));
  if (offset > 0) put_link(out, "prev", kGeoJson, page_at(here + "/items", request, std::max<std::int64_t>(0, offset - limit)));
  out.end_list().list("features");
  for (auto i = from; i < to; ++i) source.write(out, i, [](JsonOut&) {});
  out.end_list().end();
  auto response = packed_response(request, packed(out.take()), std::string(kGeoJson), "private, no-cache");
  return response;
}

Answer item(MapService& service, Request& request) {
  const auto* found = collection_of(request.captures[0]);
  const auto& wanted = request.captures[1];
  const Refusal missing{Reason::not_found, {{"feature", shorten(wanted, 60)}}};
  if (found == nullptr) return tl::unexpected(missing);
  Parameters in(request);
  if (auto ok = only_format(in); !ok) return tl::unexpected(ok.error());
  const auto source = ogc_source(service, request, found->id, {});
  for (std::size_t i = 0; i < source.matched; ++i) {
    if (source.id(i) != wanted) continue;
    const auto here = api_address(service.site, request) + "/ogc/collections/" + std::string(found->id);
    JsonOut out;
    source.write(out, i, [&](JsonOut& o) {
      o.list("links");
      put_link(o, "self", kGeoJson, here + "/items/" + encoded(wanted));
      put_link(o, "collection", kJson, here);
      o.end_list();
    });
    return answer_of(out.take(), kGeoJson);
  }
  return tl::unexpected(missing);
}

}  // namespace

void add_ogc_routes(const MapServicePtr& service) {
  const auto add = [&](std::string_view path, Caller caller, Answer (*handler)(MapService&, Request&)) {
    service->site.routes.add({Method::get, path, caller, plain([service, handler](Request& r) { return as_ogc(r, handler(*service, r)); })});
  };
  add("/api/v1/ogc", Caller::anybody, landing);
  add("/api/v1/ogc/conformance", Caller::anybody, conformance);
  add("/api/v1/ogc/collections", Caller::anybody, collections);
  add("/api/v1/ogc/collections/{id}", Caller::anybody, collection);
  add("/api/v1/ogc/collections/{id}/queryables", Caller::anybody, queryables);
  add("/api/v1/ogc/collections/{id}/items", Caller::signed_in, items);
  add("/api/v1/ogc/collections/{id}/items/{feature}", Caller::signed_in, item);
}

}  // namespace yiwang
