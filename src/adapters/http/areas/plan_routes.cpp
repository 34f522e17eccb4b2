#include <charconv>

#include "adapters/http/areas/area_views.h"
#include "adapters/http/reading.h"
#include "adapters/http/site.h"
#include "studio/areas/preview.h"

namespace yiwang {
namespace {

struct PlanBody {
  std::optional<std::string> name, note;
  std::optional<json::Value> changes;
  std::optional<AreaRule> open_cases;
};
BOOST_DESCRIBE_STRUCT(PlanBody, (), (name, note, changes, open_cases))
struct NoteBody {
  std::string note;
};
BOOST_DESCRIBE_STRUCT(NoteBody, (), (note))
struct DecisionBody {
  std::optional<bool> approve;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(DecisionBody, (), (approve, reason))
struct PublishBody {
  std::optional<Instant> effective_at;
};
BOOST_DESCRIBE_STRUCT(PublishBody, (), (effective_at))
struct RollBackBody {
  std::string reason;
  std::optional<Instant> effective_at;
};
BOOST_DESCRIBE_STRUCT(RollBackBody, (), (reason, effective_at))

/// One request with the desk at hand.
struct Planned {
  Site& site;
  Request& request;
  Studio& studio;

  AreaDesk desk{site.office, studio};
  std::shared_ptr<const Names::Table> names = site.names.all();
  std::shared_ptr<const City> city = site.office.city();
  View view() const { return {*city, request.now, names.get(), nullptr}; }
  const Identity& who() const { return request.who(); }
  Asking asking() const { return request.asking(); }

  /// The draft of that number, when it is a plan of areas.
  Result<std::uint64_t> id() const {
    const auto& text = request.captures[0];
    std::uint64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || number > INT64_MAX) return refuse(Reason::unknown_draft, {{"id", shorten(text, 40)}});
    const auto found = desk.plan(number);
    if (!found) return tl::unexpected(found.error());
    return number;
  }
};

Answer plan_answer(const Planned& p, const Result<StudioDraftRow>& plan, int status = 200) {
  if (!plan) return tl::unexpected(plan.error());
  JsonOut out;
  put_area_plan(out, *plan, p.desk, p.site.office, true, p.view());
  auto response = json_response(out.take(), status);
  response.headers.emplace_back("ETag", "\"" + std::to_string(plan->revision) + "\"");
  return response;
}

Result<AreaDesk::Wanted> wanted_of(const Request& request, std::initializer_list<std::string_view> required, bool with_note) {
  const auto value = read_json(request, required);
  if (!value) return tl::unexpected(value.error());
  PlanBody body;
  if (auto ok = json::read(*value, body); !ok) return tl::unexpected(ok.error());
  AreaDesk::Wanted out;
  if (body.name) {
    if (auto ok = check_text(*body.name, 100, "name", 1); !ok) return tl::unexpected(ok.error());
    out.name = std::move(body.name);
  }
  if (body.note) {
    if (!with_note) return refuse(Reason::unknown_field, {}, "note");
    if (auto ok = check_text(*body.note, 2000, "note"); !ok) return tl::unexpected(ok.error());
    out.note = std::move(body.note);
  }
  if (body.changes) {
    auto changes = read_changes(*body.changes);
    if (!changes) return tl::unexpected(changes.error());
    out.changes = std::move(*changes);
  }
  // Null means the city's rule, which is something else than saying nothing.
  if (value->get_object().contains("open_cases")) out.open_cases.emplace(body.open_cases);
  return out;
}

Answer plans(Planned p) {
  Parameters in(p.request);
  auto state = in.text("state", 20);
  if (!state.empty() && state != "all" && state != "draft" && state != "checked" && state != "tested" && state != "in_review" && state != "approved" && state != "published") in.fail({Reason::unknown_value, {{"value", state}}, "state"});
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  JsonOut out;
  out.begin().list("items");
  for (const auto& plan : p.desk.plans()) {
    if (state == "all" || (state.empty() ? plan.state != "published" : plan.state == state)) put_area_plan(out, plan, p.desk, p.site.office, false, p.view());
  }
  out.end_list().end();
  return json_response(out.take());
}

Answer make(Planned p) {
  const auto wanted = wanted_of(p.request, {"name"}, false);
  if (!wanted) return tl::unexpected(wanted.error());
  return plan_answer(p, p.desk.make(p.who(), *wanted, p.asking()), 201);
}

Answer one(Planned p) {
  const auto id = p.id();
  if (!id) return tl::unexpected(id.error());
  return plan_answer(p, p.desk.plan(*id));
}

Answer change(Planned p) {
  const auto id = p.id();
  if (!id) return tl::unexpected(id.error());
  const auto revision = read_version(p.request.header("if-match"));
  if (!revision) return refuse(Reason::wrong_type, {{"wanted", "a revision in quotes"}}, "If-Match");
  const auto wanted = wanted_of(p.request, {}, true);
  if (!wanted) return tl::unexpected(wanted.error());
  return plan_answer(p, p.desk.change(p.who(), *id, *revision, *wanted, p.asking()));
}

Answer drop(Planned p) {
  const auto id = p.id();
  if (!id) return tl::unexpected(id.error());
  if (auto ok = p.studio.drop_draft(p.who(), *id, p.asking()); !ok) return tl::unexpected(ok.error());
  Response out;
  out.status = 204;
  return out;
}

Answer preview_body(Planned p) {
  auto body = read_json(p.request, {"changes"});
  if (!body) return tl::unexpected(body.error());
  AreaPlan plan;
  for (const auto& [name, value] : body->get_object()) {
    if (name != "changes") return refuse(Reason::unknown_field, {}, std::string(name));
    auto changes = read_changes(value);
    if (!changes) return tl::unexpected(changes.error());
    plan.changes = std::move(*changes);
  }
  return json_response(preview_text(plan, *p.city, p.site.office.store()));
}

Answer preview_kept(Planned p) {
  const auto id = p.id();
  if (!id) return tl::unexpected(id.error());
  const auto kept = p.desk.plan(*id);
  if (!kept) return tl::unexpected(kept.error());
  const auto plan = read_plan(kept->text);
  if (!plan) return tl::unexpected(plan.error());
  return json_response(preview_text(*plan, *p.city, p.site.office.store()));
}

Answer check(Planned p) {
  const auto id = p.id();
  if (!id) return tl::unexpected(id.error());
  const auto checks = p.studio.check_draft(p.who(), *id, p.asking());
  if (!checks) return tl::unexpected(checks.error());
  return json_response(boost::json::serialize(to_json(*checks)));
}

Answer submit(Planned p) {
  const auto id = p.id();
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<NoteBody>(p.request, {"note"});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_text(body->note, 2000, "note", 1); !ok) return tl::unexpected(ok.error());
  return plan_answer(p, p.studio.submit(p.who(), *id, body->note, p.asking()));
}

Answer decide(Planned p) {
  const auto id = p.id();
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<DecisionBody>(p.request, {"approve"});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_text(body->reason, 2000, "reason"); !ok) return tl::unexpected(ok.error());
  return plan_answer(p, p.studio.decide(p.who(), *id, body->approve.value_or(false), body->reason, p.asking()));
}

