#include "adapters/http/case_answer.h"
#include "adapters/http/live_feed.h"
#include "adapters/http/reading.h"
#include "geo/geojson.h"
#include "geo/mend/read_loose.h"
#include "service/cases_placed.h"

namespace yiwang {
namespace {

std::string tag_of(std::uint32_t version) { return "\"" + std::to_string(version) + "\""; }

Answer list(Site& site, Request& request) {
  auto wanted = read_case_list(site, request, true);
  if (!wanted) return tl::unexpected(wanted.error());
  return case_page_answer(site, request, std::move(*wanted));
}

/// The same list of the cases in a shape too large for an address.
Answer list_within(Site& site, Request& request) {
  constexpr std::size_t kMostCorners = 20'000;
  auto body = read_json(request, {"shape"});
  if (!body) return tl::unexpected(body.error());
  for (const auto& [key, value] : body->get_object()) {
    if (key != "shape") return refuse(Reason::unknown_field, {{"value", shorten(std::string(key), 40)}}, shorten(std::string(key), 40));
  }
  const auto& given = body->at("shape");
  // Counted before it is looked at.
  if (auto loose = read_loose(given, kMostCorners); !loose && loose.error().reason == Reason::too_large) return refuse(Reason::out_of_range, {{"most", std::to_string(kMostCorners)}}, "shape.coordinates");
  const auto shape = read_shape(given, "shape");
  if (!shape) return tl::unexpected(shape.error());
  auto wanted = read_case_list(site, request, true);
  if (!wanted) return tl::unexpected(wanted.error());
  if (wanted->query.placed) return refuse(Reason::unknown_value, {{"wanted", "near, bbox or a shape, only one of them"}}, "shape");
  auto placed = cases_in(*shape);
  if (!placed) return refuse(placed.error().reason, placed.error().facts, "shape");
  wanted->query.placed = std::move(*placed);
  return case_page_answer(site, request, std::move(*wanted));
}

Answer one(Site& site, Request& request, CaseId id) {
  auto out = case_answer(site, request.who(), id, request.now);
  if (!out) return out;
  const auto known = request.header("if-none-match");
  if (!known.empty() && known == out->headers.front().second) {
    out->status = 304;
    out->body.clear();
  }
  return out;
}

Answer trail(Site& site, Request& request) {
  auto id = read_case_id(request.captures[0]);
  if (!id) return tl::unexpected(id.error());
  auto entries = site.office.trail(request.who(), *id);
  if (!entries) return tl::unexpected(entries.error());
  const auto city = site.office.city();
  const auto names = site.names.all();
  JsonOut out;
  out.begin();
  put_trail(out, "items", *entries, {*city, request.now, names.get(), &site.office.store()});
  out.end();
  return json_response(out.take());
}

Answer related(Site& site, Request& request) {
  auto id = read_case_id(request.captures[0]);
  if (!id) return tl::unexpected(id.error());
  auto seen = site.office.see(request.who(), *id);
  if (!seen) return tl::unexpected(seen.error());
  const auto city = site.office.city();
  JsonOut out;
  out.begin();
  put_related(out, "items", seen->c->relations, 50, {*city, request.now, nullptr, &site.office.store()});
  out.end();
  return json_response(out.take());
}

struct RevealBody {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(RevealBody, (), (reason))

Answer reveal(Site& site, Request& request) {
  auto id = read_case_id(request.captures[0]);
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<RevealBody>(request, {"reason"});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_text(body->reason, 200, "reason", 4); !ok) return tl::unexpected(ok.error());
  auto seen = site.office.see(request.who(), *id);
  if (!seen) return tl::unexpected(seen.error());
  JsonOut out;
  out.begin().list("items");
  for (const auto& report : seen->c->reports) {
    if (report.reporter.sealed.empty() && !report.reporter.confidential) continue;
    auto person = site.office.reveal(request.who(), *id, report.id, body->reason, request.asking());
    if (!person) return tl::unexpected(person.error());
    out.begin()("report", report.id).text("name", person->name).text("phone", person->phone).text("identity", person->identity).text("address", person->address).end();
  }
  out.end_list().end();
  return json_response(out.take());
}

}  // namespace

Answer case_page_answer(Site& site, Request& request, CaseList wanted) {
  auto page = list_cases(site, request.who(), std::move(wanted));
  if (!page) return tl::unexpected(page.error());
  const auto city = site.office.city();
  const View view{*city, request.now};
  JsonOut out;
  out.begin().list("items");
  for (const auto& row : page->rows) put_case_item(out, row, view);
  out.end_list().text("next_cursor", page->next)("total", page->total).end();
  return json_response(out.take());
}

Answer case_answer(Site& site, const Identity& who, const SeenCase& seen, Instant now) {
  // Who has just handed a case on may not see its story any more; what he did is answered all the same.
  const auto entries = site.office.trail(who, seen.c->id).value_or(std::vector<Entry>{});
  const auto city = site.office.city();
  const auto names = site.names.all();
  JsonOut out;
  put_case(out, seen, entries, {*city, now, names.get(), &site.office.store()});
  auto response = json_response(out.take());
  response.headers.emplace_back("ETag", tag_of(seen.c->version));
  return response;
}

Answer case_answer(Site& site, const Identity& who, CaseId id, Instant now) {
  auto seen = site.office.see(who, id);
  if (!seen) return tl::unexpected(seen.error());
  return case_answer(site, who, *seen, now);
}

void add_case_routes(Site& site) {
  auto& routes = site.routes;
  routes.add({Method::get, "/api/v1/queues", Caller::signed_in, plain([&site](Request& r) -> Answer { return json_response(queue_counts_json(site.office, r.who())); })});
  routes.add({Method::get, "/api/v1/cases", Caller::signed_in, plain([&site](Request& r) { return list(site, r); })});
  routes.add({Method::post, "/api/v1/cases/within", Caller::signed_in, plain([&site](Request& r) { return list_within(site, r); }), Runs::on_readers, Body::json});
  routes.add({Method::get, "/api/v1/cases/{id}", Caller::signed_in, plain([&site](Request& r) -> Answer {
                auto id = read_case_id(r.captures[0]);
                if (!id) return tl::unexpected(id.error());
                return one(site, r, *id);
              })});
  routes.add({Method::get, "/api/v1/cases/by-number/{number}", Caller::signed_in, plain([&site](Request& r) -> Answer {
                auto id = site.office.find(r.captures[0]);
                if (!id) return tl::unexpected(id.error());
                return one(site, r, *id);
              })});
  routes.add({Method::get, "/api/v1/cases/{id}/trail", Caller::signed_in, plain([&site](Request& r) { return trail(site, r); })});
  routes.add({Method::get, "/api/v1/cases/{id}/related", Caller::signed_in, plain([&site](Request& r) { return related(site, r); })});
  routes.add({Method::post, "/api/v1/cases/{id}/reveal", Caller::signed_in, plain([&site](Request& r) { return reveal(site, r); }), Runs::on_readers, Body::json});
}

}  // namespace yiwang
