#include "adapters/http/group_view.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace yiwang {
namespace {

double rounded(double value) { return std::round(value * 100) / 100; }

void put_decision(JsonOut& out, const std::optional<GroupDecision>& decision, const View& view) {
  if (!decision) {
    out.null("decision");
    return;
  }
  out.begin("decision")("state", decision->state);
  put_person(out, "by", decision->by, view);
  out("at", decision->at).text("reason", decision->reason)("people", decision->people);
  put_case_ref(out, "case", CaseId{decision->into}, view);
  out.end();
}

void put_members(JsonOut& out, const SeenGroup& group, const View& view) {
  const auto& g = group.outbreak;
  out("id", g.id)("name", g.name)("sentence", g.sentence)("state", group.state)("reports", g.reports)("people", g.people)("hotness", rounded(g.hotness))("peak", rounded(g.peak));
  out("from", g.from)("to", g.to).begin("reason")("pace", g.burst ? "burst" : "lasting")("people", g.raised_people)("days", std::max(1u, g.raised_days));
  out("usual_a_week", rounded(g.usual_a_week))("raised_at", g.raised_at)("raised_after", g.raised_after).end();
  put_matter(out, "matter", group.matter, view);
  put_area(out, "area", group.area, view);
  put_decision(out, group.decision, view);
}

void put_days(JsonOut& out, const Outbreak& outbreak, const View& view) {
  std::map<std::string, std::pair<std::size_t, std::set<std::uint64_t>>> days;
  for (const auto& m : outbreak.members) {
    auto& [reports, people] = days[to_text(m.at, view.city.offset).substr(0, 10)];
    ++reports;
    people.insert(m.person);
  }
  out.list("days");
  for (const auto& [day, told] : days) out.begin()("day", day)("reports", told.first)("people", told.second.size()).end();
  out.end_list();
}

}  // namespace

void put_group_item(JsonOut& out, const SeenGroup& group, const View& view) {
  out.begin();
  put_members(out, group, view);
  out.end();
}

void put_group(JsonOut& out, const SeenGroup& group, const std::vector<CaseRow>& visible, std::size_t hidden, bool may_decide, const View& view) {
  out.begin();
  put_members(out, group, view);
  std::map<std::uint64_t, const CaseRow*> rows;
  for (const auto& row : visible) rows[row.id] = &row;
  struct Told {
    std::size_t reports = 0;
    Instant first;
  };
  std::map<std::uint64_t, Told> told;      // by the case that answers now
  std::map<std::uint64_t, std::uint64_t> answers;
  for (const auto& m : group.outbreak.members) {
    auto id = m.case_id;
    for (int steps = 0; steps < 20 && rows.contains(id) && rows[id]->merged_into != 0 && rows.contains(rows[id]->merged_into); ++steps) id = rows[id]->merged_into;
    answers[m.case_id] = id;
    auto& one = told[id];
    if (one.reports++ == 0) one.first = m.at;
  }
  out.list("cases");
  std::vector<std::pair<Instant, std::uint64_t>> order;
  for (const auto& [id, one] : told) {
    if (rows.contains(id)) order.emplace_back(one.first, id);
  }
  std::sort(order.rbegin(), order.rend());
  if (order.size() > 500) order.resize(500);
  for (const auto& [first, id] : order) {
    const auto& row = *rows[id];
    out.begin().begin("case")("id", row.id)("number", row.number)("title", row.title)("stage", row.stage).end();
    out("reports", told[id].reports)("first_at", first);
    put_matter(out, "matter", row.matter, view);
    put_area(out, "area", row.area, view);
    out("open", row.closed_ms == 0 && row.merged_into == 0).end();
  }
  out.end_list()("hidden_cases", hidden);
  put_days(out, group.outbreak, view);
  out.list("points");
  for (const auto& m : group.outbreak.members) {
    if (m.point && rows.contains(answers[m.case_id])) out.begin()("case", answers[m.case_id])("lon", m.point->lon)("lat", m.point->lat).end();
  }
  out.end_list()("may_decide", may_decide).end();
}

}  // namespace yiwang
