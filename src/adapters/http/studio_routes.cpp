#include <charconv>

#include "adapters/http/reading.h"
#include "adapters/http/site.h"
#include "adapters/http/studio_view.h"

namespace yiwang {
namespace {

struct DraftBody {
  std::string kind, code, base_version, text, name;
};
BOOST_DESCRIBE_STRUCT(DraftBody, (), (kind, code, base_version, text, name))
struct ChangeBody {
  std::optional<std::string> text, name, note, base_version;
  std::optional<json::Value> tests;
};
BOOST_DESCRIBE_STRUCT(ChangeBody, (), (text, name, note, base_version, tests))
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
  std::optional<std::string> override_reason;
};
BOOST_DESCRIBE_STRUCT(PublishBody, (), (effective_at, override_reason))
struct RollBackBody {
  std::string version, reason;
  std::optional<Instant> effective_at;
};
BOOST_DESCRIBE_STRUCT(RollBackBody, (), (version, reason, effective_at))
struct ImpactBody {
  std::optional<Instant> from, to;
};
BOOST_DESCRIBE_STRUCT(ImpactBody, (), (from, to))
struct CheckBody {
  std::string kind, code, text;
  std::optional<json::Value> tests;
};
BOOST_DESCRIBE_STRUCT(CheckBody, (), (kind, code, text, tests))

/// One request with the studio at hand.
struct Studied {
  Site& site;
  Request& request;
  Studio& studio;

  std::shared_ptr<const Names::Table> names = site.names.all();
  std::shared_ptr<const City> city = site.office.city();
  View view() const { return {*city, request.now, names.get(), nullptr}; }
  const Identity& who() const { return request.who(); }
  Asking asking() const { return request.asking(); }

  Result<DocumentKind> kind(const std::string& word, std::string_view field) const {
    // Plans of areas have paths of their own.
    if (const auto found = parse<DocumentKind>(word); found && *found != DocumentKind::areas) return *found;
    return refuse(Reason::unknown_value, {{"value", shorten(word, 40)}}, std::string(field));
  }
  Result<std::uint64_t> number(Reason otherwise) const {
    const auto& text = request.captures[0];
    std::uint64_t id = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), id);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || id > INT64_MAX) return refuse(otherwise, {{"id", shorten(text, 40)}});
    if (otherwise == Reason::unknown_draft) {
      const auto draft = studio.draft(id);
      if (draft && draft->kind == code_of(DocumentKind::areas)) return refuse(otherwise, {{"id", shorten(text, 40)}});
    }
    return id;
  }
};

Response with_tag(std::string body, std::uint32_t revision, int status = 200) {
  auto out = json_response(std::move(body), status);
  out.headers.emplace_back("ETag", "\"" + std::to_string(revision) + "\"");
  return out;
}

Answer draft_answer(const Studied& s, const Result<StudioDraftRow>& draft, int status = 200) {
  if (!draft) return tl::unexpected(draft.error());
  JsonOut out;
  put_studio_draft(out, *draft, s.studio.present_version(*parse<DocumentKind>(draft->kind), draft->code), true, s.view());
  return with_tag(out.take(), draft->revision, status);
}

Answer version_answer(const Studied& s, const Result<StudioVersion>& version) {
  if (!version) return tl::unexpected(version.error());
  JsonOut out;
  put_studio_version(out, *version, s.view());
  return json_response(out.take());
}

Answer json_answer(const Result<json::Value>& value) {
  if (!value) return tl::unexpected(value.error());
  return json_response(boost::json::serialize(*value));
}

Answer nothing() {
  Response out;
  out.status = 204;
  return out;
}

/// Query parameters as an object, null where there is none, read as the contract has them.
Answer documents(Studied s) {
  Parameters in(s.request);
  const auto word = in.text("kind", 40);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  std::optional<DocumentKind> wanted;
  if (!word.empty()) {
    auto kind = s.kind(word, "kind");
    if (!kind) return tl::unexpected(kind.error());
    wanted = *kind;
  }
  JsonOut out;
  out.begin().list("items");
  for (const auto& item : s.studio.documents()) {
    if (!wanted || item.document.kind == *wanted) put_studio_item(out, item, s.view());
  }
  out.end_list().end();
  return json_response(out.take());
}

