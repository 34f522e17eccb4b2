#include "adapters/http/knowledge_view.h"
#include "adapters/http/reading.h"
#include "adapters/http/site.h"

namespace yiwang {
namespace {

Answer similar(Site& site, Request& request) {
  Parameters in(request);
  const auto most = in.whole("limit", 5, 1, 20);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  if (site.options.settled == nullptr) return refuse(Reason::unavailable, {{"part", "knowledge"}});
  const auto id = read_case_id(request.captures[0]);
  if (!id) return tl::unexpected(id.error());
  const auto found = site.options.settled->similar(request.who(), *id, static_cast<std::size_t>(most));
  if (!found) return tl::unexpected(found.error());
  const auto city = site.office.city();
  JsonOut out;
  out.begin().list("items");
  for (const auto& each : *found) put_similar_case(out, each, {*city, request.now});
  out.end_list().end();
  return json_response(out.take());
}

Answer answers(Site& site, Request& request) {
  Parameters in(request);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  if (site.options.settled == nullptr) return refuse(Reason::unavailable, {{"part", "knowledge"}});
  const auto id = read_case_id(request.captures[0]);
  if (!id) return tl::unexpected(id.error());
  const auto found = site.options.settled->answers(request.who(), *id);
  if (!found) return tl::unexpected(found.error());
  const auto city = site.office.city();
  JsonOut out;
  out.begin().list("items");
  for (const auto& each : *found) put_answer_draft(out, each, {*city, request.now});
  out.end_list().end();
  return json_response(out.take());
}

}  // namespace

void add_case_knowledge_routes(Site& site) {
  site.routes.add({Method::get, "/api/v1/cases/{id}/similar", Caller::signed_in, plain([&site](Request& r) { return similar(site, r); })});
  site.routes.add({Method::get, "/api/v1/cases/{id}/answer-templates", Caller::signed_in, plain([&site](Request& r) { return answers(site, r); })});
}

}  // namespace yiwang
