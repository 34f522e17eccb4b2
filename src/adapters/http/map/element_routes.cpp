#include <array>
#include <cmath>

#include "adapters/http/map/block_service.h"
#include "adapters/http/views.h"
#include "city/codes/element_code.h"
#include "geo/tiles/z_order.h"

namespace yiwang {
namespace {

constexpr double kNearCase = 30, kNearCamera = 300;      // metres
constexpr std::size_t kMostCases = 20, kMostCameras = 10;
constexpr int kMonths = 12;
constexpr int kSearchZoom = 17;                          // tiles of some 250 m: the nine around a place hold all that is near

struct Month {
  int year;
  unsigned month;
  auto operator<=>(const Month&) const = default;
};
Month month_of(Instant at, minutes offset) {
  const std::chrono::year_month_day day{std::chrono::local_days{to_local(at, offset).date}};
  return {static_cast<int>(day.year()), static_cast<unsigned>(day.month())};
}

std::vector<CasePoint> cases_near(const CasePoints& points, CaseLook& look, LonLat place) {
  std::vector<CasePoint> out;
  const auto at = to_world(place);
  const auto x = static_cast<std::int64_t>(std::ldexp(at.x, kSearchZoom)), y = static_cast<std::int64_t>(std::ldexp(at.y, kSearchZoom));
  for (std::int64_t dx = -1; dx <= 1; ++dx) {
    for (std::int64_t dy = -1; dy <= 1; ++dy) {
      const TileId tile{kSearchZoom, static_cast<std::uint32_t>(x + dx), static_cast<std::uint32_t>(y + dy)};
      if (!tile.exists()) continue;
      const auto [first, last] = z_range(tile);
      points.each(first, last, [&](const CasePoint& p) {
        if (p.placed && metres_between(from_world(z_point(p.key)), place) <= kNearCase && look.fits(p)) out.push_back(p);
      });
    }
  }
  std::sort(out.begin(), out.end(), [](const CasePoint& a, const CasePoint& b) { return std::pair(b.opened_min, b.id) < std::pair(a.opened_min, a.id); });
  return out;
}

void put_history(JsonOut& out, const std::vector<CasePoint>& cases, Instant now, minutes offset) {
  const auto last = month_of(now, offset);
  std::array<std::int64_t, kMonths> counts{};
  for (const auto& p : cases) {
    const auto month = month_of(Instant{minutes{p.opened_min}}, offset);
    const int ago = (last.year - month.year) * 12 + static_cast<int>(last.month) - static_cast<int>(month.month);
    if (ago >= 0 && ago < kMonths) ++counts[static_cast<std::size_t>(kMonths - 1 - ago)];
  }
  out.list("history");
  for (int i = 0; i < kMonths; ++i) {
    const int month = last.year * 12 + static_cast<int>(last.month) - 1 - (kMonths - 1 - i);
    const auto number = std::to_string(month % 12 + 1);
    out.begin()("month", std::to_string(month / 12) + "-" + (number.size() < 2 ? "0" : "") + number)("count", counts[static_cast<std::size_t>(i)]).end();
  }
  out.end_list();
}

void put_explained(JsonOut& out, const std::string& code) {
  const auto read = read_element_code(code);
  if (!read) {
    out.null("explained");
    return;
  }
  out.begin("explained")("division", read->division)("grid", read->grid)("building", read->building)("house", read->house)("class", code_of(read->major))("kind", read->kind)("serial", read->serial).end();
}

/// Cameras that see the place; where no view is known, those that stand near.
void put_cameras(JsonOut& out, const Space& space, const Element& element, const PlaceAnswer& known) {
  const auto& city = space.city();
  out.list("cameras");
  std::set<std::string> named;
  std::size_t count = 0;
  const auto put = [&](const std::string& code, const std::string& name, double metres, bool sees) {
    if (code == element.code || count >= kMostCameras || !named.insert(code).second) return;
    out.begin()("code", code)("name", name)("metres", std::round(metres * 10) / 10)("sees", sees).end();
    ++count;
  };
  for (const auto& camera : known.cameras) put(space.code_of(camera.thing), space.name_of(camera.thing), camera.metres, true);
  if (city.cameras.empty()) {
    std::vector<std::pair<double, const Element*>> near;
    for (const auto& each : city.elements) {
      if (each.kind != "camera") continue;
      if (const double metres = metres_between(each.point, element.point); metres <= kNearCamera) near.emplace_back(metres, &each);
    }
    std::sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return std::pair(a.first, a.second->code) < std::pair(b.first, b.second->code); });
    for (const auto& [metres, each] : near) put(each->code, each->name, metres, false);
  }
  out.end_list();
}

Answer element(BlockService& service, Request& request) {
  Parameters in(request);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  auto& site = service.map->site;
  const auto city = site.office.city();
  const auto* found = city->element(request.captures[0]);
  if (found == nullptr) return refuse(Reason::not_found, {{"element", shorten(request.captures[0], 60)}});
  const auto space = service.space.of(city);
  const auto known = space->at(found->point);
  const View view{*city, request.now};
  JsonOut out;
  out.begin()("code", found->code)("kind", found->kind)("name", found->name.empty() ? found->kind : found->name);
  put_point(out, "point", found->point);
  out.list("areas");
  for (const auto* area : known.areas) {
    out.begin()("layer", area->layer);
    put_area(out, "area", area->code, view);
    out.end();
  }
  out.end_list();
  if (known.address) {
    const auto& address = city->addresses[known.address->thing.row];
    out.begin("address")("code", address.code)("name", BlockBook::address_name(*city, address))("metres", std::round(known.address->metres * 10) / 10).end();
  } else {
    out.null("address");
  }
  if (known.road != nullptr) out.begin("road")("code", known.road->code)("name", known.road->name)("metres", std::round(known.road_at.metres * 10) / 10).end();
  else out.null("road");
  out.text("beidou", known.beidou);
  put_explained(out, found->code);
  put_cameras(out, *space, *found, known);

  const auto points = service.map->cases.now(request.now);
  CaseFilter everything;
  everything.from_min = std::numeric_limits<std::int32_t>::min();        // a period: closed ones too
  CaseLook look(everything, CaseScope(request.who(), *city), *city, *points);
  const auto cases = cases_near(*points, look, found->point);
  out.list("cases");
  for (std::size_t i = 0; i < std::min(cases.size(), kMostCases); ++i) {
    if (const auto row = site.office.store().find_case(cases[i].id)) put_case_item(out, *row, view);
  }
  out.end_list();
  put_history(out, cases, request.now, city->offset);
  out.end();
  return json_response(out.take());
}

}  // namespace

void add_element_routes(const BlockServicePtr& service) {
  service->map->site.routes.add({Method::get, "/api/v1/elements/{code}", Caller::signed_in, plain([service](Request& r) { return element(*service, r); })});
}

}  // namespace yiwang