/// The kind a path names; there is nothing under another word.
Result<DocumentKind> kind_in_path(const Studied& s) {
  if (const auto found = parse<DocumentKind>(s.request.captures[0])) return *found;
  return refuse(Reason::unknown_document, {{"kind", shorten(s.request.captures[0], 40)}});
}

Answer document(Studied s) {
  Parameters in(s.request);
  const auto version = in.text("version", 40);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  const auto kind = kind_in_path(s);
  if (!kind) return tl::unexpected(kind.error());
  // Whoever works a case sees where it stands in its process and fills in the forms of its steps, so these are open to everybody signed in.
  const bool for_desks = *kind == DocumentKind::form || *kind == DocumentKind::process;
  if (!for_desks && !s.who().has(Role::admin) && !s.who().has(Role::dispatcher) && !s.who().has(Role::supervisor)) return refuse(Reason::not_permitted);
  const auto found = s.studio.document(*kind, s.request.captures[1], version);
  if (!found) return tl::unexpected(found.error());
  JsonOut out;
  put_studio_document(out, *found, s.studio.versions(*kind, found->code), s.view());
  return json_response(out.take());
}

Answer document_difference(Studied s) {
  Parameters in(s.request);
  in.require("from");
  const auto from = in.text("from", 40), to = in.text("to", 40);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  const auto kind = kind_in_path(s);
  if (!kind) return tl::unexpected(kind.error());
  return json_answer(s.studio.difference(*kind, s.request.captures[1], from, to));
}

Answer roll_back(Studied s) {
  auto body = read_body<RollBackBody>(s.request, {"version"});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_text(body->reason, 500, "reason"); !ok) return tl::unexpected(ok.error());
  const auto kind = kind_in_path(s);
  if (!kind) return tl::unexpected(kind.error());
  return version_answer(s, s.studio.roll_back(s.who(), *kind, s.request.captures[1], body->version, body->reason, body->effective_at, s.asking()));
}

Answer drafts(Studied s) {
  Parameters in(s.request);
  const auto state = in.text("state", 20), kind = in.text("kind", 20), code = in.text("code", 64);
  constexpr std::string_view kStates[] = {"draft", "checked", "tested", "in_review", "approved", "published"};
  if (!state.empty() && std::find(std::begin(kStates), std::end(kStates), state) == std::end(kStates)) in.fail({Reason::unknown_value, {{"value", state}}, "state"});
  if (!kind.empty() && !parse<DocumentKind>(kind)) in.fail({Reason::unknown_value, {{"value", kind}}, "kind"});
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  std::map<std::pair<std::string, std::string>, std::string> present;
  JsonOut out;
  out.begin().list("items");
  for (const auto& draft : s.studio.drafts()) {
    if (draft.kind == code_of(DocumentKind::areas)) continue;
    if (state.empty() ? draft.state == "published" : draft.state != state) continue;
    if ((!kind.empty() && draft.kind != kind) || (!code.empty() && draft.code != code)) continue;
    const auto [entry, fresh] = present.try_emplace({draft.kind, draft.code});
    if (fresh) entry->second = s.studio.present_version(*parse<DocumentKind>(draft.kind), draft.code);
    put_studio_draft(out, draft, entry->second, false, s.view());
  }
  out.end_list().end();
  return json_response(out.take());
}

Answer make_draft(Studied s) {
  auto body = read_body<DraftBody>(s.request, {"kind", "code"});
  if (!body) return tl::unexpected(body.error());
  const auto kind = s.kind(body->kind, "kind");
  if (!kind) return tl::unexpected(kind.error());
  if (auto ok = check_text(body->name, 100, "name"); !ok) return tl::unexpected(ok.error());
  return draft_answer(s, s.studio.make_draft(s.who(), {*kind, body->code, body->base_version, std::move(body->text), body->name}, s.asking()), 201);
}

