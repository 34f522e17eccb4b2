#include <spdlog/spdlog.h>

#include "adapters/http/knowledge_view.h"
#include "adapters/http/problem.h"
#include "adapters/http/reading.h"
#include "adapters/http/site.h"
#include "adapters/http/views.h"

namespace yiwang {
namespace {

struct ReporterBody {
  std::string name, phone, id, address;
  bool confidential = false;
};
BOOST_DESCRIBE_STRUCT(ReporterBody, (), (name, phone, id, address, confidential))
struct RefuseBody {
  RefuseKind kind = RefuseKind::no_content;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(RefuseBody, (), (kind, reason))
struct ReportBody {
  Channel channel = Channel::hotline;
  std::string external_id, text, title;
  std::optional<ReporterBody> reporter;
  std::optional<Instant> happened_at, received_at;
  std::optional<LonLat> point;
  std::string address;
  std::vector<std::string> attachments;
  std::string language, matter;
  std::optional<RequestKind> kind;
  std::optional<Urgency> urgency;
  std::string unit;
  std::optional<std::uint64_t> join;
  std::string answer, article;
  std::optional<RefuseBody> refuse;
};
BOOST_DESCRIBE_STRUCT(ReportBody, (), (channel, external_id, text, title, reporter, happened_at, received_at, point, address, attachments, language, matter, kind, urgency, unit, join, answer, article, refuse))

Result<RawReport> raw_report(Site& site, ReportBody& body, Instant now) {
  if (!body.language.empty() && body.language != "zh" && body.language != "en") return refuse(Reason::unknown_value, {{"value", shorten(body.language, 40)}}, "language");
  if (auto ok = check_text(body.answer, 5000, "answer"); !ok) return tl::unexpected(ok.error());
  if (body.refuse) {
    if (auto ok = check_text(body.refuse->reason, 1000, "refuse.reason", 1); !ok) return tl::unexpected(ok.error());
  }
  RawReport raw;
  raw.channel = body.channel;
  raw.external_id = std::move(body.external_id);
  raw.title = std::move(body.title);
  raw.text = std::move(body.text);
  if (body.reporter) {
    auto& person = *body.reporter;
    raw.reporter = {std::move(person.name), std::move(person.phone), std::move(person.id), std::move(person.address), {}, person.confidential};
  }
  raw.received_at = body.received_at;
  raw.happened_at = body.happened_at;
  raw.point = body.point;
  raw.address = std::move(body.address);
  auto files = site.uploads.find_all(body.attachments, "attachments", now);
  if (!files) return tl::unexpected(files.error());
  raw.attachments = std::move(*files);
  raw.matter = std::move(body.matter);
  raw.unit = std::move(body.unit);
  raw.kind = body.kind;
  raw.urgency = body.urgency;
  raw.settles_at_once = !body.answer.empty() || body.refuse.has_value();
  raw.join = body.join;
  return raw;
}

/// What a seat did at once with the report it took in.
std::optional<Command> at_once(const ReportBody& body) {
  if (!body.answer.empty()) return Command{AnswerAtOnce{body.answer, body.article}};
  if (body.refuse) return Command{Refuse{body.refuse->kind, body.refuse->reason}};
  return std::nullopt;
}

void put_failed_step(std::string& json, const Refusal& refusal) {
  JsonOut step;
  step.begin()("step", "settle")("outcome", "failed").null("confidence").begin("facts")("reason", code_of(refusal.reason));
  for (const auto& [key, value] : refusal.facts) step(key, value);
  step.end().null("by").end();
  json = step.take();
}

/// The whole outcome. Waits for the store.
Answer outcome_answer(Site& site, const Request& request, const ReceiveOutcome& received, std::string_view outcome, const std::optional<Refusal>& not_settled) {
  auto seen = site.office.see(request.who(), received.case_id);
  if (!seen) return tl::unexpected(seen.error());
  auto entries = site.office.trail(request.who(), received.case_id);
  if (!entries) return tl::unexpected(entries.error());
  const auto city = site.office.city();
  const auto names = site.names.all();
  const View view{*city, request.now, names.get(), &site.office.store()};
  JsonOut out;
  out.begin();
  const auto mine = std::find_if(seen->c->reports.begin(), seen->c->reports.end(), [&](const Report& r) { return r.id == received.report; });
  out.name("report");
  put_report(out, mine != seen->c->reports.end() ? *mine : seen->c->first());
  out.name("case");
  put_case(out, *seen, *entries, view);
  out("outcome", outcome);
  if (not_settled) {
    std::string step;
    put_failed_step(step, *not_settled);
    out.list("trail").item(*json::parse_text(step)).end_list();
  } else {
    put_intake_steps(out, "trail", *entries, received.report, view);
  }
  out.end();
  auto response = json_response(out.take(), outcome == "already" ? 200 : 201);
  response.headers.emplace_back("Location", "/api/v1/cases/" + std::to_string(received.case_id.value));
  return response;
}

Response minimal(const ReceiveOutcome& received) {
  JsonOut out;
  out.begin().begin("report")("id", received.report).end().begin("case")("id", received.case_id)("number", received.number)("version", received.version).end()("outcome", received.outcome).end();
  auto response = json_response(out.take(), received.outcome == "already" ? 200 : 201);
  response.headers.emplace_back("Preference-Applied", "return=minimal");
  return response;
}

void answer_later(Site& site, const CallPtr& call, ReceiveOutcome received, std::string outcome, std::optional<Refusal> not_settled) {
  site.readers.run(
      [&site, call, received = std::move(received), outcome = std::move(outcome), not_settled = std::move(not_settled)] {
        try {
          auto answer = outcome_answer(site, call->request, received, outcome, not_settled);
          call->answer(answer ? std::move(*answer) : problem(answer.error(), call->request));
        } catch (const std::exception& fault) {
          call->answer(broken(fault.what(), call->request));
        }
      },
      true);
}

void settle(Site& site, const CallPtr& call, ReceiveOutcome received, Command command, std::string done) {
  site.readers.run(
      [&site, call, received = std::move(received), command = std::move(command), done = std::move(done)]() mutable {
        const auto version = received.version;
        const auto id = received.case_id;
        const auto* answer = std::get_if<AnswerAtOnce>(&command);
        const auto citation = answer != nullptr ? answer->article : std::string{};
        try {
          site.office.command(call->request.who(), id, std::move(command), version, call->request.asking(), [&site, call, received, done, citation](Result<SeenCase> seen) {
            // Refused after it was taken in: the report stands, the seat is told why it was not settled.
            if (seen && done == "answered") count_citation(site, citation);
            if (seen) answer_later(site, call, received, done, std::nullopt);
            else answer_later(site, call, received, received.outcome, seen.error());
          });
        } catch (const std::exception& fault) {
          call->answer(broken(fault.what(), call->request));
        }
      },
      true);
}

void receive(Site& site, const CallPtr& call) {
  auto& request = call->request;
  auto body = read_body<ReportBody>(request, {"channel", "text"});
  if (!body) return call->answer(problem(body.error(), request));
  auto raw = raw_report(site, *body, request.now);
  if (!raw) return call->answer(problem(raw.error(), request));
  if (!body->article.empty()) {
    if (body->answer.empty()) return call->answer(problem({Reason::missing_field, {}, "answer"}, request));
    if (auto ok = may_cite(site, body->article); !ok) return call->answer(problem(ok.error(), request));
  }
  const bool brief = request.header("prefer").find("return=minimal") != std::string_view::npos;
  auto command = at_once(*body);
  const std::string settled = body->answer.empty() ? "refused" : "answered";
  site.office.receive(request.who(), std::move(*raw), request.asking(), [&site, call, brief, command = std::move(command), settled](Result<ReceiveOutcome> received) mutable {
    // On the writer's commit thread: only hand over.
    if (!received) return call->answer(problem(received.error(), call->request));
    if (command && received->outcome == "opened") return settle(site, call, std::move(*received), std::move(*command), settled);
    if (brief) return call->answer(minimal(*received));
    auto outcome = received->outcome;
    answer_later(site, call, std::move(*received), std::move(outcome), std::nullopt);
  });
}

}  // namespace

void add_report_routes(Site& site) {
  site.routes.add({Method::post, "/api/v1/reports", Caller::signed_in, [&site](const CallPtr& call) { receive(site, call); }, Runs::on_loop, Body::json,
                   {Role::agent, Role::dispatcher, Role::handler, Role::grid_worker, Role::admin}});
}

}  // namespace yiwang
