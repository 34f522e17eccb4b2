#include "adapters/http/map/ogc_source.h"

#include <limits>

#include "adapters/http/views.h"
#include "geo/geojson.h"
#include "geo/tiles/z_order.h"

namespace yiwang {
namespace {

constexpr OgcQueryable kAreaQueryables[]{{"kind", "city, district, street, community, grid", "string"}, {"layer", "territorial or the name of a functional layer", "string"}, {"area", "This area or below", "string"}};
constexpr OgcQueryable kInArea[]{{"area", "In this area or below", "string"}};
constexpr OgcQueryable kElementQueryables[]{{"kind", "Kind of element", "string"}, {"area", "In this area or below", "string"}};
constexpr OgcQueryable kCaseQueryables[]{{"matter", "This matter or below", "string"}, {"stage", "Stage", "string"}, {"area", "In this area or below", "string"}};
constexpr OgcCollection kCollections[]{
    {"areas", "区划与网格 Areas", "City, districts, streets, communities, grids and functional layers", false, kAreaQueryables},
    {"roads", "道路 Roads", "Roads with a rank from 1 (main) to 3 (small)", false, kInArea},
    {"buildings", "建筑 Buildings", "Footprints with floors and height in metres", false, kInArea},
    {"estates", "小区与地点 Estates", "Housing estates, villages, parks, markets, schools", false, kInArea},
    {"elements", "城市部件 Elements", "Parts of the city with their 36-digit codes", false, kElementQueryables},
    {"cameras", "摄像头 Cameras", "Cameras among the elements", false, kInArea},
    {"cases", "事件 Cases", "Cases the person may see, without personal data; time is that of opening", true, kCaseQueryables}};

Box around(const std::vector<LonLat>& points) {
  Box out{{180, 90}, {-180, -90}};
  for (const auto& p : points) {
    out.low = {std::min(out.low.lon, p.lon), std::min(out.low.lat, p.lat)};
    out.high = {std::max(out.high.lon, p.lon), std::max(out.high.lat, p.lat)};
  }
  return out;
}
bool meets(const std::optional<Box>& wanted, const Box& box) {
  return !wanted || (box.low.lon <= wanted->high.lon && wanted->low.lon <= box.high.lon && box.low.lat <= wanted->high.lat && wanted->low.lat <= box.high.lat);
}
bool holds(const std::optional<Box>& wanted, LonLat p) { return meets(wanted, {p, p}); }

using Put = std::function<void(JsonOut&)>;

void put_feature(JsonOut& out, const std::string& id, const std::string& geometry, const Put& properties, const Put& more) {
  out.begin()("type", "Feature")("id", id).raw("geometry", geometry).begin("properties");
  properties(out);
  out.end();
  more(out);
  out.end();
}

/// A source over rows of the city. `fits(row)` chooses; `put(out, row, more)` writes; rows have a code.
template <class Row, class Fits, class Write>
OgcSource of_rows(std::shared_ptr<const City> city, const std::vector<Row>& rows, Fits fits, Write write) {
  auto chosen = std::make_shared<std::vector<const Row*>>();
  for (const auto& row : rows) {
    if (fits(row)) chosen->push_back(&row);
  }
  OgcSource out;
  out.matched = chosen->size();
  out.write = [city, chosen, write](JsonOut& json, std::size_t i, const Put& more) { write(json, *(*chosen)[i], more); };
  out.id = [chosen](std::size_t i) { return (*chosen)[i]->code; };
  return out;
}

OgcSource cases(MapService& service, const Request& request, const std::shared_ptr<const City>& city, const OgcQuery& query) {
  CaseFilter filter;
  const auto minute = [](const std::optional<Instant>& at) { return at ? std::optional(static_cast<std::int32_t>(at->time_since_epoch().count() / 60'000)) : std::nullopt; };
  filter.from_min = minute(query.from).value_or(std::numeric_limits<std::int32_t>::min());       // a period: closed ones too
  filter.to_min = minute(query.to);
  filter.matter = query.matter;
  filter.area = query.area;
  const auto points = service.cases.now(request.now);
  CaseLook look(filter, CaseScope(request.who(), *city), *city, *points);
  auto ids = std::make_shared<std::vector<std::uint64_t>>();
  points->each([&](const CasePoint& p) {
    if ((query.stage && p.stage != *query.stage) || (query.box && (!p.placed || !holds(query.box, from_world(z_point(p.key))))) || !look.fits(p)) return;
    ids->push_back(p.id);
  });
  std::sort(ids->begin(), ids->end());
  OgcSource out;
  out.matched = ids->size();
  out.id = [ids](std::size_t i) { return std::to_string((*ids)[i]); };
  out.write = [ids, city, &service](JsonOut& json, std::size_t i, const Put& more) {
    const auto row = service.site.office.store().find_case((*ids)[i]).value_or(CaseRow{});
    const bool placed = row.lon != 0 || row.lat != 0;
    put_feature(json, std::to_string((*ids)[i]), placed ? to_geojson(LonLat{row.lon, row.lat}) : "null", [&](JsonOut& o) {
      const auto* matter = city->matter(row.matter);
      const auto* unit = city->unit(row.unit);
      o("number", row.number)("title", row.title)("stage", row.stage)("urgency", row.urgency)("kind", row.kind)("channel", row.channel).text("matter", row.matter);
      o.text("matter_name", matter != nullptr ? matter->name : "").text("unit", row.unit).text("unit_name", unit != nullptr ? unit->name : "").text("area", row.area).text("place", row.place);
      o.text("clock_state", row.clock)("rehearsal", row.rehearsal);
      put_time(o, "opened_at", row.opened_ms);
      put_time(o, "closed_at", row.closed_ms);
      put_time(o, "due_at", row.due_ms);
    }, more);
  };
  return out;
}

}  // namespace

std::span<const OgcCollection> ogc_collections() { return kCollections; }

OgcSource ogc_source(MapService& service, const Request& request, std::string_view collection, const OgcQuery& query) {
  const auto city = service.site.office.city();
  const auto in_area = [&](const std::string& area) { return query.area.empty() || city->area_within(area, query.area); };
  if (collection == "areas") {
    return of_rows(city, city->areas,
                   [&](const Area& a) {
                     return (query.kind.empty() || code_of(a.kind) == query.kind) && (query.layer.empty() || a.layer == query.layer) && in_area(a.code) &&
                            (!query.box || (!a.shape.empty() && meets(query.box, bounds(a.shape))));
                   },
                   [](JsonOut& out, const Area& a, const Put& more) {
                     put_feature(out, a.code, a.shape.empty() ? "null" : to_geojson(a.shape), [&](JsonOut& o) { o("code", a.code)("name", a.name).text("name_en", a.name_en)("kind", a.kind)("layer", a.layer).text("parent", a.parent); }, more);
                   });
  }
  if (collection == "roads") {
    return of_rows(city, city->roads, [&](const Road& r) { return r.line.size() > 1 && meets(query.box, around(r.line)) && (query.area.empty() || std::any_of(r.areas.begin(), r.areas.end(), in_area)); },
                   [](JsonOut& out, const Road& r, const Put& more) {
                     put_feature(out, r.code, to_geojson(r.line), [&](JsonOut& o) { o("code", r.code)("name", r.name)("rank", road_rank(r.name)); }, more);
                   });
  }
  if (collection == "buildings") {
    return of_rows(city, city->addresses, [&](const Address& a) { return a.width_m > 0 && meets(query.box, around(building_ring(a))) && in_area(a.area); },
                   [city](JsonOut& out, const Address& a, const Put& more) {
                     put_feature(out, a.code, to_geojson(MultiPolygon{{building_ring(a), {}}}), [&](JsonOut& o) {
                       o("code", a.code)("name", building_name(*city, a)).text("road", a.road).text("number", a.number).text("estate", a.estate)("area", a.area)("floors", a.floors)("height", a.floors * 3);
                     }, more);
                   });
  }
  if (collection == "estates") {
    return of_rows(city, city->estates, [&](const Estate& e) { return holds(query.box, e.point) && in_area(e.community); },
                   [](JsonOut& out, const Estate& e, const Put& more) {
                     put_feature(out, e.code, to_geojson(e.point), [&](JsonOut& o) { o("code", e.code)("name", e.name)("community", e.community); }, more);
                   });
  }
  if (collection == "elements" || collection == "cameras") {
    const auto kind = collection == "cameras" ? std::string("camera") : query.kind;
    return of_rows(city, city->elements, [&](const Element& e) { return (kind.empty() || e.kind == kind) && holds(query.box, e.point) && in_area(e.area); },
                   [](JsonOut& out, const Element& e, const Put& more) {
                     put_feature(out, e.code, to_geojson(e.point), [&](JsonOut& o) { o("code", e.code)("kind", e.kind)("name", e.name)("area", e.area); }, more);
                   });
  }
  return cases(service, request, city, query);
}

}  // namespace yiwang
