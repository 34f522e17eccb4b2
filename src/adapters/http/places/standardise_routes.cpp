#include <mutex>

#include "adapters/http/json_out.h"
#include "adapters/http/reading.h"
#include "adapters/http/site.h"
#include "locate/library/standardiser.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostAddresses = 1000;
constexpr std::size_t kMostCharacters = 300;

/// The standardiser of the city in use, made when it is first asked for and again when the city has changed.
class Standing {
 public:
  std::shared_ptr<const Standardiser> of(const std::shared_ptr<const City>& city) {
    const std::scoped_lock lock(making_);
    if (city_ != city) {
      made_ = std::make_shared<const Standardiser>(std::make_shared<const AddressLibrary>(city));
      city_ = city;
    }
    return made_;
  }

 private:
  std::mutex making_;
  std::shared_ptr<const City> city_;
  std::shared_ptr<const Standardiser> made_;
};

struct StandardiseBody {
  std::vector<std::string> addresses;
  std::int64_t most = 3;
  std::optional<LonLat> near;
  std::string area;
};
BOOST_DESCRIBE_STRUCT(StandardiseBody, (), (addresses, most, near, area))

void put(JsonOut& out, const StandardPlace& place) {
  out.begin()("level", code_of(place.level))("code", place.code)("text", place.text)("confidence", place.confidence)("decided_by", code_of(place.decided_by));
  out("accepted", place.confidence >= Standardiser::kAccept).text("area", place.area).text("grid", place.grid);
  if (place.point) out.begin("point")("lon", place.point->lon)("lat", place.point->lat).end();
  else out.null("point");
  for (const auto& [name, value] : {std::pair("road", &place.road), std::pair("second_road", &place.second_road), std::pair("number", &place.number), std::pair("estate", &place.estate),
                                    std::pair("building", &place.building), std::pair("unit", &place.unit), std::pair("floor", &place.floor), std::pair("room", &place.room),
                                    std::pair("element", &place.element)}) {
    out.text(name, *value);
  }
  for (const auto& [name, list] : {std::pair("missing", &place.missing), std::pair("contradicting", &place.contradicting)}) {
    out.list(name);
    for (const auto& part : *list) out.item(part);
    out.end_list();
  }
  out.end();
}

Answer standardise(Site& site, Standing& standing, Request& request) {
  auto body = read_body<StandardiseBody>(request, {"addresses"});
  if (!body) return tl::unexpected(body.error());
  if (body->addresses.empty()) return refuse(Reason::missing_field, {}, "addresses");
  if (body->addresses.size() > kMostAddresses) return refuse(Reason::out_of_range, {{"most", std::to_string(kMostAddresses)}}, "addresses");
  if (body->most < 1 || body->most > 10) return refuse(Reason::out_of_range, {{"least", "1"}, {"most", "10"}}, "most");
  for (std::size_t i = 0; i < body->addresses.size(); ++i) {
    if (auto ok = check_text(body->addresses[i], kMostCharacters, "addresses." + std::to_string(i)); !ok) return tl::unexpected(ok.error());
  }
  if (body->near) {
    if (auto ok = check_point(*body->near); !ok) return refuse(ok.error().reason, ok.error().facts, "near");
  }
  const auto city = site.office.city();
  if (!body->area.empty() && city->area(body->area) == nullptr) return refuse(Reason::unknown_value, {{"value", body->area}}, "area");
  const auto standardiser = standing.of(city);
  StandardiseOptions options;
  options.most = static_cast<std::size_t>(body->most);
  options.near = body->near;
  options.within = body->area;
  JsonOut out;
  out.begin()("version", standardiser->version())("accept_from", Standardiser::kAccept).list("items");
  for (const auto& address : body->addresses) {
    out.begin().list("candidates");
    for (const auto& place : standardiser->standardise(address, options)) put(out, place);
    out.end_list().end();
  }
  out.end_list().end();
  return json_response(out.take());
}

}  // namespace

void add_standardise_routes(Site& site) {
  auto standing = std::make_shared<Standing>();
  site.routes.add({Method::post, "/api/v1/addresses/standardise", Caller::signed_in, plain([&site, standing](Request& request) { return standardise(site, *standing, request); }),
                   Runs::on_readers, Body::json});
}

}  // namespace yiwang
