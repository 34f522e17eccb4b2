#include "adapters/http/json_out.h"
#include "adapters/http/reading.h"
#include "adapters/http/site.h"
#include "base/text.h"
#include "service/guarded_model.h"

namespace yiwang {
namespace {

constexpr milliseconds kTryLimit = seconds{20};

void put_count(JsonOut& out, const std::string& key, const ModelCount& count) {
  const auto parts = split(key, '/');
  out.begin()("day", parts.at(0))("caller", parts.at(1))("purpose", parts.at(2))("asked", count.asked)("answered", count.answered)("late", count.late);
  out("unreachable", count.unreachable)("nonsense", count.nonsense)("held_back", count.held_back)("tokens_in", count.tokens_in)("tokens_out", count.tokens_out)("cost", count.cost);
  if (count.asked == 0) out.null("mean_ms");
  else out("mean_ms", static_cast<double>(count.spent.count()) / static_cast<double>(count.asked));
  out.end();
}

Answer state(Site& site) {
  JsonOut out;
  const auto state = site.options.model ? site.options.model->state() : ModelState{};
  out.begin()("configured", site.options.model != nullptr).text("provider", state.provider).text("health", state.health)("rests_until", state.rests_until);
  out("failures_in_a_row", state.failures_in_a_row).text("last_fault", state.last_fault)("last_answer_at", state.last_answer_at)("cost_today", state.cost_today).list("counts");
  for (auto it = state.counts.rbegin(); it != state.counts.rend(); ++it) put_count(out, it->first, it->second);
  return json_response(out.end_list().end().take());
}

struct TryBody {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(TryBody, (), (text))

Answer try_it(Site& site, Request& request) {
  auto body = read_body<TryBody>(request, {"text"});
  if (!body) return tl::unexpected(body.error());
  if (count_codepoints(body->text) > 2000) return refuse(Reason::out_of_range, {{"most", "2000"}}, "text");
  if (!site.options.model) return refuse(Reason::model_off);
  ModelQuestion question;
  question.purpose = "try";
  question.caller = request.who().unit;
  question.instruction = R"(Answer in JSON: {"answer": "..."})";
  question.text = body->text;
  question.schema = json::Object{{"type", "object"}, {"properties", json::Object{{"answer", json::Object{{"type", "string"}}}}}, {"required", json::Array{"answer"}}, {"additionalProperties", false}};
  const auto began = std::chrono::steady_clock::now();
  const auto reply = site.options.model->ask(question, kTryLimit);
  const auto took = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - began);
  site.office.audit(request.who().login, "try_model", "model", reply ? reply->model : std::string(code_of(reply.error().reason)), request.asking());
  if (!reply) return tl::unexpected(reply.error());
  JsonOut out;
  out.begin()("model", reply->model)("answer", std::string(reply->value.at("answer").as_string()))("tokens_in", reply->usage.tokens_in)("tokens_out", reply->usage.tokens_out);
  return json_response(out("took_ms", took.count()).end().take());
}

}  // namespace

void add_model_service_routes(Site& site) {
  site.routes.add({Method::get, "/api/v1/system/model", Caller::signed_in, plain([&site](Request&) { return state(site); }), Runs::on_readers, Body::none, {Role::admin}});
  site.routes.add({Method::post, "/api/v1/system/model/try", Caller::signed_in, plain([&site](Request& r) { return try_it(site, r); }), Runs::on_slow, Body::json, {Role::admin}});
}

}  // namespace yiwang
