#include <algorithm>
#include <map>

#include "adapters/http/overview.h"
#include "adapters/http/reading.h"
#include "adapters/http/site.h"
#include "adapters/http/views.h"
#include "insight/indicators.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostPoints = 5000;
constexpr std::int64_t kHourMs = 3'600'000, kDayMs = 24 * kHourMs;

struct Period {
  std::string code;
  std::int64_t from = 0, to = 0, before = 0;       // milliseconds; `before` starts the period it is compared with
  std::int64_t step = kHourMs;
  std::int32_t first_day = 0, last_day = 0;        // local days, as cubes count
};

Period period_of(const std::string& code, Instant now, minutes offset) {
  const auto local = to_local(now, offset);
  const auto today = from_local({local.date, milliseconds{0}}, offset).time_since_epoch().count();
  const int days = code == "30d" ? 30 : code == "7d" ? 7 : 1;
  Period out;
  out.code = code;
  out.to = now.time_since_epoch().count();
  out.from = today - (days - 1) * kDayMs;
  out.before = out.from - days * kDayMs;
  out.step = code == "30d" ? kDayMs : kHourMs;
  out.last_day = static_cast<std::int32_t>(local.date.time_since_epoch().count());
  out.first_day = out.last_day - (days - 1);
  return out;
}

void put_share(JsonOut& out, std::string_view key, std::string_view code, const std::vector<Indicator>& now, const std::vector<Indicator>& before) {
  const auto find = [&](const std::vector<Indicator>& in) { return std::find_if(in.begin(), in.end(), [&](const Indicator& i) { return i.code == code; }); };
  const auto a = find(now), b = find(before);
  out.begin(key)("numerator", a != now.end() ? a->numerator : 0)("denominator", a != now.end() ? a->denominator.value_or(0) : 0);
  out("value", a != now.end() ? a->value : std::nullopt)("previous", b != before.end() ? b->value : std::nullopt).end();
}

/// Everything counted in one walk over the rows.
struct Counted {
  std::int64_t opened = 0, closed = 0, open = 0, to_dispatch = 0, near = 0, overdue = 0, last_hour = 0;
  std::map<Stage, std::int64_t> by_stage;
  std::map<Channel, std::int64_t> by_channel;
  std::map<Urgency, std::int64_t> by_urgency;
  struct Place {
    std::int64_t opened = 0, closed = 0, open = 0, overdue = 0;
  };
  std::map<std::string, Place> by_district, by_unit;
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> by_class;
  std::vector<std::pair<std::int64_t, std::int64_t>> line;

  void add(const Board::Row& row, const Period& p, const std::string& unit, const std::string& district, const std::string& matter) {
    const bool is_open = row.open();
    const bool opened_in = row.opened_ms >= p.from && row.opened_ms <= p.to;
    const bool closed_in = !is_open && row.closed_ms >= p.from && row.closed_ms <= p.to;
    const bool late = is_open && row.late == Board::Row::Late::overdue;
    if (is_open || closed_in) ++by_stage[row.stage];
    open += is_open;
    to_dispatch += is_open && row.queued;
    near += is_open && row.late == Board::Row::Late::near;
    overdue += late;
    if (opened_in) {
      ++opened;
      ++by_channel[row.channel];
      ++by_urgency[row.urgency];
      ++line[static_cast<std::size_t>((row.opened_ms - p.from) / p.step)].first;
      last_hour += row.opened_ms > p.to - kHourMs ? row.reports : 0;
    }
    if (closed_in) {
      ++closed;
      ++line[static_cast<std::size_t>((row.closed_ms - p.from) / p.step)].second;
    }
    for (auto* place : {district.empty() ? nullptr : &by_district[district], unit.empty() ? nullptr : &by_unit[unit]}) {
      if (place == nullptr) continue;
      place->opened += opened_in;
      place->closed += closed_in;
      place->open += is_open;
      place->overdue += late;
    }
    if (matter.size() >= 2) {
      if (opened_in) ++by_class[matter.substr(0, 2)].first;
      else if (row.opened_ms >= p.before && row.opened_ms < p.from) ++by_class[matter.substr(0, 2)].second;
    }
  }
};

