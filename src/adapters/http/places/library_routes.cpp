#include <algorithm>
#include <charconv>
#include <utility>

#include "adapters/http/places/library_view.h"
#include "adapters/http/reading.h"
#include "adapters/http/site.h"
#include "base/csv.h"

namespace yiwang {
namespace {

struct EntryBody {
  std::string kind, code;
  std::optional<std::string> name, road, number, estate, building, category;
  std::optional<int> floors;
  std::optional<LonLat> point;
  std::optional<std::vector<LonLat>> line;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(EntryBody, (), (kind, code, name, road, number, estate, building, category, floors, point, line, reason))
struct ReasonBody {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReasonBody, (), (reason))
struct AliasBody {
  std::string words, kind, code, reason;
};
BOOST_DESCRIBE_STRUCT(AliasBody, (), (words, kind, code, reason))
struct DecideAliasBody {
  std::string alias, kind, code, reason;
  bool accept = false;
};
BOOST_DESCRIBE_STRUCT(DecideAliasBody, (), (alias, kind, code, accept, reason))
struct ApplyBody {
  std::vector<std::string> verdicts;
};
BOOST_DESCRIBE_STRUCT(ApplyBody, (), (verdicts))

/// One request with the library at hand.
struct Keeping {
  Site& site;
  Request& request;
  PlaceLibrary& library;

