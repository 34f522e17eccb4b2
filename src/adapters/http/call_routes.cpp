#include <charconv>

#include "adapters/http/call_view.h"
#include "adapters/http/reading.h"
#include "adapters/http/site.h"
#include "service/calls/call_json.h"

namespace yiwang {
namespace {

struct OpenBody {
  std::string caller, agent;
  std::optional<Instant> started_at;
};
BOOST_DESCRIBE_STRUCT(OpenBody, (), (caller, agent, started_at))
struct LineBody {
  std::string speaker, text;
  std::optional<std::int64_t> replaces;
};
BOOST_DESCRIBE_STRUCT(LineBody, (), (speaker, text, replaces))
struct LinesBody {
  std::vector<LineBody> lines;
};
BOOST_DESCRIBE_STRUCT(LinesBody, (), (lines))
struct FormBody {
  std::optional<json::Value> set;
  std::vector<std::string> undo;
};
BOOST_DESCRIBE_STRUCT(FormBody, (), (set, undo))

constexpr std::size_t kMostLinesAtOnce = 200;

/// One request with the calls at hand.
struct Called {
  Site& site;
  Request& request;
  CallDesk& desk;

  std::shared_ptr<const Names::Table> names = site.names.all();
  std::shared_ptr<const City> city = site.office.city();
  View view() const { return {*city, request.now, names.get(), &site.office.store()}; }
  const Identity& who() const { return request.who(); }
  Asking asking() const { return request.asking(); }
  Result<std::uint64_t> id() const {
    const auto& text = request.captures[0];
    std::uint64_t out = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || out == 0 || out > INT64_MAX) return refuse(Reason::unknown_call, {{"call", shorten(text, 40)}});
    return out;
  }
};

Answer call_answer(const Called& c, const Result<SeenCall>& call, int status = 200) {
  if (!call) return tl::unexpected(call.error());
  JsonOut out;
  put_call(out, *call, c.view());
  return json_response(out.take(), status);
}

Answer progress_answer(const Called& c, const Result<SeenCall>& call) {
  if (!call) return tl::unexpected(call.error());
  JsonOut out;
  put_call_progress(out, *call, c.view());
  return json_response(out.take());
}

Answer list(Called c) {
  Parameters in(c.request);
  const auto state = in.one_of("state", {"open", "closed", "all"});
  const auto agent = in.text("agent", 100);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  const auto rows = c.desk.list(c.who(), state == "all" ? "" : state, agent);
  if (!rows) return tl::unexpected(rows.error());
  JsonOut out;
  out.begin().list("items");
  for (const auto& row : *rows) put_call_item(out, row, c.view());
  out.end_list().end();
  return json_response(out.take());
}

Answer open(Called c) {
  auto body = read_body<OpenBody>(c.request, {});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_text(body->caller, 32, "caller"); !ok) return tl::unexpected(ok.error());
  if (auto ok = check_text(body->agent, 100, "agent"); !ok) return tl::unexpected(ok.error());
  return call_answer(c, c.desk.open(c.who(), {body->caller, body->started_at, body->agent}, c.asking()), 201);
}

Answer accuracy(Called c) {
  Parameters in(c.request);
  const auto days = in.whole("days", 30, 1, 366);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  const auto rows = c.desk.accuracy(c.who(), static_cast<int>(days), c.request.now);
  if (!rows) return tl::unexpected(rows.error());
  JsonOut out;
  out.begin().list("items");
  for (const auto& row : *rows) {
    out.begin()("field", row.field)("calls", row.calls)("filled", row.filled)("changed", row.changed)("removed", row.removed)("added", row.added).end();
  }
  out.end_list().end();
  return json_response(out.take());
}

Answer see(Called c) {
  Parameters in(c.request);
  const auto after = in.whole("after_line", 0, 0, static_cast<std::int64_t>(CallDesk::kMostLines));
  const auto reason = in.text("reason", 500);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  const auto id = c.id();
  if (!id) return tl::unexpected(id.error());
  return call_answer(c, c.desk.see(c.who(), *id, static_cast<std::uint32_t>(after), reason, c.asking()));
}

