#include <chrono>
#include <fstream>
#include <iostream>
#include <sstream>

#include "apps/commands.h"
#include "base/text.h"
#include "city/areas/apply.h"
#include "city/areas/at_time.h"
#include "city/areas/mapping.h"
#include "city/areas/topology.h"
#include "city/load.h"
#include "geo/overlay.h"

namespace yiwang {
namespace {

struct Options {
  std::string city, layer = "territorial", to = "territorial", area, name, line, code;
  std::vector<std::string> areas;
};

std::shared_ptr<const City> loaded(const std::string& folder) {
  auto city = load_city(folder);
  for (const auto& fault : city.faults) {
    if (fault.fatal) std::cerr << to_text(fault) << '\n';
  }
  return city.city;
}

int check(const Options& o) {
  const auto city = loaded(o.city);
  if (!city) return 1;
  const auto began = std::chrono::steady_clock::now();
  const auto faults = check_topology(city->areas, o.layer);
  const auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  bool wrong = false;
  for (const auto& fault : faults) {
    wrong = wrong || fault.error;
    std::cout << (fault.error ? "error " : "warning ") << fault.rule << ' ' << fault.m2 << " m2 at " << to_text(fault.at);
    for (const auto& code : fault.areas) std::cout << ' ' << code;
    std::cout << '\n';
  }
  const auto count = std::count_if(city->areas.begin(), city->areas.end(), [&](const Area& area) { return area.layer == o.layer; });
  std::cout << count << " areas of layer " << o.layer << ", " << faults.size() << " faults, " << took << " s\n";
  return wrong ? 1 : 0;
}

int tried(const Options& o, AreaChange change) {
  const auto city = loaded(o.city);
  if (!city) return 1;
  const auto outcome = apply_plan({"trial", std::nullopt, {std::move(change)}, {}}, *city);
  for (const auto& step : outcome.steps) {
    if (!step.refused) continue;
    std::cerr << code_of(step.refused->reason) << ' ' << step.refused->field;
    for (const auto& [key, value] : step.refused->facts) std::cerr << ' ' << key << '=' << value;
    std::cerr << '\n';
    return 1;
  }
  for (const auto& area : outcome.after) std::cout << (city->area(area.code) == nullptr ? "new " : "changed ") << area.code << ' ' << area.name << ' ' << (area.shape.empty() ? 0 : area_m2(area.shape)) << " m2\n";
  for (const auto& area : outcome.ended) std::cout << "ended " << area.code << ' ' << area.name << '\n';
  for (const auto& shift : outcome.shifts) std::cout << "ground " << (shift.before.empty() ? "-" : shift.before) << " -> " << (shift.after.empty() ? "-" : shift.after) << ' ' << shift.share << '\n';
  return 0;
}

int split_area(const Options& o) {
  AreaChange change;
  change.kind = "split";
  change.area = o.area;
  for (const auto part : split(o.line, ';')) {
    std::istringstream in{std::string(trim(part))};
    LonLat point;
    if (in >> point.lon >> point.lat) change.line.push_back(point);
  }
  return tried(o, std::move(change));
}

int merge_areas(const Options& o) {
  AreaChange change;
  change.kind = "merge";
  change.areas = o.areas;
  change.name = o.name;
  return tried(o, std::move(change));
}

int mapping(const Options& o) {
  const auto city = loaded(o.city);
  if (!city) return 1;
  for (const auto& one : map_layers(*city, {o.layer, o.to, {}, {}, o.area})) {
    std::cout << one.from->code << ' ' << one.from->name << " -> " << one.to->code << ' ' << one.to->name << ' ' << one.m2 << " m2 " << one.share_of_from << ' ' << one.share_of_to << ' ' << one.addresses << " addresses\n";
  }
  return 0;
}

int history(const Options& o) {
  const auto city = loaded(o.city);
  if (!city) return 1;
  const auto versions = versions_of(*city, o.code);
  if (versions.empty()) {
    std::cerr << "no area ever had the code " << o.code << '\n';
    return 1;
  }
  for (const auto& one : versions) {
    std::cout << (one.from ? to_text(*one.from) : "the beginning") << " to " << (one.until ? to_text(*one.until) : "now") << ": " << one.area->name << ' ' << (one.area->shape.empty() ? 0 : area_m2(one.area->shape)) << " m2 under " << one.area->parent << '\n';
  }
  if (city->area(o.code) == nullptr) {
    for (const auto& share : city->area_history->today(o.code, *city)) std::cout << "today " << share.code << ' ' << city->area(share.code)->name << ' ' << share.share << '\n';
  }
  return 0;
}

}  // namespace

void add_areas(CLI::App& app, int& exit_code) {
  auto o = std::make_shared<Options>();
  auto* areas = app.add_subcommand("areas", "Look at a city's areas, and try what a change would make of them; nothing is written");
  areas->require_subcommand(1);
  const auto add = [&](const std::string& name, const std::string& what, int (*run)(const Options&)) {
    auto* sub = areas->add_subcommand(name, what);
    sub->add_option("--city", o->city, "the city's folder")->required();
    sub->callback([o, run, &exit_code] { exit_code = run(*o); });
    return sub;
  };
  add("check", "Gaps, overlaps, slivers and what reaches beyond its parent, with where and how much", check)->add_option("--layer", o->layer)->capture_default_str();
  auto* cut = add("split", "What splitting an area by a line would make", split_area);
  cut->add_option("area", o->area, "its code")->required();
  cut->add_option("--line", o->line, "\"lon lat;lon lat;...\" across it")->required();
  auto* join = add("merge", "What merging areas would make", merge_areas);
  join->add_option("areas", o->areas, "their codes")->required()->expected(2, 100);
  join->add_option("--name", o->name, "of the new area")->required();
  auto* map = add("mapping", "Which areas of one layer lie in which of another, and by how much", mapping);
  map->add_option("--from", o->layer, "a layer")->required();
  map->add_option("--to", o->to, "another layer")->capture_default_str();
  map->add_option("--area", o->area, "only what lies in this area");
  add("history", "What a code was and became", history)->add_option("code", o->code)->required();
}

}  // namespace yiwang
