#include <charconv>

#include "adapters/http/knowledge_view.h"
#include "adapters/http/reading.h"
#include "adapters/http/site.h"

namespace yiwang {
namespace {

struct ArticleBody {
  std::string code, kind;
  std::optional<std::string> title, title_en, answer, notes, unit, valid_from, valid_to, review_on;
  std::optional<std::vector<std::string>> questions, keywords, matters, areas;
  std::optional<bool> public_;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(ArticleBody, (), (code, kind, title, title_en, answer, notes, unit, valid_from, valid_to, review_on, questions, keywords, matters, areas, public_, note))
struct SubmitBody {
  std::string note;
  std::optional<std::string> review_on;
};
BOOST_DESCRIBE_STRUCT(SubmitBody, (), (note, review_on))
struct DecideBody {
  std::optional<bool> approve;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(DecideBody, (), (approve, reason))
struct RetireBody {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(RetireBody, (), (reason))
struct VoteBody {
  std::optional<bool> helped;
  bool no_report = false;
};
BOOST_DESCRIBE_STRUCT(VoteBody, (), (helped, no_report))
struct ImportBody {
  std::string format, text;
  bool check_only = false;
};
BOOST_DESCRIBE_STRUCT(ImportBody, (), (format, text, check_only))

/// One request with the knowledge base at hand.
struct Knowing {
  Site& site;
  Request& request;
  Knowledge& knowledge;