Counted count(Site& site, const Scope& scope, const Period& p, const City& city, Instant now) {
  Counted out;
  out.line.resize(static_cast<std::size_t>((p.to - p.from) / p.step + 1));
  site.board.with_rows(now, [&](const std::vector<Board::Row>& rows, const std::vector<std::string>& words) {
    std::vector<std::string> district(words.size());
    std::vector<signed char> known(words.size(), 0);
    const auto district_of = [&](std::uint32_t area) -> const std::string& {
      if (!known[area]) {
        known[area] = 1;
        for (const auto* above : city.chain(words[area])) {
          if (above->kind == AreaKind::district) district[area] = above->code;
        }
      }
      return district[area];
    };
    auto allowed = scope.for_words(words);
    for (const auto& row : rows) {
      if (allowed.sees(row)) out.add(row, p, words[row.unit], district_of(row.area), words[row.matter]);
    }
  });
  return out;
}

struct Rates {
  CubeCounts now, before;
  std::map<std::string, CubeCounts> by_unit;
};

Rates rates(Site& site, const Scope& scope, const Period& p) {
  Rates out;
  const auto days = p.last_day - p.first_day + 1;
  for (const auto& [key, counts] : site.office.store().cubes(p.first_day - days, p.last_day)) {
    if (!scope.sees(key)) continue;
    if (key.day < p.first_day) {
      out.before += counts;
    } else {
      out.now += counts;
      if (!key.unit.empty()) out.by_unit[key.unit] += counts;
    }
  }
  return out;
}

template <class Enum>
void put_counts(JsonOut& out, std::string_view list, std::string_view key, const std::map<Enum, std::int64_t>& counts) {
  out.list(list);
  for (const auto& [value, n] : counts) out.begin()(key, value)("count", n).end();
  out.end_list();
}

void put_places(JsonOut& out, const Counted& c, const Rates& r, const View& view) {
  out.list("by_district");
  for (const auto& [code, n] : c.by_district) {
    out.begin();
    put_area(out, "area", code, view);
    out("opened", n.opened)("closed", n.closed)("open", n.open)("overdue", n.overdue).end();
  }
  out.end_list().list("by_class");
  std::vector<std::pair<std::string, std::pair<std::int64_t, std::int64_t>>> classes(c.by_class.begin(), c.by_class.end());
  std::stable_sort(classes.begin(), classes.end(), [](const auto& a, const auto& b) { return a.second.first > b.second.first; });
  for (const auto& [code, n] : classes) {
    out.begin();
    put_matter(out, "matter", code, view);
    out("count", n.first)("previous", n.second).end();
  }
  out.end_list().list("by_unit");
  std::vector<std::pair<std::string, Counted::Place>> units(c.by_unit.begin(), c.by_unit.end());
  std::stable_sort(units.begin(), units.end(), [](const auto& a, const auto& b) { return a.second.open > b.second.open; });
  if (units.size() > 20) units.resize(20);
  for (const auto& [code, n] : units) {
    out.begin();
    put_unit(out, "unit", code, view);
    out("open", n.open)("overdue", n.overdue)("closed", n.closed);
    const auto found = r.by_unit.find(code);
    put_share(out, "on_time", "on_time_rate", indicators(found != r.by_unit.end() ? found->second : CubeCounts{}), {});
    out.end();
  }
  out.end_list();
}