Answer publish(Planned p) {
  const auto id = p.id();
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<PublishBody>(p.request, {});
  if (!body) return tl::unexpected(body.error());
  return plan_answer(p, p.desk.publish(p.who(), *id, body->effective_at, p.asking()));
}

Answer roll_back(Planned p) {
  const auto id = p.id();
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<RollBackBody>(p.request, {"reason"});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_text(body->reason, 1000, "reason", 2); !ok) return tl::unexpected(ok.error());
  return plan_answer(p, p.desk.roll_back(p.who(), *id, body->reason, body->effective_at, p.asking()));
}

}  // namespace

void add_area_plan_routes(Site& site) {
  static const std::vector<Role> kRead{Role::admin, Role::dispatcher, Role::supervisor}, kDraw{Role::admin, Role::dispatcher}, kSettle{Role::admin};
  const auto add = [&site](Method method, std::string_view path, Answer (*handler)(Planned), Body body, const std::vector<Role>& roles, Runs runs = Runs::on_readers) {
    site.routes.add({method, path, Caller::signed_in, plain([&site, handler](Request& request) -> Answer {
                       if (site.options.studio == nullptr) return refuse(Reason::unavailable, {{"part", "studio"}});
                       return handler({site, request, *site.options.studio});
                     }),
                     runs, body, roles});
  };
  using enum Method;
  add(post, "/api/v1/areas/preview", preview_body, Body::document, kDraw, Runs::on_slow);
  add(get, "/api/v1/areas/plans", plans, Body::none, kRead);
  add(post, "/api/v1/areas/plans", make, Body::document, kDraw);
  add(get, "/api/v1/areas/plans/{id}", one, Body::none, kRead);
  add(put, "/api/v1/areas/plans/{id}", change, Body::document, kDraw);
  add(delete_, "/api/v1/areas/plans/{id}", drop, Body::none, kDraw);
  add(get, "/api/v1/areas/plans/{id}/preview", preview_kept, Body::none, kRead, Runs::on_slow);
  add(post, "/api/v1/areas/plans/{id}/check", check, Body::none, kDraw, Runs::on_slow);
  add(post, "/api/v1/areas/plans/{id}/submit", submit, Body::json, kDraw, Runs::on_slow);
  add(post, "/api/v1/areas/plans/{id}/decision", decide, Body::json, kSettle);
  add(post, "/api/v1/areas/plans/{id}/publish", publish, Body::json, kSettle, Runs::on_slow);
  add(post, "/api/v1/areas/plans/{id}/rollback", roll_back, Body::json, kSettle, Runs::on_slow);
}

}  // namespace yiwang
