#include <map>
#include <sstream>

#include "adapters/http/areas/area_views.h"
#include "adapters/http/reading.h"
#include "adapters/http/site.h"
#include "base/csv.h"
#include "city/areas/mapping.h"
#include "city/areas/redraw.h"
#include "city/areas/topology.h"
#include "geo/overlay.h"
#include "studio/areas/preview.h"

namespace yiwang {
namespace {

Response as(std::string type, std::string body) {
  auto out = json_response(std::move(body));
  out.type = std::move(type);
  return out;
}

std::string layer_in(Parameters& in, const City& city, std::string_view name = "layer", std::string fallback = "territorial") {
  auto layer = in.text(name, 60);
  if (layer.empty()) return fallback;
  if (std::none_of(city.areas.begin(), city.areas.end(), [&](const Area& area) { return area.layer == layer; })) in.fail({Reason::unknown_value, {{"value", shorten(layer, 40)}}, std::string(name)});
  return layer;
}

std::vector<DatedArea> asked_areas(Parameters& in, const City& city) {
  const auto layer = layer_in(in, city);
  const auto kind = in.word<AreaKind>("kind");
  auto out = areas_at_time(city, layer, in.time("at"));
  std::erase_if(out, [&](const DatedArea& one) { return kind && one.area->kind != *kind; });
  return out;
}

std::string features_of(const std::vector<DatedArea>& areas) {
  JsonOut out;
  out.begin()("type", "FeatureCollection").list("features");
  for (const auto& one : areas) {
    if (!one.area->shape.empty()) put_area_feature(out, one);
  }
  out.end_list().end();
  return out.take();
}

Answer at_time(Site& site, Request& request) {
  const auto city = site.office.city();
  Parameters in(request);
  auto areas = asked_areas(in, *city);
  const auto parent = in.text("parent", 60);
  if (!parent.empty() && city->area_ever(parent) == nullptr) in.fail({Reason::unknown_area, {{"area", shorten(parent, 40)}}, "parent"});
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  if (!parent.empty()) {
    std::erase_if(areas, [&](const DatedArea& one) {
      const auto way = city->chain(one.area->parent);
      return one.area->code != parent && std::none_of(way.begin(), way.end(), [&](const Area* above) { return above->code == parent; });
    });
  }
  return as("application/geo+json", features_of(areas));
}

Answer layers(Site& site, Request& request) {
  const auto city = site.office.city();
  Parameters in(request);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  struct Layer {
    std::int64_t areas = 0, shapes = 0;
    std::map<std::string, std::int64_t> kinds;
    double m2 = 0;
    std::set<std::pair<std::string, Instant>> plans;
    std::optional<Instant> last;
  };
  std::map<std::pair<bool, std::string>, Layer> all;
  const auto of = [&](const std::string& name) -> Layer& { return all[{name != "territorial", name}]; };
  for (const auto& area : city->areas) {
    auto& layer = of(area.layer);
    ++layer.areas;
    ++layer.kinds[std::string(code_of(area.kind))];
    if (area.shape.empty()) continue;
    ++layer.shapes;
    if (area.kind == AreaKind::grid) layer.m2 += area_m2(area.shape);
  }
  if (city->area_history != nullptr) {
    for (const auto& step : city->area_history->steps()) {
      const auto* area = city->area_ever(step.after.empty() ? step.before : step.after);
      if (area == nullptr) continue;
      auto& layer = of(area->layer);
      layer.plans.insert({step.plan, step.from});
      if (!layer.last || *layer.last < step.from) layer.last = step.from;
    }
  }
  JsonOut out;
  out.begin().list("items");
  for (const auto& [key, layer] : all) {
    out.begin()("layer", key.second)("areas", layer.areas).begin("kinds");
    for (const auto& [kind, count] : layer.kinds) out(kind, count);
    out.end()("shapes", layer.shapes)("m2", layer.m2)("plans", static_cast<std::int64_t>(layer.plans.size()));
    put_moment(out, "last_changed", layer.last);
    out.end();
  }
  out.end_list()("open_cases_rule", city->settings.areas_open_cases).end();
  return json_response(out.take());
}

Answer mapping(Site& site, Request& request) {
  const auto city = site.office.city();
  Parameters in(request);
  in.require("from");
  MappingQuestion question;
  question.from = layer_in(in, *city, "from", "");
  question.to = layer_in(in, *city, "to");
  question.from_kind = in.word<AreaKind>("kind");
  question.to_kind = in.word<AreaKind>("to_kind");
  question.area = in.text("area", 60);
  const auto format = in.one_of("format", {"json", "csv"});
  if (!question.area.empty() && city->area(question.area) == nullptr) in.fail({Reason::unknown_area, {{"area", shorten(question.area, 40)}}, "area"});
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  if (question.from == question.to) return refuse(Reason::unknown_value, {{"value", question.to}}, "to");
  const auto found = map_layers(*city, question);
  if (format == "csv") {
    std::ostringstream text;
    text << "from,from_name,to,to_name,m2,share_of_from,share_of_to,addresses\n";
    for (const auto& one : found) {
      text << csv_cell(one.from->code, true) << ',' << csv_cell(one.from->name, true) << ',' << csv_cell(one.to->code, true) << ',' << csv_cell(one.to->name, true) << ',' << static_cast<long long>(one.m2 + 0.5) << ',' << one.share_of_from << ','
           << one.share_of_to << ',' << one.addresses << '\n';
    }
    return as("text/csv; charset=utf-8", text.str());
  }
  const View view{*city, request.now};
  JsonOut out;
  out.begin().list("items");
  for (const auto& one : found) {
    out.begin();
    put_area(out, "from", one.from->code, view);
    put_area(out, "to", one.to->code, view);
    out("m2", one.m2)("share_of_from", std::min(1.0, one.share_of_from))("share_of_to", std::min(1.0, one.share_of_to))("addresses", static_cast<std::int64_t>(one.addresses))("address_share_of_from", one.address_share_of_from)(
        "address_share_of_to", one.address_share_of_to);
    out.end();
  }
  out.end_list().end();
  return json_response(out.take());
}

Answer check(Site& site, Request& request) {
  const auto city = site.office.city();
  Parameters in(request);
  const auto layer = layer_in(in, *city);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  return as("application/geo+json", faults_text(check_topology(city->areas, layer), *city));
}

std::string table_of(const std::vector<DatedArea>& areas) {
  std::ostringstream text;
  text.precision(12);
  text << "code,name,name_en,kind,parent,layer,m2,from,until\n";
  for (const auto& one : areas) {
    const auto& area = *one.area;
    for (const auto& cell : {area.code, area.name, area.name_en, std::string(code_of(area.kind)), area.parent, area.layer}) text << csv_cell(cell, true) << ',';
    text << (area.shape.empty() ? 0 : area_m2(area.shape)) << ',' << (one.from ? to_text(*one.from) : "") << ',' << (one.until ? to_text(*one.until) : "") << '\n';
  }
  return text.str();
}

std::string history_table(const City& city) {
  std::ostringstream text;
  text.precision(12);
  text << "old,old_name,new,new_name,share,from,change,plan,plan_name\n";
  if (city.area_history == nullptr) return text.str();
  const auto name = [&](const std::string& code) {
    const auto* area = city.area_ever(code);
    return area == nullptr ? std::string{} : area->name;
  };
  for (const auto& step : city.area_history->steps()) {
    text << csv_cell(step.before, true) << ',' << csv_cell(name(step.before), true) << ',' << csv_cell(step.after, true) << ',' << csv_cell(name(step.after), true) << ',' << step.share << ',' << to_text(step.from) << ',' << step.change << ','
         << csv_cell(step.plan, true) << ',' << csv_cell(step.plan_name, true) << '\n';
  }
  return text.str();
}

Answer export_file(Site& site, Request& request) {
  const auto city = site.office.city();
  Parameters in(request);
  const auto areas = asked_areas(in, *city);
  const auto format = in.one_of("format", {"geojson", "csv", "history"});
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  const bool drawn = format == "geojson";
  auto out = as(drawn ? "application/geo+json" : "text/csv; charset=utf-8", drawn ? features_of(areas) : format == "csv" ? table_of(areas) : history_table(*city));
  out.headers.emplace_back("Content-Disposition", std::string("attachment; filename=\"") + (format == "history" ? "area_history" : "areas") + (drawn ? ".geojson\"" : ".csv\""));
  return out;
}

Answer history(Site& site, Request& request) {
  const auto city = site.office.city();
  Parameters in(request);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  const auto& code = request.captures[0];
  const auto versions = versions_of(*city, code);
  if (versions.empty()) return refuse(Reason::not_found, {{"area", shorten(code, 60)}});
  static const std::vector<AreaStep> kNone;
  const auto& steps = city->area_history == nullptr ? kNone : city->area_history->steps();
  JsonOut out;
  out.begin()("code", code)("layer", versions.front().area->layer)("in_use", city->area(code) != nullptr).list("versions");
  for (const auto& version : versions) {
    const auto& area = *version.area;
    const AreaStep* began = nullptr;
    for (const auto& step : steps) {
      if (step.after == code && version.from && step.from == *version.from) began = &step;
    }
    out.begin();
    put_moment(out, "from", version.from);
    put_moment(out, "until", version.until);
    out("name", area.name).text("name_en", area.name_en)("kind", area.kind).text("parent", area.parent)("m2", area.shape.empty() ? 0.0 : area_m2(area.shape));
    out.text("plan", began == nullptr ? "" : began->plan).text("change", began == nullptr ? "" : began->change).raw("geometry", area.shape.empty() ? std::string("null") : fine_geojson(area.shape)).end();
  }
  out.end_list();
  const auto ways = [&](std::string_view key, bool before) {
    out.list(key);
    for (const auto& step : steps) {
      if ((before ? step.after : step.before) != code) continue;
      const auto& other = before ? step.before : step.after;
      if (other == code) continue;
      const auto* area = city->area_ever(other);
      out.begin().text("code", other).text("name", area == nullptr ? "" : area->name)("share", step.share)("from", step.from)("change", step.change)("plan", step.plan).end();
    }
    out.end_list();
  };
  ways("before", true);
  ways("after", false);
  out.list("today");
  if (city->area(code) != nullptr) {
    out.begin()("code", code)("name", city->area(code)->name)("share", 1.0).end();
  } else {
    for (const auto& share : city->area_history->today(code, *city)) out.begin()("code", share.code)("name", city->area(share.code)->name)("share", share.share).end();
  }
  out.end_list().end();
  return json_response(out.take());
}

}  // namespace

void add_area_plan_routes(Site& site);

void add_area_routes(Site& site) {
  static const std::vector<Role> kAnyone{}, kLook{Role::admin, Role::dispatcher, Role::supervisor};
  const auto add = [&site](std::string_view path, Answer (*handler)(Site&, Request&), const std::vector<Role>& roles, Runs runs = Runs::on_readers) {
    site.routes.add({Method::get, path, Caller::signed_in, plain([&site, handler](Request& request) { return handler(site, request); }), runs, Body::none, roles});
  };
  add("/api/v1/areas", at_time, kAnyone, Runs::on_slow);
  add("/api/v1/areas/layers", layers, kAnyone, Runs::on_slow);
  add("/api/v1/areas/mapping", mapping, kAnyone, Runs::on_slow);
  add("/api/v1/areas/check", check, kLook, Runs::on_slow);
  add("/api/v1/areas/export", export_file, kAnyone, Runs::on_slow);
  add("/api/v1/areas/{code}/history", history, kAnyone);
  add_area_plan_routes(site);
}

}  // namespace yiwang
