#include "adapters/http/advice_view.h"
#include "adapters/http/geometry.h"
#include "adapters/http/knowledge_view.h"
#include "adapters/http/problem.h"
#include "adapters/http/reading.h"
#include "adapters/http/site.h"
#include "adapters/http/views.h"

namespace yiwang {
namespace {

struct PublicReportBody {
  std::string text, name, phone;
  bool confidential = false;
  std::optional<LonLat> point;
  std::string address;
  std::vector<std::string> attachments;
  std::string language, idempotency_key;
};
BOOST_DESCRIBE_STRUCT(PublicReportBody, (), (text, name, phone, confidential, point, address, attachments, language, idempotency_key))
struct AdviceBody {
  std::string text;
  std::optional<LonLat> point;
  std::string address;
};
BOOST_DESCRIBE_STRUCT(AdviceBody, (), (text, point, address))
struct RatingBody {
  std::string code;
  Satisfaction satisfaction = Satisfaction::satisfied;
  bool solved = false;
  std::string words;
};
BOOST_DESCRIBE_STRUCT(RatingBody, (), (code, satisfaction, solved, words))
struct ReplyBody {
  std::string code, text;
};
BOOST_DESCRIBE_STRUCT(ReplyBody, (), (code, text))

std::string tracked_json(Site& site, const Office::Tracked& tracked, Instant now) {
  const auto city = site.office.city();
  JsonOut out;
  put_public_case(out, tracked, {*city, now});
  return out.take();
}

Done not_too_often(Site& site, const Request& request) {
  if (const int wait = site.public_writes.take(request.address, std::chrono::steady_clock::now())) return refuse(Reason::too_many_requests, {{"retry_after_s", std::to_string(wait)}});
  return done();
}

Answer public_city(Site& site, Request& request) {
  const auto city = site.office.city();
  JsonOut out;
  out.begin()("code", city->code)("name", city->name).text("name_en", city->name_en)("timezone", offset_text(city->offset));
  put_map(out, *city);
  out("hotline", "12345")("report_characters", city->settings.report_characters)("attachment_bytes", city->settings.attachment_bytes);
  out("attachment_types", std::vector<std::string>{"image/jpeg", "image/png", "image/webp", "image/gif", "application/pdf", "video/mp4", "audio/mpeg", "audio/mp4", "audio/amr", "audio/wav", "text/plain"});
  out("rehearsal", site.rehearses()).end();
  (void)request;
  return json_response(out.take());
}

void make_report(Site& site, const CallPtr& call) {
  auto& request = call->request;
  const auto refuse_with = [&](const Refusal& refusal) { call->answer(problem(refusal, request)); };
  if (auto ok = not_too_often(site, request); !ok) return refuse_with(ok.error());
  auto body = read_body<PublicReportBody>(request, {"text", "idempotency_key"});
  if (!body) return refuse_with(body.error());
  if (auto ok = check_text(body->idempotency_key, 64, "idempotency_key", 8); !ok) return refuse_with(ok.error());
  if (auto ok = check_text(body->name, 50, "name"); !ok) return refuse_with(ok.error());
  if (auto ok = check_text(body->phone, 32, "phone"); !ok) return refuse_with(ok.error());
  if (auto ok = check_text(body->address, 200, "address"); !ok) return refuse_with(ok.error());
  if (!body->language.empty() && body->language != "zh" && body->language != "en") return refuse_with({Reason::unknown_value, {{"value", shorten(body->language, 40)}}, "language"});
  if (body->attachments.size() > 9) return refuse_with({Reason::out_of_range, {{"most", "9"}}, "attachments"});
  auto files = site.uploads.find_all(body->attachments, "attachments", request.now);
  if (!files) return refuse_with(files.error());
  RawReport raw;
  raw.channel = Channel::web;
  raw.external_id = "public " + body->idempotency_key;
  raw.text = std::move(body->text);
  raw.reporter = {std::move(body->name), std::move(body->phone), {}, {}, {}, body->confidential};
  raw.point = body->point;
  raw.address = std::move(body->address);
  raw.attachments = std::move(*files);
  site.office.receive_public(std::move(raw), request.asking(), [&site, call](Result<ReceiveOutcome> received) {
    site.readers.run(
        [&site, call, received = std::move(received)] {
          if (!received) {
            // Citizens never gave an external id; it is their key that clashes.
            auto refusal = received.error();
            if (refusal.field == "external_id") refusal.field = "idempotency_key";
            return call->answer(problem(refusal, call->request));
          }
          try {
            const auto code = site.office.tracking_code(received->report);
            auto tracked = site.office.track(received->number, code);
            if (!tracked) return call->answer(problem(tracked.error(), call->request));
            JsonOut out;
            out.begin()("number", received->number)("tracking_code", code).raw("case", tracked_json(site, *tracked, call->request.now)).end();
            call->answer(json_response(out.take(), 201));
          } catch (const std::exception& fault) {
            call->answer(broken(fault.what(), call->request));
          }
        },
        true);
  });
}

Answer track(Site& site, Request& request) {
  Parameters in(request);
  in.require("code");
  const auto code = in.text("code", 40);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  auto tracked = site.office.track(request.captures[0], code);
  if (!tracked) return tl::unexpected(tracked.error());
  return json_response(tracked_json(site, *tracked, request.now));
}

void command(Site& site, const CallPtr& call, const std::string& code, Command wanted) {
  site.office.command_public(call->request.captures[0], code, std::move(wanted), call->request.asking(), [&site, call](Result<Office::Tracked> tracked) {
    site.readers.run(
        [&site, call, tracked = std::move(tracked)] {
          if (!tracked) return call->answer(problem(tracked.error(), call->request));
          try {
            call->answer(json_response(tracked_json(site, *tracked, call->request.now)));
          } catch (const std::exception& fault) {
            call->answer(broken(fault.what(), call->request));
          }
        },
        true);
  });
}

void rate(Site& site, const CallPtr& call) {
  auto& request = call->request;
  const auto refuse_with = [&](const Refusal& refusal) { call->answer(problem(refusal, request)); };
  if (auto ok = not_too_often(site, request); !ok) return refuse_with(ok.error());
  auto body = read_body<RatingBody>(request, {"code", "satisfaction", "solved"});
  if (!body) return refuse_with(body.error());
  if (auto ok = check_text(body->words, 500, "words"); !ok) return refuse_with(ok.error());
  if (body->satisfaction == Satisfaction::unreachable) return refuse_with({Reason::unknown_value, {{"value", "unreachable"}}, "satisfaction"});
  command(site, call, body->code, Rate{body->satisfaction, body->solved, std::move(body->words)});
}

void reply(Site& site, const CallPtr& call) {
  auto& request = call->request;
  const auto refuse_with = [&](const Refusal& refusal) { call->answer(problem(refusal, request)); };
  if (auto ok = not_too_often(site, request); !ok) return refuse_with(ok.error());
  auto body = read_body<ReplyBody>(request, {"code", "text"});
  if (!body) return refuse_with(body.error());
  if (auto ok = check_text(body->text, 2000, "text", 1); !ok) return refuse_with(ok.error());
  command(site, call, body->code, Reply{std::move(body->text)});
}

void advise(Site& site, const CallPtr& call) {
  auto& request = call->request;
  auto body = read_body<AdviceBody>(request, {"text"});
  if (!body) return call->answer(problem(body.error(), request));
  RawReport draft;
  draft.channel = Channel::web;
  draft.text = body->text;
  draft.point = body->point;
  draft.address = body->address;
  const Identity citizen{{}, {}, {}, {Role::citizen}, {}};
  site.office.advise(citizen, draft, request.asking(), [&site, call, draft](Result<Advice> advice) {
    site.readers.run(
        [&site, call, draft, advice = std::move(advice)] {
          if (!advice) return call->answer(problem(advice.error(), call->request));
          const auto city = site.office.city();
          call->answer(json_response(public_advice_json(*advice, draft, articles_for(site, *advice, draft, true), {*city, call->request.now})));
        },
        true);
  });
}

}  // namespace

void add_public_routes(Site& site) {
  auto& routes = site.routes;
  routes.add({Method::get, "/api/v1/public/city", Caller::anybody, plain([&site](Request& r) { return public_city(site, r); }), Runs::on_loop});
  routes.add({Method::post, "/api/v1/public/advice", Caller::anybody, [&site](const CallPtr& call) { advise(site, call); }, Runs::on_readers, Body::json});
  routes.add({Method::post, "/api/v1/public/reports", Caller::anybody, [&site](const CallPtr& call) { make_report(site, call); }, Runs::on_loop, Body::json});
  routes.add({Method::get, "/api/v1/public/reports/{number}", Caller::anybody, plain([&site](Request& r) { return track(site, r); })});
  routes.add({Method::post, "/api/v1/public/reports/{number}/rating", Caller::anybody, [&site](const CallPtr& call) { rate(site, call); }, Runs::on_readers, Body::json});
  routes.add({Method::post, "/api/v1/public/reports/{number}/reply", Caller::anybody, [&site](const CallPtr& call) { reply(site, call); }, Runs::on_readers, Body::json});
}

}  // namespace yiwang