Answer one_draft(Studied s) {
  const auto id = s.number(Reason::unknown_draft);
  if (!id) return tl::unexpected(id.error());
  return draft_answer(s, s.studio.draft(*id));
}

Answer change_draft(Studied s) {
  const auto id = s.number(Reason::unknown_draft);
  if (!id) return tl::unexpected(id.error());
  const auto revision = read_version(s.request.header("if-match"));
  if (!revision) return refuse(Reason::wrong_type, {{"wanted", "a revision in quotes"}}, "If-Match");
  auto body = read_body<ChangeBody>(s.request, {});
  if (!body) return tl::unexpected(body.error());
  if (body->name) {
    if (auto ok = check_text(*body->name, 100, "name", 1); !ok) return tl::unexpected(ok.error());
  }
  if (body->note) {
    if (auto ok = check_text(*body->note, 2000, "note"); !ok) return tl::unexpected(ok.error());
  }
  Studio::Change change{std::move(body->text), std::move(body->name), std::move(body->note), std::move(body->base_version), {}};
  if (body->tests) {
    if (!body->tests->is_array()) return refuse(Reason::wrong_type, {{"wanted", "list"}}, "tests");
    change.tests = std::move(body->tests->get_array());
  }
  return draft_answer(s, s.studio.change_draft(s.who(), *id, *revision, change, s.asking()));
}

Answer drop_draft(Studied s) {
  const auto id = s.number(Reason::unknown_draft);
  if (!id) return tl::unexpected(id.error());
  if (auto ok = s.studio.drop_draft(s.who(), *id, s.asking()); !ok) return tl::unexpected(ok.error());
  return nothing();
}

Answer check_draft(Studied s) {
  const auto id = s.number(Reason::unknown_draft);
  if (!id) return tl::unexpected(id.error());
  const auto checks = s.studio.check_draft(s.who(), *id, s.asking());
  if (!checks) return tl::unexpected(checks.error());
  return json_response(boost::json::serialize(to_json(*checks)));
}

Answer check_posted_text(Studied s) {
  auto body = read_body<CheckBody>(s.request, {"kind", "code", "text"});
  if (!body) return tl::unexpected(body.error());
  const auto kind = s.kind(body->kind, "kind");
  if (!kind) return tl::unexpected(kind.error());
  json::Array tests;
  if (body->tests) {
    if (!body->tests->is_array()) return refuse(Reason::wrong_type, {{"wanted", "list"}}, "tests");
    tests = std::move(body->tests->get_array());
  }
  const auto checks = s.studio.check_text(*kind, body->code, body->text, tests, s.request.now);
  if (!checks) return tl::unexpected(checks.error());
  return json_response(boost::json::serialize(to_json(*checks)));
}

Answer draft_difference(Studied s) {
  Parameters in(s.request);
  const auto from = in.text("from", 40);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  const auto id = s.number(Reason::unknown_draft);
  if (!id) return tl::unexpected(id.error());
  return json_answer(s.studio.difference(*id, from));
}

Answer submit(Studied s) {
  const auto id = s.number(Reason::unknown_draft);
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<NoteBody>(s.request, {"note"});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_text(body->note, 2000, "note", 1); !ok) return tl::unexpected(ok.error());
  return draft_answer(s, s.studio.submit(s.who(), *id, body->note, s.asking()));
}

Answer decide(Studied s) {
  const auto id = s.number(Reason::unknown_draft);
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<DecisionBody>(s.request, {"approve"});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_text(body->reason, 2000, "reason"); !ok) return tl::unexpected(ok.error());
  return draft_answer(s, s.studio.decide(s.who(), *id, body->approve.value_or(false), body->reason, s.asking()));
}

Answer publish(Studied s) {
  const auto id = s.number(Reason::unknown_draft);
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<PublishBody>(s.request, {});
  if (!body) return tl::unexpected(body.error());
  const auto reason = body->override_reason.value_or("");
  if (auto ok = check_text(reason, 500, "override_reason"); !ok) return tl::unexpected(ok.error());
  return version_answer(s, s.studio.publish(s.who(), *id, body->effective_at, reason, s.asking()));
}

