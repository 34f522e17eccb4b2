#include <algorithm>
#include <charconv>

#include "adapters/http/geometry.h"
#include "adapters/http/reading.h"
#include "adapters/http/site.h"
#include "adapters/http/views.h"
#include "base/calendar.h"

namespace yiwang {
namespace {

std::string span_text(const Span& span) { return span.empty() ? std::string{} : to_text(span); }

Answer about(Site& site) {
  const auto city = site.office.city();
  JsonOut out;
  out.begin()("code", city->code)("name", city->name).text("name_en", city->name_en)("timezone", offset_text(city->offset));
  put_map(out, *city);
  const auto grids = std::count_if(city->areas.begin(), city->areas.end(), [](const Area& a) { return a.kind == AreaKind::grid; });
  out("version", city->version).begin("counts")("areas", city->areas.size())("grids", grids)("roads", city->roads.size())("estates", city->estates.size());
  out("addresses", city->addresses.size())("elements", city->elements.size())("units", city->units.size())("people", city->people.size())("matters", city->matters.size());
  out("duties", city->duties.size())("procedures", city->procedures.size()).end().end();
  return json_response(out.take());
}

Answer areas(Site& site, Request& request) {
  const auto city = site.office.city();
  Parameters in(request);
  const auto parent = in.text("parent", 60);
  const auto kind = in.word<AreaKind>("kind");
  auto layer = in.text("layer", 60);
  if (layer.empty()) layer = "territorial";
  if (!parent.empty() && city->area(parent) == nullptr) in.fail({Reason::unknown_area, {{"area", shorten(parent, 40)}}, "parent"});
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  std::unordered_map<std::string_view, std::int64_t> children;
  for (const auto& area : city->areas) ++children[area.parent];
  JsonOut out;
  out.begin().list("items");
  for (const auto& area : city->areas) {
    // With a kind, `parent` is a limit at any depth; alone it means right below.
    const bool below = parent.empty() ? kind.has_value() || area.parent.empty() : kind ? city->area_within(area.code, parent) && area.code != parent : area.parent == parent;
    if (!below || (kind && area.kind != *kind) || area.layer != layer) continue;
    out.begin()("code", area.code)("name", area.name).text("name_en", area.name_en)("kind", area.kind).text("parent", area.parent)("layer", area.layer)("children", children[area.code]);
    put_point(out, "point", label_point(area));
    out.end();
  }
  out.end_list().end();
  return json_response(out.take());
}

/// How well a matter answers what was typed: 0 not at all.
int matter_score(const Matter& matter, const City& city, const std::string& words) {
  if (matter.code.starts_with(words)) return 100;
  const auto name = normalise(matter.name);
  if (name == words) return 90;
  if (name.starts_with(words)) return 80;
  if (name.find(words) != std::string::npos) return 70;
  if (normalise(matter.name_en).find(words) != std::string::npos) return 60;
  if (normalise(city.matter_path(matter.code)).find(words) != std::string::npos) return 40;
  if (normalise(matter.description).find(words) != std::string::npos) return 30;
  // All of the typed characters somewhere in the name, in any order.
  const auto typed = to_codepoints(words);
  const auto in_name = to_codepoints(name);
  const bool all = typed.size() > 1 && std::all_of(typed.begin(), typed.end(), [&](char32_t c) { return in_name.find(c) != std::u32string::npos; });
  return all ? 20 : 0;
}

Answer matters(Site& site, Request& request) {
  const auto city = site.office.city();
  Parameters in(request);
  const auto words = normalise(in.text("q", 100));
  const auto parent = in.text("parent", 20);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  std::vector<std::pair<int, const Matter*>> found;
  for (const auto& matter : city->matters) {
    if (!parent.empty() && matter.parent != parent) continue;
    const int score = words.empty() ? 1 : matter_score(matter, *city, words);
    if (score > 0) found.emplace_back(words.empty() ? 0 : -score - (matter.code.size() == 6 ? 5 : 0), &matter);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  if (!words.empty() && found.size() > 50) found.resize(50);
  JsonOut out;
  out.begin().list("items");
  for (const auto& [score, matter] : found) {
    std::vector<std::string> path;
    for (const auto* above = city->matter(matter->parent); above != nullptr; above = city->matter(above->parent)) path.insert(path.begin(), above->name);
    out.begin()("code", matter->code)("name", matter->name).text("name_en", matter->name_en).text("parent", matter->parent)("level", matter->code.size() / 2)("path", path);
    out("description", matter->description).text("unit_kind", matter->unit_kind).text("procedure", matter->procedure)("secret", matter->secret).end();
  }
  out.end_list().end();
  return json_response(out.take());
}

Answer units(Site& site) {
  const auto city = site.office.city();
  JsonOut out;
  out.begin().list("items");
  for (const auto& unit : city->units) {
    out.begin()("code", unit.code)("name", unit.name).text("name_en", unit.name_en)("kind", unit.kind).text("parent", unit.parent).text("area", unit.area).text("phone", unit.phone).end();
  }
  out.end_list().end();
  return json_response(out.take());
}

Answer procedures(Site& site) {
  const auto city = site.office.city();
  JsonOut out;
  out.begin().list("items");
  for (const auto& p : city->procedures) {
    out.begin()("code", p.code)("name", p.name).text("name_en", p.name_en)("calendar", p.calendar)("accept_within", span_text(p.accept_within))("contact_within", span_text(p.contact_within));
    out("resolve_within", span_text(p.resolve_within)).text("urgent_resolve_within", span_text(p.urgent_resolve_within))("returns_allowed", p.returns_allowed);
    out("extensions_allowed", p.extensions_allowed)("suspend_reasons", p.suspend_reasons)("review", p.review)("call_back", p.callback).end();
  }
  out.end_list().end();
  return json_response(out.take());
}

Answer duties(Site& site, Request& request) {
  const auto city = site.office.city();
  Parameters in(request);
  const auto matter = in.text("matter", 20);
  const auto unit = in.text("unit", 60);
  const auto cursor = in.text("cursor", 20);
  const auto limit = static_cast<std::size_t>(in.whole("limit", 100, 1, 500));
  std::size_t start = 0;
  if (!cursor.empty()) {
    const auto read = std::from_chars(cursor.data(), cursor.data() + cursor.size(), start);
    if (read.ec != std::errc{} || read.ptr != cursor.data() + cursor.size()) in.fail({Reason::bad_cursor, {}, "cursor"});
  }
  if (!matter.empty() && city->matter(matter) == nullptr) in.fail({Reason::unknown_matter, {{"matter", shorten(matter, 40)}}, "matter"});
  if (!unit.empty() && city->unit(unit) == nullptr) in.fail({Reason::unknown_unit, {{"unit", shorten(unit, 40)}}, "unit"});
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  std::vector<const Duty*> found;
  for (const auto& duty : city->duties) {
    if (!matter.empty() && !matter.starts_with(duty.matter)) continue;
    if (!unit.empty() && duty.lead != unit && std::find(duty.assist.begin(), duty.assist.end(), unit) == duty.assist.end()) continue;
    found.push_back(&duty);
  }
  if (!matter.empty()) {
    std::stable_sort(found.begin(), found.end(), [](const Duty* a, const Duty* b) { return std::pair(a->matter.size(), a->area.size()) > std::pair(b->matter.size(), b->area.size()); });
  }
  JsonOut out;
  out.begin().list("items");
  for (std::size_t i = start; i < found.size() && i < start + limit; ++i) {
    const auto& d = *found[i];
    const auto* of = city->matter(d.matter);
    const auto* where = city->area(d.area);
    const auto* lead = city->unit(d.lead);
    out.begin()("row", d.row)("matter", d.matter).text("matter_name", of != nullptr ? of->name : "").text("area", d.area).text("area_name", where != nullptr ? where->name : "");
    out.text("condition", d.condition)("lead", d.lead).text("lead_name", lead != nullptr ? lead->name : "")("assist", d.assist).text("basis", d.basis).end();
  }
  out.end_list().text("next_cursor", start + limit < found.size() ? std::to_string(start + limit) : "")("total", found.size()).end();
  return json_response(out.take());
}

/// What a calendar does, seen from outside: which weekdays it opens, when, and the days that differ.
struct Habits {
  std::vector<int> weekdays;
  std::vector<std::string> hours;
  std::vector<std::pair<std::chrono::local_days, bool>> exceptions;   // day, works
};

std::string two(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

Habits habits(const Calendar& calendar, minutes offset, int year) {
  using namespace std::chrono;
  Habits out;
  const local_days first{std::chrono::year{year - 2} / January / 1}, last{std::chrono::year{year + 2} / January / 1};
  int open[8] = {}, all[8] = {};
  for (auto day = first; day < last; day += days{1}) {
    const auto weekday = std::chrono::weekday{day}.iso_encoding();
    ++all[weekday];
    if (calendar.is_working_day(day)) ++open[weekday];
  }
  for (int i = 1; i <= 7; ++i) {
    if (open[i] * 2 > all[i]) out.weekdays.push_back(i);
  }
  local_days sample = first;
  for (auto day = first; day < last; day += days{1}) {
    const bool usual = std::find(out.weekdays.begin(), out.weekdays.end(), static_cast<int>(std::chrono::weekday{day}.iso_encoding())) != out.weekdays.end();
    const bool works = calendar.is_working_day(day);
    if (works != usual) out.exceptions.emplace_back(day, works);
    if (works) sample = day;
  }
  int from = -1;
  for (int minute = 0; minute <= 24 * 60; ++minute) {
    const bool is_open = minute < 24 * 60 && calendar.is_open(from_local({sample, std::chrono::minutes{minute}}, offset));
    if (is_open && from < 0) from = minute;
    if (!is_open && from >= 0) {
      out.hours.push_back(two(from / 60) + ":" + two(from % 60) + "-" + two(minute / 60) + ":" + two(minute % 60));
      from = -1;
    }
  }
  return out;
}

Answer calendars(Site& site, Request& request) {
  using namespace std::chrono;
  const auto city = site.office.city();
  const int year = static_cast<int>(year_month_day{floor<days>(to_local(request.now, city->offset).date)}.year());
  JsonOut out;
  out.begin().list("items");
  std::map<local_days, bool> exceptions;
  for (const auto& [code, calendar] : city->calendars) {
    const auto how = habits(*calendar, city->offset, year);
    out.begin()("code", code)("name", code)("hours", how.hours)("weekdays", how.weekdays).end();
    for (const auto& [day, works] : how.exceptions) exceptions.emplace(day, works);
  }
  out.end_list().list("holidays");
  for (const auto& [day, works] : exceptions) {
    auto date = to_text(from_local({day, milliseconds{0}}, minutes{0}));
    date.resize(10);
    out.begin()("date", date)("kind", works ? "work" : "off")("name", "").end();
  }
  out.end_list().end();
  return json_response(out.take());
}

}  // namespace

void add_city_routes(Site& site) {
  auto& routes = site.routes;
  routes.add({Method::get, "/api/v1/city", Caller::signed_in, plain([&site](Request&) { return about(site); })});
  routes.add({Method::get, "/api/v1/city/areas", Caller::anybody, plain([&site](Request& r) { return areas(site, r); })});
  routes.add({Method::get, "/api/v1/city/matters", Caller::anybody, plain([&site](Request& r) { return matters(site, r); })});
  routes.add({Method::get, "/api/v1/city/units", Caller::signed_in, plain([&site](Request&) { return units(site); })});
  routes.add({Method::get, "/api/v1/city/procedures", Caller::signed_in, plain([&site](Request&) { return procedures(site); })});
  routes.add({Method::get, "/api/v1/city/duties", Caller::signed_in, plain([&site](Request& r) { return duties(site, r); })});
  routes.add({Method::get, "/api/v1/city/calendars", Caller::signed_in, plain([&site](Request& r) { return calendars(site, r); })});
}

}  // namespace yiwang