  std::shared_ptr<const Names::Table> names = site.names.all();
  std::shared_ptr<const City> city = site.office.city();
  View view() const { return {*city, request.now, names.get(), nullptr}; }
  const Identity& who() const { return request.who(); }
  Asking asking() const { return request.asking(); }
  Result<std::uint64_t> id() const {
    const auto& text = request.captures[0];
    std::uint64_t out = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || out == 0 || out > INT64_MAX) return refuse(Reason::unknown_article, {{"article", shorten(text, 40)}});
    return out;
  }
};

Answer article_answer(const Knowing& k, const Result<ArticleEntry>& entry, int status = 200, const ArticleVersion* other = nullptr) {
  if (!entry) return tl::unexpected(entry.error());
  auto out = json_response(knowledge_article_json(k.knowledge, k.who(), *entry, other, k.view()), status);
  out.headers.emplace_back("ETag", "\"" + std::to_string(entry->row.revision) + "\"");
  return out;
}

Answer nothing() {
  Response out;
  out.status = 204;
  return out;
}

/// The API's word `public` is one of the language's own.
Result<ArticleBody> article_body(const Request& request, std::initializer_list<std::string_view> required) {
  auto value = read_json(request, required);
  if (!value) return tl::unexpected(value.error());
  auto& object = value->get_object();
  if (object.contains("public_")) return refuse(Reason::unknown_field, {}, "public_");
  if (const auto* open = object.if_contains("public")) {
    auto moved = *open;
    object.erase("public");
    object["public_"] = std::move(moved);
  }
  for (const auto* day : {"valid_from", "valid_to", "review_on"}) {
    if (auto* given = object.if_contains(day); given != nullptr && given->is_null()) *given = "";
  }
  ArticleBody out;
  if (auto ok = json::read(*value, out); !ok) return refuse(ok.error().reason, ok.error().facts, ok.error().field == "public_" ? "public" : ok.error().field);
  return out;
}

ArticlePatch patch_of(ArticleBody&& body) {
  return {std::move(body.title), std::move(body.title_en), std::move(body.answer), std::move(body.notes), std::move(body.unit), std::move(body.valid_from), std::move(body.valid_to), std::move(body.review_on),
          std::move(body.questions), std::move(body.keywords), std::move(body.matters), std::move(body.areas), body.public_, std::move(body.note)};
}

Answer search(Knowing k) {
  Parameters in(k.request);
  Knowledge::Query query;
  query.text = in.text("q", 200);
  query.state = in.text("state", 20);
  query.kind = in.text("kind", 20);
  query.matter = in.text("matter", 20);
  query.unit = in.text("unit", 64);
  query.area = in.text("area", 20);
  const auto cursor = in.text("cursor", 40);
  query.most = static_cast<std::size_t>(in.whole("limit", 20, 1, 100));
  for (const auto& [value, name, words] : {std::tuple{&query.state, "state", "draft in_review in_force review_due retired"}, std::tuple{&query.kind, "kind", "article template"}}) {
    const auto list = split(words, ' ');
    if (!value->empty() && std::find(list.begin(), list.end(), *value) == list.end()) in.fail({Reason::unknown_value, {{"value", *value}}, name});
  }
  if (!cursor.empty()) {
    const auto read = std::from_chars(cursor.data(), cursor.data() + cursor.size(), query.from);
    if (read.ec != std::errc{} || read.ptr != cursor.data() + cursor.size() || query.from > 1'000'000) in.fail({Reason::bad_cursor, {}, "cursor"});
  }
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  const auto page = k.knowledge.list(query);
  JsonOut out;
  out.begin().list("items");
  for (const auto& found : page.items) put_knowledge_item(out, k.knowledge, found, page.question, k.view());
  out.end_list();
  const auto next = query.from + page.items.size();
  if (page.items.size() == query.most && next < page.total) out("next_cursor", std::to_string(next));
  else out.null("next_cursor");
  out("total", page.total).end();
  return json_response(out.take());
}

Answer make(Knowing k) {
  auto body = article_body(k.request, {"title", "answer", "unit"});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_text(body->note, 2000, "note"); !ok) return tl::unexpected(ok.error());
  auto code = body->code, kind = body->kind;
  return article_answer(k, k.knowledge.make(k.who(), {std::move(code), std::move(kind), patch_of(std::move(*body))}, k.asking()), 201);
}

Answer one(Knowing k) {
  Parameters in(k.request);
  const auto version = in.whole("version", 0, 1, 1'000'000);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  const auto id = k.id();
  if (!id) return tl::unexpected(id.error());
  const auto entry = k.knowledge.article(*id);
  if (!entry) return tl::unexpected(entry.error());
  k.knowledge.shown(*id);
  if (version == 0) return article_answer(k, entry);
  const auto other = k.knowledge.version(*id, static_cast<std::uint32_t>(version));
  if (!other) return tl::unexpected(other.error());
  return article_answer(k, entry, 200, &*other);
}

Answer change(Knowing k) {
  const auto id = k.id();
  if (!id) return tl::unexpected(id.error());
  const auto revision = read_version(k.request.header("if-match"));
  if (!revision) return refuse(Reason::wrong_type, {{"wanted", "a revision in quotes"}}, "If-Match");
  auto body = article_body(k.request, {});
  if (!body) return tl::unexpected(body.error());
  if (!body->code.empty()) return refuse(Reason::unknown_field, {}, "code");
  if (!body->kind.empty()) return refuse(Reason::unknown_field, {}, "kind");
  if (auto ok = check_text(body->note, 2000, "note"); !ok) return tl::unexpected(ok.error());
  return article_answer(k, k.knowledge.change(k.who(), *id, *revision, patch_of(std::move(*body)), k.asking()));
}

Answer submit(Knowing k) {
  const auto id = k.id();
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<SubmitBody>(k.request, {"note"});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_text(body->note, 2000, "note", 1); !ok) return tl::unexpected(ok.error());
  return article_answer(k, k.knowledge.submit(k.who(), *id, body->note, body->review_on, k.asking()));
}

Answer decide(Knowing k) {
  const auto id = k.id();
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<DecideBody>(k.request, {"approve"});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_text(body->reason, 1000, "reason"); !ok) return tl::unexpected(ok.error());
  return article_answer(k, k.knowledge.decide(k.who(), *id, body->approve.value_or(false), body->reason, k.asking()));
}

Answer retire(Knowing k) {
  const auto id = k.id();
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<RetireBody>(k.request, {"reason"});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_text(body->reason, 1000, "reason", 2); !ok) return tl::unexpected(ok.error());
  return article_answer(k, k.knowledge.retire(k.who(), *id, body->reason, k.asking()));
}

