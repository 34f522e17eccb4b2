#include "adapters/http/json_out.h"
#include "adapters/http/reading.h"
#include "adapters/http/site.h"
#include "city/codes/element_code.h"
#include "geo/codes/beidou.h"

namespace yiwang {
namespace {

Answer cell_answer(const std::string& code) {
  const auto cell = beidou_cell(code);
  if (!cell) return refuse(cell.error().reason, cell.error().facts, "code");
  const auto& [low, high] = *cell;
  const LonLat middle{(low.lon + high.lon) / 2, (low.lat + high.lat) / 2};
  JsonOut out;
  out.begin()("code", code)("level", beidou_level(code))("west", low.lon)("south", low.lat)("east", high.lon)("north", high.lat)("lon", middle.lon)("lat", middle.lat);
  out("width_m", metres_between({low.lon, middle.lat}, {high.lon, middle.lat}))("height_m", metres_between(low, {low.lon, high.lat})).end();
  return json_response(out.take());
}

Answer encode(Request& request) {
  Parameters in(request);
  in.require("lon");
  in.require("lat");
  const auto lon = in.number("lon"), lat = in.number("lat");
  const auto level = in.whole("level", kBeidouLevels, 1, kBeidouLevels);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  const auto code = beidou_code({lon.value_or(0), lat.value_or(0)}, static_cast<int>(level));
  if (!code) return refuse(code.error().reason, code.error().facts, "lat");
  return cell_answer(*code);
}

Answer decode(Request& request) {
  Parameters in(request);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  return cell_answer(request.captures[0]);
}

std::string path_of(const City& city, std::string_view area) {
  std::string path;
  for (const auto* above : city.chain(area)) path = path.empty() ? above->name : above->name + " / " + path;
  return path;
}

Answer explain(Site& site, Request& request) {
  Parameters in(request);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  const auto& text = request.captures[0];
  const auto code = read_element_code(text);
  if (!code) return tl::unexpected(code.error());
  const auto city = site.office.city();
  const auto something = [](const std::string& digits) { return digits.find_first_not_of('0') == std::string::npos ? std::string() : digits; };
  JsonOut out;
  out.begin()("code", text)("area", code->area()).text("area_name", path_of(*city, code->area())).text("building", something(code->building)).text("house", something(code->house));
  out("class", code_of(code->major))("kind", code->kind)("serial", code->serial);
  const auto* element = city->element(text);
  if (element == nullptr) out.null("element");
  else out.begin("element").text("name", element->name)("kind", element->kind)("lon", element->point.lon)("lat", element->point.lat).end();
  out.end();
  return json_response(out.take());
}

}  // namespace

void add_code_routes(Site& site) {
  auto& routes = site.routes;
  routes.add({Method::get, "/api/v1/codes/beidou", Caller::signed_in, plain([](Request& r) { return encode(r); }), Runs::on_loop});
  routes.add({Method::get, "/api/v1/codes/beidou/{code}", Caller::signed_in, plain([](Request& r) { return decode(r); }), Runs::on_loop});
  routes.add({Method::get, "/api/v1/codes/element/{code}", Caller::signed_in, plain([&site](Request& r) { return explain(site, r); }), Runs::on_loop});
}

}  // namespace yiwang
