#include "adapters/http/map/block_service.h"
#include "adapters/http/views.h"
#include "geo/geojson.h"
#include "geo/overlay.h"
#include "service/blocks/small_counts.h"

namespace yiwang {
namespace {

struct ShapeBody {
  json::Value polygon;
};
BOOST_DESCRIBE_STRUCT(ShapeBody, (), (polygon))

constexpr std::size_t kMostCorners = 20'000, kMostTop = 10;

/// One request with everything at hand.
struct Asked {
  BlockService& service;
  Request& request;
  std::shared_ptr<const BlockBook> book;
  const City& city;
  bool small_ones;
  View view() const { return {city, request.now}; }
};

Block measured(Asked& a, Ground& ground) {
  const auto points = a.service.map->cases.now(a.request.now);
  CaseFilter everything;
  everything.from_min = std::numeric_limits<std::int32_t>::min();          // a period: closed ones too
  everything.area = ground.area();
  CaseLook look(everything, CaseScope(a.request.who(), a.city), a.city, *points);
  return a.book->measure(ground, *points, look, a.request.now);
}

void put_count(JsonOut& out, std::string_view key, std::int64_t count, bool small_ones) {
  const auto shown = shown_count(count, small_ones);
  out.begin(key)("value", shown)("under", shown ? std::optional<std::int64_t>() : std::optional(kSmallCount)).end();
}

void put_cases(JsonOut& out, const BlockCases& cases) { out("open", cases.open)("last_90_days", cases.recent); }

/// Of each kind the unit whose ground it is: the area's own, else that of the nearest area above.
void put_units(JsonOut& out, const std::string& area, const View& view) {
  std::set<std::string> kinds;
  for (const auto& unit : view.city.units) kinds.insert(unit.kind);
  out.list("units");
  for (const auto& kind : kinds) {
    const auto* unit = area.empty() ? nullptr : view.city.unit_serving(kind, area);
    if (unit == nullptr) continue;
    out.begin()("kind", kind);
    put_unit(out, "unit", unit->code, view);
    out.end();
  }
  out.end_list();
}

Answer whole(Asked& a, Ground& ground, std::optional<double> square_metres, const std::string& units_of_area) {
  const auto block = measured(a, ground);
  const auto view = a.view();
  JsonOut out;
  out.begin();
  put_area(out, "area", ground.area(), view);
  out("as_of", a.request.now)("masked", !a.small_ones).text("mask_reason", a.small_ones ? "" : "role")("square_metres", square_metres);
  out("addresses", block.addresses.size())("houses", block.houses);
  put_count(out, "people", block.people, a.small_ones);
  put_count(out, "households", block.households, a.small_ones);
  out("firms", block.firms);
  put_count(out, "firm_people", block.firm_people, a.small_ones);
  out.list("firms_by_kind");
  for (const auto& [kind, firms] : block.firms_by_kind) {
    out.begin()("kind", kind)("count", firms.count);
    put_count(out, "people", firms.people, a.small_ones);
    out.end();
  }
  out.end_list().list("elements");
  for (const auto& [kind, count] : block.elements) out.begin()("kind", kind)("count", count).end();
  out.end_list();
  put_units(out, units_of_area, view);
  out.begin("cases");
  put_cases(out, block.cases);
  out.end().list("cases_by_class");
  for (const auto& [code, cases] : block.by_class) {
    out.begin();
    put_matter(out, "matter", code, view);
    put_cases(out, cases);
    out.end();
  }
  out.end_list().list("top_addresses");
  for (const auto i : block.most_cases(kMostTop)) {
    out.begin()("code", a.city.addresses[i].code)("name", a.book->name(i));
    put_cases(out, block.by_address.at(i));
    out.end();
  }
  out.end_list().end();
  return json_response(out.take());
}

Result<Ground> ground_of(Asked& a) {
  const auto& code = a.request.captures[0];
  if (a.city.area(code) == nullptr) return refuse(Reason::not_found, {{"area", shorten(code, 60)}});
  Ground out(a.city, code, limits_of(a.request.who(), a.city));
  if (auto ok = out.check(); !ok) return tl::unexpected(ok.error());
  return out;
}

Answer of_area(Asked a) {
  Parameters in(a.request);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  auto ground = ground_of(a);
  if (!ground) return tl::unexpected(ground.error());
  const auto* area = a.city.area(ground->area());
  return whole(a, *ground, area->shape.empty() ? std::nullopt : std::optional(area_m2(area->shape)), area->code);
}

Answer of_shape(Asked a) {
  auto body = read_body<ShapeBody>(a.request, {"polygon"});
  if (!body) return tl::unexpected(body.error());
  auto shape = read_shape(body->polygon, "polygon");
  if (!shape) return tl::unexpected(shape.error());
  std::size_t corners = 0;
  for (const auto& polygon : *shape) {
    corners += polygon.outer.size();
    for (const auto& hole : polygon.holes) corners += hole.size();
  }
  if (corners > kMostCorners) return refuse(Reason::out_of_range, {{"most", std::to_string(kMostCorners)}}, "polygon");
  Ground ground(a.city, *shape, limits_of(a.request.who(), a.city));
  const auto* grid = a.city.grid_at(point_inside(*shape));
  return whole(a, ground, area_m2(*shape), grid != nullptr ? grid->code : std::string());
}

void put_address(JsonOut& out, const Asked& a, const Block& block, std::uint32_t i) {
  const auto& address = a.city.addresses[i];
  const auto* home = a.book->dwelling(i);
  out.begin()("code", address.code)("name", a.book->name(i));
  put_area(out, "area", address.area, a.view());
  put_point(out, "point", address.point);
  out("floors", address.floors);
  put_count(out, "people", home != nullptr ? home->people : 0, a.small_ones);
  put_count(out, "households", home != nullptr ? home->households : 0, a.small_ones);
  out.list("firms");
  for (const auto* firm : a.book->firms(i)) {
    out.begin()("code", firm->code)("name", firm->name)("kind", firm->kind);
    put_count(out, "people", firm->people, a.small_ones);
    out.end();
  }
  out.end_list().begin("cases");
  const auto cases = block.by_address.find(i);
  put_cases(out, cases == block.by_address.end() ? BlockCases{} : cases->second);
  out.end().end();
}

Answer addresses(Asked a) {
  Parameters in(a.request);
  const auto limit = static_cast<std::size_t>(in.whole("limit", 50, 1, 500));
  const auto cursor = in.text("cursor", 80);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  auto ground = ground_of(a);
  if (!ground) return tl::unexpected(ground.error());
  if (!cursor.empty() && a.city.address(cursor) == nullptr) return refuse(Reason::bad_cursor, {}, "cursor");
  const auto block = measured(a, *ground);
  auto rows = block.addresses;
  const auto code = [&](std::uint32_t i) -> const std::string& { return a.city.addresses[i].code; };
  std::sort(rows.begin(), rows.end(), [&](auto x, auto y) { return code(x) < code(y); });
  auto from = cursor.empty() ? rows.begin() : std::upper_bound(rows.begin(), rows.end(), cursor, [&](const std::string& c, auto i) { return c < code(i); });
  JsonOut out;
  out.begin().list("items");
  std::string last;
  for (std::size_t n = 0; n < limit && from != rows.end(); ++n, ++from) {
    put_address(out, a, block, *from);
    last = code(*from);
  }
  out.end_list().text("next", from != rows.end() ? last : "")("total", rows.size())("masked", !a.small_ones).end();
  return json_response(out.take());
}

Answer file(Asked a) {
  Parameters in(a.request);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  auto ground = ground_of(a);
  if (!ground) return tl::unexpected(ground.error());
  a.service.map->site.office.audit(a.request.who().login, "export", "block " + ground->area(), {}, a.request.asking());
  Response out;
  out.type = "text/csv; charset=utf-8";
  out.body = block_csv(*a.book, measured(a, *ground), a.small_ones);
  out.headers.emplace_back("Content-Disposition", "attachment; filename=\"block-" + ground->area() + ".csv\"");
  return out;
}

}  // namespace

std::shared_ptr<const BlockBook> BlockService::book() {
  const auto city = map->site.office.city();
  const std::lock_guard lock(making_);
  if (!made_ || &made_->city() != city.get()) made_ = std::make_shared<const BlockBook>(city);
  return made_;
}

void add_block_routes(const BlockServicePtr& service) {
  const auto add = [&](Method method, std::string_view path, Answer (*handler)(Asked), Body body = Body::none) {
    const auto run = [service, handler](Request& request) -> Answer {
      const auto book = service->book();
      return handler({*service, request, book, book->city(), sees_small_counts(request.who())});
    };
    service->map->site.routes.add({method, path, Caller::signed_in, plain(run), Runs::on_readers, body});
  };
  using enum Method;
  add(get, "/api/v1/blocks/{area}", of_area);
  add(post, "/api/v1/blocks", of_shape, Body::json);
  add(get, "/api/v1/blocks/{area}/addresses", addresses);
  add(get, "/api/v1/blocks/{area}/export", file);
}

}  // namespace yiwang