  const Identity& who() const { return request.who(); }
  Asking asking() const { return request.asking(); }
  LibraryView view() const { return {library, *library.city()}; }
  Result<std::uint64_t> id() const {
    const auto& text = request.captures[0];
    std::uint64_t out = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || out == 0 || out > INT64_MAX) return refuse(Reason::not_found, {{"import", shorten(text, 40)}});
    return out;
  }
};

Answer import_answer(const Keeping& k, const Result<PlaceImportRow>& row, int status = 200) {
  if (!row) return tl::unexpected(row.error());
  return json_response(place_import_json(k.view(), *row), status);
}

Answer entry_answer(const Keeping& k, const Result<PlaceItem>& item, int status = 200) {
  if (!item) return tl::unexpected(item.error());
  auto out = json_response(place_item_json(k.view(), *item), status);
  out.headers.emplace_back("ETag", "\"" + std::to_string(item->version) + "\"");
  return out;
}

Result<std::size_t> from_cursor(Parameters& in) {
  const auto cursor = in.text("cursor", 20);
  std::size_t from = 0;
  if (cursor.empty()) return from;
  const auto read = std::from_chars(cursor.data(), cursor.data() + cursor.size(), from);
  if (read.ec != std::errc{} || read.ptr != cursor.data() + cursor.size() || from > 10'000'000) return refuse(Reason::bad_cursor, {}, "cursor");
  return from;
}

Answer list(Keeping k) {
  Parameters in(k.request);
  PlaceLibrary::Query query;
  query.text = in.text("q", 100);
  query.kind = in.one_of("kind", {"", "road", "estate", "building", "address", "poi"});
  query.area = in.text("area", 20);
  query.source = in.one_of("source", {"", "city", "import", "person", "undo"});
  query.state = in.one_of("state", {"in_use", "removed"});
  query.import_id = static_cast<std::uint64_t>(in.whole("import", 0, 1, INT64_MAX));
  query.most = static_cast<std::size_t>(in.whole("limit", 20, 1, 200));
  const auto from = from_cursor(in);
  if (!from) return tl::unexpected(from.error());
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  if (!query.area.empty() && k.library.city()->area(query.area) == nullptr) return refuse(Reason::unknown_area, {{"area", query.area}}, "area");
  query.from = *from;
  const auto page = k.library.list(query);
  JsonOut out;
  out.begin().list("items");
  for (const auto& item : page.items) put_place_item(out, k.view(), item);
  out.end_list();
  const auto next = query.from + page.items.size();
  if (!page.items.empty() && next < page.total) out("next_cursor", std::to_string(next));
  else out.null("next_cursor");
  out("total", page.total).end();
  return json_response(out.take());
}

/// What the body says, over what is known.
void lay(PlaceRecord& record, EntryBody& body) {
  for (const auto& [from, to] : {std::pair{&body.name, &record.name}, {&body.road, &record.road}, {&body.number, &record.number}, {&body.estate, &record.estate}, {&body.building, &record.building}, {&body.category, &record.category}}) {
    if (*from) *to = std::move(**from);
  }
  if (body.floors) record.floors = *body.floors;
  if (body.point) record.point = *body.point;
  if (body.line) record.line = std::move(*body.line);
}

/// The version of an entry that was read. 0 counts here: it is that of an entry of the city's folder which nobody has touched yet.
Result<std::uint32_t> version_of(const Keeping& k) {
  const auto given = k.request.header("if-match");
  if (given.empty()) return refuse(Reason::version_required, {}, "If-Match");
  if (given == "\"0\"" || given == "W/\"0\"" || given == "0") return 0;
  const auto version = read_version(given);
  if (!version) return refuse(Reason::wrong_type, {{"wanted", "version"}}, "If-Match");
  return *version;
}

Answer make(Keeping k) {
  auto body = read_body<EntryBody>(k.request, {"kind", "reason"});
  if (!body) return tl::unexpected(body.error());
  PlaceRecord record;
  record.kind = body->kind;
  record.code = body->code;
  if (!record.code.empty() && k.library.find(record.kind, record.code)) return refuse(Reason::taken, {{"code", shorten(record.code, 60)}}, "code");
  const auto reason = body->reason;
  lay(record, *body);
  return entry_answer(k, k.library.put(k.who(), std::move(record), 0, reason, k.asking()), 201);
}

Answer one(Keeping k) { return entry_answer(k, k.library.find(k.request.captures[0], k.request.captures[1])); }

Answer change(Keeping k) {
  const auto version = version_of(k);
  if (!version) return tl::unexpected(version.error());
  auto body = read_body<EntryBody>(k.request, {"reason"});
  if (!body) return tl::unexpected(body.error());
  if (!body->kind.empty()) return refuse(Reason::unknown_field, {}, "kind");
  if (!body->code.empty()) return refuse(Reason::unknown_field, {}, "code");
  auto known = k.library.find(k.request.captures[0], k.request.captures[1]);
  if (!known) return tl::unexpected(known.error());
  const auto reason = body->reason;
  lay(known->record, *body);
  return entry_answer(k, k.library.put(k.who(), std::move(known->record), *version, reason, k.asking()));
}

Answer remove(Keeping k) {
  const auto version = version_of(k);
  if (!version) return tl::unexpected(version.error());
  auto body = read_body<ReasonBody>(k.request, {"reason"});
  if (!body) return tl::unexpected(body.error());
  return entry_answer(k, k.library.remove(k.who(), k.request.captures[0], k.request.captures[1], *version, body->reason, k.asking()));
}

Answer history(Keeping k) {
  auto known = k.library.find(k.request.captures[0], k.request.captures[1]);
  if (!known) return tl::unexpected(known.error());
  JsonOut out;
  out.begin().list("items");
  for (const auto& row : k.library.history(k.request.captures[0], k.request.captures[1])) put_place_version(out, k.view(), row);
  out.end_list().end();
  return json_response(out.take());
}

Answer aliases(Keeping k) {
  Parameters in(k.request);
  const auto state = in.one_of("state", {"", "suggested", "in_use", "rejected"});
  const auto kind = in.text("kind", 20), code = in.text("code", 60);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  JsonOut out;
  out.begin()("enough", k.library.enough()).list("items");
  std::size_t count = 0;
  for (const auto& alias : k.library.aliases(state, kind, code)) {
    if (++count > 500) break;
    put_place_alias(out, k.view(), alias);
  }
  out.end_list().end();
  return json_response(out.take());
}

Answer alias_answer(const Keeping& k, const Result<PlaceAliasRow>& row, int status = 200) {
  if (!row) return tl::unexpected(row.error());
  JsonOut out;
  put_place_alias(out, k.view(), *row);
  return json_response(out.take(), status);
}

Answer add_alias(Keeping k) {
  auto body = read_body<AliasBody>(k.request, {"words", "kind", "code"});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_text(body->reason, 300, "reason"); !ok) return tl::unexpected(ok.error());
  return alias_answer(k, k.library.add_alias(k.who(), body->words, body->kind, body->code, body->reason, k.asking()), 201);
}

Answer decide_alias(Keeping k) {
  auto body = read_body<DecideAliasBody>(k.request, {"alias", "kind", "code", "accept"});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_text(body->reason, 300, "reason"); !ok) return tl::unexpected(ok.error());
  return alias_answer(k, k.library.decide_alias(k.who(), body->alias, body->kind, body->code, body->accept, body->reason, k.asking()));
}