Answer versions(Knowing k) {
  const auto id = k.id();
  if (!id) return tl::unexpected(id.error());
  const auto list = k.knowledge.versions(*id);
  if (!list) return tl::unexpected(list.error());
  JsonOut out;
  out.begin().list("items");
  for (const auto& version : *list) put_knowledge_version(out, version, k.view());
  out.end_list().end();
  return json_response(out.take());
}

Answer compare(Knowing k) {
  Parameters in(k.request);
  in.require("from");
  const auto from = in.whole("from", 0, 1, 1'000'000), to = in.whole("to", 0, 1, 1'000'000);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  const auto id = k.id();
  if (!id) return tl::unexpected(id.error());
  const auto compared = k.knowledge.compare(*id, static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to));
  if (!compared) return tl::unexpected(compared.error());
  JsonOut out;
  out.begin()("from", compared->from)("to", compared->to).list("fields");
  for (const auto& field : compared->fields) {
    out.begin()("field", field.field).list("pieces");
    for (const auto& piece : field.pieces) {
      out.begin()("change", piece.change == TextPiece::Change::same ? "same" : piece.change == TextPiece::Change::gone ? "gone" : "new")("text", piece.text).end();
    }
    out.end_list().end();
  }
  out.end_list().end();
  return json_response(out.take());
}

Answer vote(Knowing k) {
  const auto id = k.id();
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<VoteBody>(k.request, {"helped"});
  if (!body) return tl::unexpected(body.error());
  if (body->no_report) return refuse(Reason::unknown_field, {}, "no_report");
  if (auto ok = k.knowledge.vote(*id, body->helped.value_or(false)); !ok) return tl::unexpected(ok.error());
  return nothing();
}

Answer figures(Knowing k) {
  const auto today = k.knowledge.today();
  std::map<std::string, std::int64_t> by_state;
  std::int64_t articles = 0, templates = 0;
  ArticleUse sum;
  const auto base = k.knowledge.base();
  for (const auto& [id, entry] : base->all()) {
    if (entry.in_force()) entry.row.kind == "template" ? ++templates : ++articles;
    if (entry.work && !entry.out_of_use()) ++by_state[entry.work->row.state];
    if (entry.out_of_use()) ++by_state["retired"];
    if (entry.review_due(today)) ++by_state["review_due"];
    sum += k.knowledge.counts(id);
  }
  JsonOut out;
  out.begin()("articles", articles)("templates", templates);
  for (const auto* state : {"draft", "in_review", "review_due", "retired"}) out(state, by_state[state]);
  out("shown", sum.shown)("used", sum.used)("helped", sum.helped)("not_helped", sum.not_helped)("deflected", sum.deflected).end();
  return json_response(out.take());
}

Answer export_all(Knowing k) {
  Parameters in(k.request);
  in.require("format");
  const auto format = in.one_of("format", {"csv", "markdown"});
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  Response out;
  out.type = format == "csv" ? "text/csv; charset=utf-8" : "text/markdown; charset=utf-8";
  out.body = (format == "csv" ? "\xef\xbb\xbf" : "") + k.knowledge.export_as(format);
  out.headers.emplace_back("Content-Disposition", "attachment; filename=\"knowledge." + std::string(format == "csv" ? "csv" : "md") + "\"");
  return out;
}

Answer take_in(Knowing k) {
  auto body = read_body<ImportBody>(k.request, {"format", "text"});
  if (!body) return tl::unexpected(body.error());
  if (body->format != "csv" && body->format != "markdown") return refuse(Reason::unknown_value, {{"value", shorten(body->format, 40)}}, "format");
  if (broken_utf8_at(body->text) != std::string::npos || has_control(body->text)) return refuse(Reason::bad_text, {}, "text");
  const auto taken = k.knowledge.take_in(k.who(), body->format, body->text, body->check_only, k.asking());
  if (!taken) return tl::unexpected(taken.error());
  JsonOut out;
  out.begin()("made", taken->made)("changed", taken->changed)("same", taken->same).list("faults");
  for (const auto& fault : taken->faults) out.begin()("line", fault.line)("code", fault.code)("reason", code_of(fault.refusal.reason)).text("field", fault.refusal.field).end();
  out.end_list().end();
  return json_response(out.take());
}