Answer overview(Site& site, Request& request) {
  Parameters in(request);
  const auto code = in.one_of("period", {"today", "7d", "30d"});
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  const auto city = site.office.city();
  const auto p = period_of(code, request.now, city->offset);
  const Scope scope(request.who(), *city);
  const auto c = count(site, scope, p, *city, request.now);
  const auto r = rates(site, scope, p);
  const auto now = indicators(r.now), before = indicators(r.before);
  CaseQuery newest;
  newest.limit = 20;
  auto latest = site.office.list(request.who(), newest);
  if (!latest) return tl::unexpected(latest.error());
  const View view{*city, request.now};

  JsonOut out;
  out.begin()("period", code);
  put_time(out, "from", p.from);
  put_time(out, "to", p.to);
  out("as_of", request.now)("rehearsal", site.rehearses());
  out.begin("totals")("reports", r.now.reports)("opened", c.opened)("closed", c.closed)("open", c.open)("to_dispatch", c.to_dispatch)("near", c.near)("overdue", c.overdue);
  out("reports_last_hour", c.last_hour).end().begin("rates");
  for (const auto& [key, indicator] : std::initializer_list<std::pair<std::string_view, std::string_view>>{{"on_time", "on_time_rate"}, {"satisfaction", "satisfaction_rate"},
           {"solution", "solution_rate"}, {"automation", "automation_rate"}, {"first_dispatch", "first_dispatch_rate"}, {"returned", "return_rate"}, {"response", "response_rate"}}) {
    put_share(out, key, indicator, now, before);
  }
  out.end();
  put_counts(out, "by_stage", "stage", c.by_stage);
  put_counts(out, "by_channel", "channel", c.by_channel);
  put_counts(out, "by_urgency", "urgency", c.by_urgency);
  put_places(out, c, r, view);
  out.list("line");
  for (std::size_t i = 0; i < c.line.size(); ++i) {
    out.begin();
    put_time(out, "at", p.from + static_cast<std::int64_t>(i) * p.step);
    out("opened", c.line[i].first)("closed", c.line[i].second).end();
  }
  out.end_list().list("latest");
  for (const auto& row : latest->rows) put_case_item(out, row, view);
  out.end_list().end();
  return json_response(out.take());
}

Answer points(Site& site, Request& request) {
  Parameters in(request);
  in.require("bbox");
  const auto box = in.box("bbox");
  const auto since = in.time("since");
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  if (!box) return refuse(Reason::missing_field, {}, "bbox");
  const auto city = site.office.city();
  const Scope scope(request.who(), *city);
  const auto after = since ? since->time_since_epoch().count() : 0;
  std::vector<std::uint64_t> found;
  site.board.with_rows(request.now, [&](const std::vector<Board::Row>& rows, const std::vector<std::string>& words) {
    auto allowed = scope.for_words(words);
    for (auto row = rows.rbegin(); row != rows.rend() && found.size() < kMostPoints; ++row) {
      const bool inside = (row->lon != 0 || row->lat != 0) && row->lon >= box->low.lon && row->lon <= box->high.lon && row->lat >= box->low.lat && row->lat <= box->high.lat;
      if (inside && row->open() && row->updated_ms >= after && allowed.sees(*row)) found.push_back(row->id);
    }
  });
  JsonOut out;
  out.begin()("type", "FeatureCollection").list("features");
  for (const auto id : found) {
    const auto row = site.office.store().find_case(id);
    if (!row) continue;
    const auto* matter = city->matter(row->matter);
    out.begin()("type", "Feature").begin("geometry")("type", "Point")("coordinates", std::vector<double>{row->lon, row->lat}).end().begin("properties");
    out("id", row->id)("number", row->number)("title", row->title)("stage", row->stage)("urgency", row->urgency).text("matter_name", matter != nullptr ? matter->name : "");
    out.text("clock_state", row->clock);
    put_time(out, "opened_at", row->opened_ms);
    out("rehearsal", row->rehearsal).end().end();
  }
  out.end_list().end();
  auto response = json_response(out.take());
  response.type = "application/geo+json";
  return response;
}

}  // namespace

void add_overview_routes(Site& site) {
  site.routes.add({Method::get, "/api/v1/overview", Caller::signed_in, plain([&site](Request& r) { return overview(site, r); })});
  site.routes.add({Method::get, "/api/v1/overview/points", Caller::signed_in, plain([&site](Request& r) { return points(site, r); })});
}

}  // namespace yiwang