Answer impact(Studied s) {
  const auto id = s.number(Reason::unknown_draft);
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<ImpactBody>(s.request, {});
  if (!body) return tl::unexpected(body.error());
  const auto job = s.studio.begin_impact(s.who(), *id, body->from, body->to, s.asking());
  if (!job) return tl::unexpected(job.error());
  return json_response("{\"job\":" + std::to_string(*job) + "}", 202);
}

Answer job(Studied s) {
  const auto id = s.number(Reason::not_found);
  if (!id) return tl::unexpected(id.error());
  return json_answer(s.studio.job(*id));
}

Answer cancel_job(Studied s) {
  const auto id = s.number(Reason::not_found);
  if (!id) return tl::unexpected(id.error());
  if (auto ok = s.studio.cancel_job(*id); !ok) return tl::unexpected(ok.error());
  return nothing();
}

Answer walk(Studied s) {
  const auto body = read_json(s.request, {});
  if (!body) return tl::unexpected(body.error());
  return json_answer(s.studio.walk(body->get_object(), s.request.now));
}

Answer attempt(Studied s) {
  const auto body = read_json(s.request, {"input"});
  if (!body) return tl::unexpected(body.error());
  return json_answer(s.studio.attempt(body->get_object(), s.request.now));
}

}  // namespace

void add_studio_routes(Site& site) {
  static const std::vector<Role> kDraw{Role::admin, Role::dispatcher, Role::supervisor}, kSettle{Role::admin}, kAnyone{};
  const auto add = [&site](Method method, std::string_view path, Answer (*handler)(Studied), Body body, const std::vector<Role>& roles, Runs runs = Runs::on_readers) {
    site.routes.add({method, path, Caller::signed_in, plain([&site, handler](Request& request) -> Answer {
                       if (site.options.studio == nullptr) return refuse(Reason::unavailable, {{"part", "studio"}});
                       return handler({site, request, *site.options.studio});
                     }),
                     runs, body, roles});
  };
  using enum Method;
  add(get, "/api/v1/studio/documents", documents, Body::none, kDraw);
  add(get, "/api/v1/studio/documents/{kind}/{code}", document, Body::none, kAnyone);
  add(get, "/api/v1/studio/documents/{kind}/{code}/difference", document_difference, Body::none, kDraw);
  add(post, "/api/v1/studio/documents/{kind}/{code}/rollback", roll_back, Body::json, kSettle, Runs::on_slow);
  add(get, "/api/v1/studio/drafts", drafts, Body::none, kDraw);
  add(post, "/api/v1/studio/drafts", make_draft, Body::document, kDraw);
  add(get, "/api/v1/studio/drafts/{id}", one_draft, Body::none, kDraw);
  add(put, "/api/v1/studio/drafts/{id}", change_draft, Body::document, kDraw);
  add(delete_, "/api/v1/studio/drafts/{id}", drop_draft, Body::none, kDraw);
  add(post, "/api/v1/studio/drafts/{id}/check", check_draft, Body::none, kDraw, Runs::on_slow);
  add(get, "/api/v1/studio/drafts/{id}/difference", draft_difference, Body::none, kDraw);
  add(post, "/api/v1/studio/drafts/{id}/submit", submit, Body::json, kDraw, Runs::on_slow);
  add(post, "/api/v1/studio/drafts/{id}/decision", decide, Body::json, kSettle);
  add(post, "/api/v1/studio/drafts/{id}/publish", publish, Body::json, kSettle, Runs::on_slow);
  add(post, "/api/v1/studio/drafts/{id}/impact", impact, Body::json, kDraw, Runs::on_slow);
  add(get, "/api/v1/studio/jobs/{id}", job, Body::none, kDraw);
  add(delete_, "/api/v1/studio/jobs/{id}", cancel_job, Body::none, kDraw);
  add(post, "/api/v1/studio/check", check_posted_text, Body::document, kDraw, Runs::on_slow);
  add(post, "/api/v1/studio/walk", walk, Body::document, kDraw, Runs::on_slow);
  add(post, "/api/v1/studio/try", attempt, Body::document, kDraw, Runs::on_slow);
}

}  // namespace yiwang
