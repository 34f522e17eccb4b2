#include <charconv>

#include "adapters/http/group_view.h"
#include "adapters/http/reading.h"
#include "adapters/http/site.h"

namespace yiwang {
namespace {

struct TakeBody {
  std::int64_t into = 0;
  std::vector<std::int64_t> cases;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(TakeBody, (), (into, cases, reason))
struct DismissBody {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(DismissBody, (), (reason))

constexpr std::size_t kMostCases = 200;

/// One request with the groups at hand.
struct Grouped {
  Site& site;
  Request& request;
  GroupDesk& desk;

  std::shared_ptr<const Names::Table> names = site.names.all();
  std::shared_ptr<const City> city = site.office.city();
  View view() const { return {*city, request.now, names.get(), &site.office.store()}; }
  const Identity& who() const { return request.who(); }
  Result<std::uint64_t> id() const {
    const auto& text = request.captures[0];
    std::uint64_t out = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || out == 0) return refuse(Reason::not_found, {{"group", shorten(text, 40)}});
    return out;
  }
};

/// The group with those of its cases that the person may see; what merged ones went into is looked up as well.
Result<std::string> whole_group(Grouped& g, const SeenGroup& group) {
  std::vector<std::uint64_t> ids;
  for (auto m = group.outbreak.members.rbegin(); m != group.outbreak.members.rend() && ids.size() < 1000; ++m) {
    if (m->case_id != 0 && std::find(ids.begin(), ids.end(), m->case_id) == ids.end()) ids.push_back(m->case_id);
  }
  std::vector<CaseRow> visible;
  std::size_t hidden = 0;
  for (auto wanted = ids; !wanted.empty();) {
    CaseQuery query;
    query.ids = wanted;
    query.limit = static_cast<int>(wanted.size());
    auto page = g.site.office.list(g.who(), query);
    if (!page) return tl::unexpected(page.error());
    hidden += wanted.size() - page->rows.size();
    wanted.clear();
    for (auto& row : page->rows) {
      const auto into = row.merged_into;
      const auto known = [&](const CaseRow& r) { return r.id == into; };
      if (into != 0 && std::find(ids.begin(), ids.end(), into) == ids.end() && std::none_of(visible.begin(), visible.end(), known)) {
        wanted.push_back(into);
        ids.push_back(into);
      }
      visible.push_back(std::move(row));
    }
  }
  JsonOut out;
  put_group(out, group, visible, hidden, GroupDesk::may_decide(g.who()), g.view());
  return out.take();
}

Answer group_answer(Grouped& g, const Result<SeenGroup>& group) {
  if (!group) return tl::unexpected(group.error());
  auto body = whole_group(g, *group);
  if (!body) return tl::unexpected(body.error());
  return json_response(std::move(*body));
}

Answer list(Grouped g) {
  Parameters in(g.request);
  GroupQuery query;
  query.state = in.one_of("state", {"open", "taken", "dismissed", "all"});
  query.pace = in.one_of("pace", {"", "burst", "lasting"});
  query.area = in.text("area", 36);
  query.matter = in.text("matter", 16);
  query.most = static_cast<std::size_t>(in.whole("limit", 20, 1, 100));
  const auto cursor = in.text("cursor", 40);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  if (!cursor.empty()) {
    const auto read = std::from_chars(cursor.data(), cursor.data() + cursor.size(), query.from);
    if (read.ec != std::errc{} || read.ptr != cursor.data() + cursor.size() || query.from > 1'000'000) return refuse(Reason::bad_cursor, {}, "cursor");
  }
  const auto page = g.desk.list(g.who(), query, g.request.now);
  if (!page) return tl::unexpected(page.error());
  JsonOut out;
  out.begin().list("items");
  for (const auto& group : page->groups) put_group_item(out, group, g.view());
  const auto next = query.from + page->groups.size();
  out.end_list().text("next", next < page->total ? std::to_string(next) : "")("total", page->total)("up_to_date", page->up_to_date).end();
  return json_response(out.take());
}

Answer see(Grouped g) {
  const auto id = g.id();
  if (!id) return tl::unexpected(id.error());
  return group_answer(g, g.desk.find(g.who(), *id, g.request.now));
}

Answer dismiss(Grouped g) {
  const auto id = g.id();
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<DismissBody>(g.request, {"reason"});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_text(body->reason, 500, "reason", 4); !ok) return tl::unexpected(ok.error());
  return group_answer(g, g.desk.dismiss(g.who(), *id, body->reason, g.request.asking()));
}

Answer take(Grouped g) {
  const auto id = g.id();
  if (!id) return tl::unexpected(id.error());
  auto body = read_body<TakeBody>(g.request, {"into"});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_text(body->reason, 500, "reason"); !ok) return tl::unexpected(ok.error());
  if (body->into < 1) return refuse(Reason::out_of_range, {{"least", "1"}}, "into");
  if (body->cases.size() > kMostCases) return refuse(Reason::out_of_range, {{"most", std::to_string(kMostCases)}}, "cases");
  std::vector<CaseId> cases;
  for (const auto one : body->cases) {
    if (one < 1) return refuse(Reason::out_of_range, {{"least", "1"}}, "cases");
    cases.push_back(CaseId{static_cast<std::uint64_t>(one)});
  }
  const CaseId into{static_cast<std::uint64_t>(body->into)};
  const auto taken = g.desk.take(g.who(), *id, into, std::move(cases), body->reason, g.request.asking());
  if (!taken) return tl::unexpected(taken.error());
  auto group = whole_group(g, taken->group);
  if (!group) return tl::unexpected(group.error());
  JsonOut out;
  out.begin().raw("group", *group);
  put_case_ref(out, "into", into, g.view());
  out.list("merged");
  for (const auto one : taken->merged) out.item(one.value);
  out.end_list().list("refused");
  for (const auto& [one, reason] : taken->refused) out.begin()("case", one.value)("reason", code_of(reason)).end();
  out.end_list().end();
  return json_response(out.take());
}

Answer of_case(Grouped g) {
  const auto id = read_case_id(g.request.captures[0]);
  if (!id) return tl::unexpected(id.error());
  const auto group = g.desk.of_case(g.who(), *id, g.request.now);
  if (!group) return tl::unexpected(group.error());
  JsonOut out;
  out.begin();
  if (*group) {
    out.name("group");
    put_group_item(out, **group, g.view());
  } else {
    out.null("group");
  }
  out.end();
  return json_response(out.take());
}

}  // namespace

void add_group_routes(Site& site) {
  const auto add = [&site](Method method, std::string_view path, Answer (*handler)(Grouped), Runs runs = Runs::on_readers, Body body = Body::none) {
    site.routes.add({method, path, Caller::signed_in, plain([&site, handler](Request& request) -> Answer {
                       if (site.options.groups == nullptr) return refuse(Reason::unavailable, {{"part", "groups"}});
                       return handler({site, request, *site.options.groups});
                     }),
                     runs, body});
  };
  using enum Method;
  add(get, "/api/v1/groups", list);
  add(get, "/api/v1/groups/{id}", see);
  // Waits for the writer to merge: not on the readers, whom the writer's answers need.
  add(post, "/api/v1/groups/{id}/take", take, Runs::on_slow, Body::json);
  add(post, "/api/v1/groups/{id}/dismiss", dismiss, Runs::on_readers, Body::json);
  add(get, "/api/v1/cases/{id}/group", of_case);
}

}  // namespace yiwang