Answer add_lines(Called c) {
  const auto id = c.id();
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<LinesBody>(c.request, {"lines"});
  if (!body) return tl::unexpected(body.error());
  if (body->lines.empty()) return refuse(Reason::missing_field, {}, "lines");
  if (body->lines.size() > kMostLinesAtOnce) return refuse(Reason::out_of_range, {{"most", std::to_string(kMostLinesAtOnce)}}, "lines");
  std::vector<NewCallLine> lines;
  for (std::size_t i = 0; i < body->lines.size(); ++i) {
    auto& line = body->lines[i];
    const auto field = "lines[" + std::to_string(i) + "].";
    if (line.speaker != "seat" && line.speaker != "citizen") return refuse(Reason::unknown_value, {{"value", shorten(line.speaker, 40)}}, field + "speaker");
    if (auto ok = check_text(line.text, CallDesk::kMostCharactersALine, field + "text", 1); !ok) return tl::unexpected(ok.error());
    if (line.replaces && (*line.replaces < 1 || *line.replaces > static_cast<std::int64_t>(CallDesk::kMostLines))) return refuse(Reason::out_of_range, {{"least", "1"}}, field + "replaces");
    lines.push_back({line.speaker == "seat" ? Speaker::seat : Speaker::citizen, std::move(line.text), static_cast<std::uint32_t>(line.replaces.value_or(0))});
  }
  return progress_answer(c, c.desk.add_lines(c.who(), *id, lines, c.asking()));
}

Answer change_form(Called c) {
  const auto id = c.id();
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<FormBody>(c.request, {});
  if (!body) return tl::unexpected(body.error());
  CallChanges changes;
  if (body->set) {
    if (!body->set->is_object()) return refuse(Reason::wrong_type, {{"wanted", "object"}}, "set");
    for (const auto& [name, value] : body->set->get_object()) {
      const auto field = parse<CallField>(std::string_view(name));
      if (!field) return refuse(Reason::unknown_field, {}, "set." + shorten(std::string(name), 40));
      auto read = read_call_value(*field, value);
      if (!read) {
        read.error().field = "set." + read.error().field;
        return tl::unexpected(read.error());
      }
      changes.set.emplace(*field, std::move(*read));
    }
  }
  for (std::size_t i = 0; i < body->undo.size(); ++i) {
    const auto field = parse<CallField>(body->undo[i]);
    if (!field) return refuse(Reason::unknown_value, {{"value", shorten(body->undo[i], 40)}}, "undo[" + std::to_string(i) + "]");
    changes.undo.push_back(*field);
  }
  if (changes.set.empty() && changes.undo.empty()) return refuse(Reason::missing_field, {}, "set");
  return progress_answer(c, c.desk.change_form(c.who(), *id, changes, c.asking()));
}

Answer close(Called c) {
  const auto id = c.id();
  if (!id) return tl::unexpected(id.error());
  const auto body = read_json(c.request, {});
  if (!body) return tl::unexpected(body.error());
  std::optional<CaseId> became;
  for (const auto& [name, value] : body->get_object()) {
    if (name != "case") return refuse(Reason::unknown_field, {}, shorten(std::string(name), 40));
    if (value.is_null()) continue;
    if (!value.is_int64() || value.get_int64() < 1) return refuse(Reason::wrong_type, {{"wanted", "integer"}}, "case");
    became = CaseId{static_cast<std::uint64_t>(value.get_int64())};
  }
  return call_answer(c, c.desk.close(c.who(), *id, became, c.asking()));
}

}  // namespace

void add_call_routes(Site& site) {
  const auto add = [&site](Method method, std::string_view path, Answer (*handler)(Called), Body body = Body::none) {
    site.routes.add({method, path, Caller::signed_in, plain([&site, handler](Request& request) { return handler({site, request, *site.calls}); }), Runs::on_readers, body});
  };
  using enum Method;
  add(get, "/api/v1/calls", list);
  add(post, "/api/v1/calls", open, Body::json);
  add(get, "/api/v1/calls/accuracy", accuracy);
  add(get, "/api/v1/calls/{id}", see);
  add(post, "/api/v1/calls/{id}/lines", add_lines, Body::json);
  add(patch, "/api/v1/calls/{id}/form", change_form, Body::json);
  add(post, "/api/v1/calls/{id}/close", close, Body::json);
}

}  // namespace yiwang