Answer imports(Keeping k) {
  Parameters in(k.request);
  const auto before = in.whole("cursor", INT64_MAX, 1, INT64_MAX);
  const auto most = static_cast<std::size_t>(in.whole("limit", 20, 1, 100));
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  const auto rows = k.library.imports(static_cast<std::uint64_t>(before), most);
  JsonOut out;
  out.begin().list("items");
  for (const auto& row : rows) put_place_import(out, k.view(), row);
  out.end_list();
  if (rows.size() == most) out("next_cursor", std::to_string(rows.back().id));
  else out.null("next_cursor");
  out.end();
  return json_response(out.take());
}

Answer take_in(Keeping k) {
  Parameters in(k.request);
  PlaceImportOptions options;
  options.layer = in.text("layer", 100);
  options.coordinates = in.one_of("coordinates", {"", "wgs84", "gcj02", "bd09"});
  options.kind = in.one_of("kind", {"", "road", "estate", "building", "address", "poi"});
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  bool ok = true;
  const auto given = k.request.header("x-file-name");
  if (given.empty()) return refuse(Reason::missing_field, {}, "X-File-Name");
  const auto name = percent_decoded(given, false, ok);
  if (!ok || broken_utf8_at(name) != std::string_view::npos) return refuse(Reason::bad_text, {}, "X-File-Name");
  return import_answer(k, k.library.take_in(k.who(), name, k.request.body, options, k.asking()), 202);
}

Answer import(Keeping k) {
  const auto id = k.id();
  if (!id) return tl::unexpected(id.error());
  return import_answer(k, k.library.import(*id));
}

Answer preview(Keeping k) {
  const auto id = k.id();
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<PlaceImportOptions>(k.request, {});
  if (!body) return tl::unexpected(body.error());
  return import_answer(k, k.library.preview(k.who(), *id, *body, k.asking()), 202);
}

Answer rows(Keeping k) {
  const auto id = k.id();
  if (!id) return tl::unexpected(id.error());
  Parameters in(k.request);
  const auto verdict = in.text("verdict", 30);
  const auto most = static_cast<std::size_t>(in.whole("limit", 50, 1, 500));
  const auto after = from_cursor(in);
  if (!after) return tl::unexpected(after.error());
  if (auto done = in.done(); !done) return tl::unexpected(done.error());
  if (!verdict.empty() && std::find(kPlaceVerdicts.begin(), kPlaceVerdicts.end(), verdict) == kPlaceVerdicts.end()) return refuse(Reason::unknown_value, {{"value", verdict}}, "verdict");
  if (auto known = k.library.import(*id); !known) return tl::unexpected(known.error());
  const auto lines = k.library.lines(*id, verdict, *after, most);
  JsonOut out;
  out.begin().list("items");
  for (const auto& line : lines) put_place_line(out, k.view(), line);
  out.end_list();
  if (lines.size() == most) out("next_cursor", std::to_string(lines.back().place));
  else out.null("next_cursor");
  out.end();
  return json_response(out.take());
}