Answer search_public(Knowing k) {
  Parameters in(k.request);
  const auto text = in.text("q", 200);
  const auto most = in.whole("limit", 10, 1, 20);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  const auto page = k.knowledge.list_public(text, static_cast<std::size_t>(most));
  JsonOut out;
  out.begin().list("items");
  for (const auto& found : page.items) put_public_article_item(out, found, page.question, k.view());
  out.end_list().end();
  return json_response(out.take());
}

Answer one_public(Knowing k) {
  const auto id = k.id();
  if (!id) return tl::unexpected(id.error());
  const auto entry = k.knowledge.public_article(*id);
  if (!entry) return tl::unexpected(entry.error());
  return json_response(public_article_json(*entry, k.view()));
}

Answer vote_public(Knowing k) {
  if (const int wait = k.site.public_writes.take(k.request.address, std::chrono::steady_clock::now())) return refuse(Reason::too_many_requests, {{"retry_after_s", std::to_string(wait)}});
  const auto id = k.id();
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<VoteBody>(k.request, {"helped"});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = k.knowledge.vote_public(*id, body->helped.value_or(false), body->no_report, k.request.address); !ok) return tl::unexpected(ok.error());
  return nothing();
}

}  // namespace

void add_knowledge_routes(Site& site) {
  static const std::vector<Role> kMove{Role::admin, Role::dispatcher, Role::supervisor}, kAnyone{};
  const auto add = [&site](Method method, std::string_view path, Caller caller, Answer (*handler)(Knowing), Body body, const std::vector<Role>& roles, Runs runs = Runs::on_readers) {
    site.routes.add({method, path, caller, plain([&site, handler](Request& request) -> Answer {
                       if (site.options.knowledge == nullptr) return refuse(Reason::unavailable, {{"part", "knowledge"}});
                       return handler({site, request, *site.options.knowledge});
                     }),
                     runs, body, roles});
  };
  using enum Method;
  using enum Caller;
  add(get, "/api/v1/knowledge", signed_in, search, Body::none, kAnyone);
  add(post, "/api/v1/knowledge", signed_in, make, Body::json, kAnyone);
  add(get, "/api/v1/knowledge/export", signed_in, export_all, Body::none, kMove);
  add(post, "/api/v1/knowledge/import", signed_in, take_in, Body::document, kMove, Runs::on_slow);
  add(get, "/api/v1/knowledge/figures", signed_in, figures, Body::none, kAnyone);
  add(get, "/api/v1/knowledge/{id}", signed_in, one, Body::none, kAnyone);
  add(patch, "/api/v1/knowledge/{id}", signed_in, change, Body::json, kAnyone);
  add(post, "/api/v1/knowledge/{id}/submit", signed_in, submit, Body::json, kAnyone);
  add(post, "/api/v1/knowledge/{id}/approve", signed_in, decide, Body::json, kAnyone);
  add(post, "/api/v1/knowledge/{id}/retire", signed_in, retire, Body::json, kAnyone);
  add(get, "/api/v1/knowledge/{id}/versions", signed_in, versions, Body::none, kAnyone);
  add(get, "/api/v1/knowledge/{id}/difference", signed_in, compare, Body::none, kAnyone);
  add(post, "/api/v1/knowledge/{id}/helpful", signed_in, vote, Body::json, kAnyone);
  add(get, "/api/v1/public/knowledge", anybody, search_public, Body::none, kAnyone);
  add(get, "/api/v1/public/knowledge/{id}", anybody, one_public, Body::none, kAnyone);
  add(post, "/api/v1/public/knowledge/{id}/helpful", anybody, vote_public, Body::json, kAnyone);
}

}  // namespace yiwang
