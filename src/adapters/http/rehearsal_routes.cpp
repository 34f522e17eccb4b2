#include <cmath>

#include "adapters/http/json_out.h"
#include "adapters/http/reading.h"
#include "adapters/http/rehearsal_view.h"
#include "adapters/http/site.h"

namespace yiwang {
namespace {

struct RehearsalBody {
  double pace_per_minute = 0;
  bool staff = false;
};
BOOST_DESCRIBE_STRUCT(RehearsalBody, (), (pace_per_minute, staff))

Answer put(Site& site, Request& request) {
  auto body = read_body<RehearsalBody>(request, {"pace_per_minute", "staff"});
  if (!body) return tl::unexpected(body.error());
  if (!(body->pace_per_minute >= 0 && body->pace_per_minute <= 600)) return refuse(Reason::out_of_range, {{"least", "0"}, {"most", "600"}}, "pace_per_minute");
  if (!site.rehearsal.put) return refuse(Reason::unavailable);
  auto state = site.rehearsal.put(body->pace_per_minute, body->staff);
  if (!state) return tl::unexpected(state.error());
  site.office.audit(request.who().login, "set_rehearsal", "rehearsal", json::to_text(*body), request.asking());
  return json_response(rehearsal_json(*state));
}

}  // namespace

std::string rehearsal_json(const RehearsalControl::State& state) {
  JsonOut out;
  out.begin()("running", state.running)("pace_per_minute", state.pace_per_minute)("staff", state.staff)("made", state.made)("since", state.since).end();
  return out.take();
}

void add_rehearsal_routes(Site& site) {
  site.routes.add({Method::get, "/api/v1/rehearsal", Caller::signed_in,
                   plain([&site](Request&) -> Answer { return json_response(rehearsal_json(site.rehearsal.get ? site.rehearsal.get() : RehearsalControl::State{})); })});
  site.routes.add({Method::put, "/api/v1/rehearsal", Caller::signed_in, plain([&site](Request& r) { return put(site, r); }), Runs::on_readers, Body::json, {Role::admin}});
}

}  // namespace yiwang