Answer report(Keeping k) {
  const auto id = k.id();
  if (!id) return tl::unexpected(id.error());
  if (auto known = k.library.import(*id); !known) return tl::unexpected(known.error());
  Response out;
  out.type = "text/csv; charset=utf-8";
  out.headers.emplace_back("Content-Disposition", "attachment; filename=\"import-" + std::to_string(*id) + ".csv\"");
  out.body = "\xef\xbb\xbfline,verdict,why,kind,code,name,other,metres,fields,detail\r\n";
  const auto city = k.library.city();
  for (std::uint64_t after = 0;;) {
    const auto lines = k.library.lines(*id, "", after, 5000);
    for (const auto& line : lines) {
      bool first = true;
      for (const auto& cell : place_report_cells(*city, line)) {
        if (!std::exchange(first, false)) out.body += ',';
        out.body += csv_cell(cell, true);
      }
      out.body += "\r\n";
    }
    if (lines.size() < 5000) break;
    after = lines.back().place;
  }
  return out;
}

Answer apply(Keeping k) {
  const auto id = k.id();
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<ApplyBody>(k.request, {"verdicts"});
  if (!body) return tl::unexpected(body.error());
  return import_answer(k, k.library.apply(k.who(), *id, body->verdicts, k.asking()));
}

Answer undo(Keeping k) {
  const auto id = k.id();
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<ReasonBody>(k.request, {"reason"});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_text(body->reason, 300, "reason", 2); !ok) return tl::unexpected(ok.error());
  return import_answer(k, k.library.undo(k.who(), *id, body->reason, k.asking()));
}

}  // namespace

void add_place_library_routes(Site& site) {
  static const std::vector<Role> kRead{Role::admin, Role::dispatcher, Role::supervisor}, kChange{Role::admin, Role::dispatcher};
  const auto add = [&site](Method method, std::string_view path, Answer (*handler)(Keeping), Body body, const std::vector<Role>& roles, Runs runs = Runs::on_readers) {
    site.routes.add({method, path, Caller::with_role, plain([&site, handler](Request& request) -> Answer {
                       if (site.options.places == nullptr) return refuse(Reason::unavailable, {{"part", "places"}});
                       return handler({site, request, *site.options.places});
                     }),
                     runs, body, roles});
  };
  using enum Method;
  add(get, "/api/v1/places/library", list, Body::none, kRead);
  add(post, "/api/v1/places/library", make, Body::json, kChange, Runs::on_slow);
  add(get, "/api/v1/places/library/{kind}/{code}", one, Body::none, kRead);
  add(patch, "/api/v1/places/library/{kind}/{code}", change, Body::json, kChange, Runs::on_slow);
  add(post, "/api/v1/places/library/{kind}/{code}/remove", remove, Body::json, kChange, Runs::on_slow);
  add(get, "/api/v1/places/library/{kind}/{code}/history", history, Body::none, kRead);
  add(get, "/api/v1/places/aliases", aliases, Body::none, kRead);
  add(post, "/api/v1/places/aliases", add_alias, Body::json, kChange, Runs::on_slow);
  add(post, "/api/v1/places/aliases/decide", decide_alias, Body::json, kChange, Runs::on_slow);
  add(get, "/api/v1/places/imports", imports, Body::none, kRead);
  add(post, "/api/v1/places/imports", take_in, Body::file, kChange, Runs::on_slow);
  add(get, "/api/v1/places/imports/{id}", import, Body::none, kRead);
  add(post, "/api/v1/places/imports/{id}/preview", preview, Body::json, kChange);
  add(get, "/api/v1/places/imports/{id}/rows", rows, Body::none, kRead);
  add(get, "/api/v1/places/imports/{id}/report", report, Body::none, kRead, Runs::on_slow);
  add(post, "/api/v1/places/imports/{id}/apply", apply, Body::json, kChange, Runs::on_slow);
  add(post, "/api/v1/places/imports/{id}/undo", undo, Body::json, kChange, Runs::on_slow);
}

}  // namespace yiwang
