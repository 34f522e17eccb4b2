#include <charconv>
#include <cmath>

#include "adapters/http/map/space_view.h"
#include "adapters/http/reading.h"
#include "adapters/http/site.h"
#include "geo/geojson.h"
#include "service/space/space_shelf.h"

namespace yiwang {
namespace {

struct CircleBody {
  std::optional<double> lon, lat, metres;
};
BOOST_DESCRIBE_STRUCT(CircleBody, (), (lon, lat, metres))
struct NearestBody {
  std::optional<double> lon, lat;
  std::int64_t k = 0;
};
BOOST_DESCRIBE_STRUCT(NearestBody, (), (lon, lat, k))
struct WithinBody {
  std::optional<CircleBody> circle;
  json::Value line, polygon;
  std::optional<double> width_m;
  std::optional<std::string> area;
  std::optional<NearestBody> nearest;
};
BOOST_DESCRIBE_STRUCT(WithinBody, (), (circle, line, polygon, width_m, area, nearest))
struct PointBody {
  std::optional<double> lon, lat;
};
BOOST_DESCRIBE_STRUCT(PointBody, (), (lon, lat))
struct FindBody {
  std::vector<std::string> kinds;
  WithinBody within;
  std::optional<PointBody> from;
  std::vector<std::string> tags;
  bool open = false;
  std::int64_t limit = 50;
  std::string cursor;
};
BOOST_DESCRIBE_STRUCT(FindBody, (), (kinds, within, from, tags, open, limit, cursor))

constexpr double kMostCircle = 50000, kMostWidth = 5000, kMostLine = 200000;   // metres
constexpr std::size_t kMostLineCorners = 5000, kMostCorners = 20000, kMostNearest = 500, kMostLimit = 500;

/// One request with the newest city's space.
struct Asked {
  Site& site;
  Request& request;
  std::shared_ptr<const Space> space;
};

Result<LonLat> place_of(const std::optional<double>& lon, const std::optional<double>& lat, const std::string& field) {
  if (!lon || !lat) return refuse(Reason::missing_field, {}, field + (lon ? ".lat" : ".lon"));
  const LonLat point{*lon, *lat};
  if (auto ok = check_point(point); !ok) return refuse(ok.error().reason, ok.error().facts, field);
  return point;
}

Result<LonLat> asked_place(const Request& request) {
  Parameters in(request);
  in.require("lon");
  in.require("lat");
  const auto lon = in.number("lon"), lat = in.number("lat");
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  if (!lon || !lat) return refuse(Reason::missing_field, {}, lon ? "lat" : "lon");
  const LonLat point{*lon, *lat};
  if (auto ok = check_point(point); !ok) return refuse(ok.error().reason, ok.error().facts, "lon");
  return point;
}

tl::unexpected<Refusal> too_far(const std::string& field, double most) { return refuse(Reason::out_of_range, {{"least", "0"}, {"most", std::to_string(static_cast<int>(most))}}, field); }

Result<Within> circle_of(const CircleBody& body) {
  const auto centre = place_of(body.lon, body.lat, "within.circle");
  if (!centre) return tl::unexpected(centre.error());
  if (!body.metres) return refuse(Reason::missing_field, {}, "within.circle.metres");
  if (!(*body.metres > 0 && *body.metres <= kMostCircle)) return too_far("within.circle.metres", kMostCircle);
  return Within{InCircle{*centre, *body.metres}, {}};
}

Result<Within> line_of(const WithinBody& body) {
  auto line = read_line(body.line, "within.line");
  if (!line) return tl::unexpected(line.error());
  if (line->size() > kMostLineCorners) return refuse(Reason::out_of_range, {{"most", std::to_string(kMostLineCorners)}}, "within.line.coordinates");
  double whole = 0;
  for (std::size_t i = 1; i < line->size(); ++i) whole += ground_metres((*line)[i - 1], (*line)[i]);
  if (whole > kMostLine) return refuse(Reason::out_of_range, {{"most_metres", std::to_string(static_cast<int>(kMostLine))}}, "within.line.coordinates");
  if (!body.width_m) return refuse(Reason::missing_field, {}, "within.width_m");
  if (!(*body.width_m > 0 && *body.width_m <= kMostWidth)) return too_far("within.width_m", kMostWidth);
  return Within{AlongLine{std::move(*line), *body.width_m}, {}};
}

/// Corners are counted before the shape is judged, which takes time.
std::size_t numbers_in(const json::Value& value) {
  if (!value.is_array()) return value.is_number() ? 1 : 0;
  std::size_t sum = 0;
  for (const auto& one : value.get_array()) sum += numbers_in(one);
  return sum;
}

Result<Within> polygon_of(const WithinBody& body) {
  if (body.polygon.is_object()) {
    const auto* coordinates = body.polygon.get_object().if_contains("coordinates");
    if (coordinates != nullptr && numbers_in(*coordinates) > 2 * kMostCorners) {
      return refuse(Reason::out_of_range, {{"most", std::to_string(kMostCorners)}}, "within.polygon.coordinates");
    }
  }
  auto shape = read_shape(body.polygon, "within.polygon");
  if (!shape) return tl::unexpected(shape.error());
  return Within{InShape{std::move(*shape)}, {}};
}

Result<Within> nearest_of(const NearestBody& body) {
  const auto point = place_of(body.lon, body.lat, "within.nearest");
  if (!point) return tl::unexpected(point.error());
  if (body.k < 1 || body.k > static_cast<std::int64_t>(kMostNearest)) return refuse(Reason::out_of_range, {{"least", "1"}, {"most", std::to_string(kMostNearest)}}, "within.nearest.k");
  return Within{NearestTo{*point, static_cast<std::size_t>(body.k)}, {}};
}

Result<Within> within_of(const WithinBody& body) {
  const int given = (body.circle ? 1 : 0) + (body.line.is_null() ? 0 : 1) + (body.polygon.is_null() ? 0 : 1) + (body.area ? 1 : 0) + (body.nearest ? 1 : 0);
  if (given == 0) return refuse(Reason::missing_field, {{"one_of", "circle, line, polygon, area, nearest"}}, "within");
  if (given > 1) return refuse(Reason::wrong_type, {{"wanted", "one of circle, line, polygon, area, nearest"}}, "within");
  if (body.width_m && body.line.is_null()) return refuse(Reason::unknown_field, {}, "within.width_m");
  if (body.circle) return circle_of(*body.circle);
  if (body.nearest) return nearest_of(*body.nearest);
  if (body.area) return Within{InArea{*body.area}, {}};
  return body.line.is_null() ? polygon_of(body) : line_of(body);
}

Answer at(Asked a) {
  const auto point = asked_place(a.request);
  if (!point) return tl::unexpected(point.error());
  JsonOut out;
  put_known_place(out, *a.space, a.space->at(*point));
  return json_response(out.take());
}

Answer seeing(Asked a) {
  const auto point = asked_place(a.request);
  if (!point) return tl::unexpected(point.error());
  JsonOut out;
  out.begin().list("items");
  for (const auto& one : a.space->seeing(*point)) put_space_thing(out, *a.space, one);
  out.end_list().end();
  return json_response(out.take());
}

Answer kinds(Asked a) {
  JsonOut out;
  out.begin().list("items");
  for (const auto& [kind, count] : a.space->kinds()) out.begin()("kind", kind)("count", count).end();
  out.begin()("kind", "case").null("count").end();
  out.end_list().end();
  return json_response(out.take());
}

Answer find(Asked a) {
  auto body = read_body<FindBody>(a.request, {"kinds", "within"});
  if (!body) return tl::unexpected(body.error());
  if (body->kinds.empty()) return refuse(Reason::missing_field, {}, "kinds");
  if (body->kinds.size() > 40) return refuse(Reason::out_of_range, {{"most", "40"}}, "kinds");
  if (body->tags.size() > 10) return refuse(Reason::out_of_range, {{"most", "10"}}, "tags");
  if (body->limit < 1 || body->limit > static_cast<std::int64_t>(kMostLimit)) return refuse(Reason::out_of_range, {{"least", "1"}, {"most", std::to_string(kMostLimit)}}, "limit");
  auto within = within_of(body->within);
  if (!within) return tl::unexpected(within.error());
  if (body->from) {
    const auto from = place_of(body->from->lon, body->from->lat, "from");
    if (!from) return tl::unexpected(from.error());
    within->from = *from;
  }
  std::size_t first = 0;
  if (!body->cursor.empty()) {
    const auto read = std::from_chars(body->cursor.data(), body->cursor.data() + body->cursor.size(), first);
    if (read.ec != std::errc{} || read.ptr != body->cursor.data() + body->cursor.size() || first > 100'000'000) return refuse(Reason::bad_cursor, {}, "cursor");
  }
  const auto found = search(*a.space, a.site.office, a.request.who(), {body->kinds, std::move(*within), body->tags, body->open});
  if (!found) return tl::unexpected(found.error());
  const auto total = found->items.size();
  const auto end = std::min(total, first + static_cast<std::size_t>(body->limit));
  JsonOut out;
  out.begin().list("items");
  for (auto i = first; i < end; ++i) put_space_item(out, *a.space, found->items[i]);
  out.end_list().text("next", end < total ? std::to_string(end) : "")("total", total).list("counts");
  for (const auto& [kind, count] : found->counts) out.begin()("kind", kind)("count", count).end();
  out.end_list()("cases_cut", found->cases_cut).end();
  return json_response(out.take());
}

Answer camera_view(Asked a) {
  const auto& code = a.request.captures[0];
  const auto* element = a.space->city().element(code);
  if (element == nullptr || element->kind != "camera") return refuse(Reason::not_found, {{"camera", shorten(code, 40)}});
  const auto* camera = a.space->sight(*element);
  const auto shape = camera == nullptr ? MultiPolygon{} : a.space->view_of(*camera);
  JsonOut out;
  out.begin()("type", "Feature");
  if (shape.empty()) out.null("geometry");
  else out.raw("geometry", to_geojson(shape));
  out.begin("properties")("code", element->code)("name", element->name)("lon", element->point.lon)("lat", element->point.lat);
  put_sight(out, "camera", camera);
  out.end().end();
  auto answer = json_response(out.take());
  answer.type = "application/geo+json";
  return answer;
}

}  // namespace

void add_space_routes(Site& site) {
  const auto shelf = std::make_shared<SpaceShelf>();
  const auto add = [&site, shelf](Method method, std::string_view path, Answer (*handler)(Asked), Body body = Body::none) {
    site.routes.add({method, path, Caller::signed_in,
                     plain([&site, shelf, handler](Request& request) -> Answer { return handler({site, request, shelf->of(site.office.city())}); }), Runs::on_readers, body});
  };
  using enum Method;
  add(get, "/api/v1/space/at", at);
  add(get, "/api/v1/space/kinds", kinds);
  add(get, "/api/v1/space/seeing", seeing);
  add(post, "/api/v1/space/find", find, Body::json);
  add(get, "/api/v1/space/cameras/{code}/view", camera_view);
}

}  // namespace yiwang
