#include "studio/areas/preview.h"

#include <algorithm>

#include "city/areas/redraw.h"
#include "city/areas/repoint.h"
#include "geo/overlay.h"
#include "studio/areas/carry_out.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostFaults = 500;

std::string quoted(const std::string& text) { return boost::json::serialize(json::Value(text)); }
std::string or_null_text(const std::string& text) { return text.empty() ? "null" : quoted(text); }
std::string number(double value) {
  std::string out;
  json::write_number(out, value);
  return out;
}
double ground(const Area* area) { return area == nullptr || area->shape.empty() ? 0 : area_m2(area->shape); }

std::string feature(const Area& area, const std::string& more) {
  return "{\"type\":\"Feature\",\"geometry\":" + (area.shape.empty() ? std::string("{\"type\":\"MultiPolygon\",\"coordinates\":[]}") : fine_geojson(area.shape)) + ",\"properties\":{\"code\":" + quoted(area.code) +
         ",\"name\":" + quoted(area.name) + ",\"name_en\":" + or_null_text(area.name_en) + ",\"kind\":\"" + std::string(code_of(area.kind)) + "\",\"parent\":" + or_null_text(area.parent) + ",\"layer\":" + quoted(area.layer) +
         ",\"m2\":" + number(ground(&area)) + more + "}}";
}

template <class List, class Text>
std::string listed(const List& list, Text text) {
  std::string out = "[";
  for (const auto& one : list) out += (out.size() > 1 ? "," : "") + text(one);
  return out + "]";
}
std::string collection(const std::string& features) { return "{\"type\":\"FeatureCollection\",\"features\":" + features + "}"; }

std::string name_of_area(const std::string& code, const City& city, const std::vector<Area>& made) {
  const auto found = std::find_if(made.begin(), made.end(), [&](const Area& area) { return area.code == code; });
  if (found != made.end()) return found->name;
  const auto* area = city.area_ever(code);
  return area == nullptr ? code : area->name;
}

std::int64_t open_cases(const AreaOutcome& outcome, const City& city, Store& store) {
  std::vector<const Area*> before;
  for (const auto& area : outcome.ended) before.push_back(&area);
  for (const auto& area : outcome.after) {
    if (const auto* was = city.area(area.code)) before.push_back(was);
  }
  // Those above go along with what lies in them; counted is where the change is.
  const auto deepest = std::max_element(before.begin(), before.end(), [](const Area* a, const Area* b) { return a->kind < b->kind; });
  std::int64_t count = 0;
  for (const auto* area : before) {
    if (area->kind != (*deepest)->kind) continue;
    CaseQuery query;
    query.area = area->code;
    for (const auto& stage : kStages) {
      if (stage.open) query.stages.emplace_back(stage.code);
    }
    count += store.count_cases(query);
  }
  return count;
}

}  // namespace

std::string faults_text(const std::vector<AreaFault>& faults, const City& city, const std::vector<Area>& made) {
  std::string out = "[";
  for (std::size_t i = 0; i < std::min(faults.size(), kMostFaults); ++i) {
    const auto& fault = faults[i];
    out += (i == 0 ? "" : ",") + ("{\"type\":\"Feature\",\"geometry\":" + (fault.shape.empty() ? std::string("null") : fine_geojson(fault.shape)) + ",\"properties\":{\"rule\":\"" + fault.rule + "\",\"severity\":\"" +
           (fault.error ? "error" : "warning") + "\",\"m2\":" + number(fault.m2) + ",\"areas\":" +
           listed(fault.areas, [&](const std::string& code) { return "{\"code\":" + quoted(code) + ",\"name\":" + quoted(name_of_area(code, city, made)) + "}"; }) + ",\"lon\":" + number(fault.at.lon) +
           ",\"lat\":" + number(fault.at.lat) + "}}");
  }
  return collection(out + "]");
}

std::string preview_text(const AreaPlan& plan, const City& city, Store& store) {
  const auto outcome = apply_plan(plan, city);
  const auto after = areas_after(city, outcome);
  const auto around = codes_around(outcome, city);
  std::set<std::string> layers;
  for (const auto* list : {&outcome.after, &outcome.ended}) {
    for (const auto& area : *list) layers.insert(area.layer);
  }
  std::vector<AreaFault> faults;
  for (const auto& layer : layers) {
    auto more = check_topology(after, layer, &around);
    faults.insert(faults.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  const auto touch = count_touched(city, outcome);
  std::map<std::string, std::size_t> addresses;
  const Repoint repoint(city, outcome);
  for (const auto& one : city.addresses) {
    if (repoint.touches(one.area)) ++addresses[repoint.at_point(one.area, one.point)];
  }
  std::size_t index = 0;
  std::string out = "{\"city\":" + quoted(city.version) + ",\"steps\":" + listed(outcome.steps, [&](const AreaStepReport& step) {
    std::string refused = "null";
    if (step.refused) {
      json::Object facts;
      for (const auto& [key, value] : step.refused->facts) facts[key] = value;
      refused = "{\"reason\":\"" + std::string(code_of(step.refused->reason)) + "\",\"field\":" + or_null_text(step.refused->field) + ",\"facts\":" + boost::json::serialize(facts) + "}";
    }
    return "{\"index\":" + std::to_string(index++) + ",\"kind\":\"" + step.kind + "\",\"refused\":" + refused + ",\"made\":" + listed(step.made, quoted) + ",\"ended\":" + listed(step.ended, quoted) + ",\"m2\":" + number(step.m2) + "}";
  });
  out += ",\"after\":" + collection(listed(outcome.after, [&](const Area& area) {
    const auto* before = city.area(area.code);
    const auto change = outcome.change_of.find(area.code);
    const bool only_named = before != nullptr && change != outcome.change_of.end() && change->second == "rename";
    return feature(area, ",\"m2_before\":" + (before == nullptr ? std::string("null") : number(ground(before))) + ",\"change\":\"" + (before == nullptr ? "new" : only_named ? "renamed" : "changed") + "\",\"addresses\":" +
                             std::to_string(addresses[area.code]));
  }));
  out += ",\"gone\":" + collection(listed(outcome.ended, [](const Area& area) { return feature(area, ""); }));
  out += ",\"lineage\":" + listed(outcome.shifts, [&](const AreaShift& shift) {
    const auto named = [&](const std::string& code) { return code.empty() ? std::string("null") : quoted(name_of_area(code, city, outcome.after)); };
    const auto was = shift.before.empty() ? std::string("null") : quoted(city.area_ever(shift.before) == nullptr ? shift.before : city.area_ever(shift.before)->name);
    return "{\"from\":" + or_null_text(shift.before) + ",\"from_name\":" + was + ",\"to\":" + or_null_text(shift.after) + ",\"to_name\":" + named(shift.after) + ",\"share\":" + number(std::clamp(shift.share, 0.0, 1.0)) + "}";
  });
  out += ",\"faults\":" + faults_text(faults, city, outcome.after);
  out += ",\"touched\":{\"open_cases\":" + std::to_string(outcome.after.empty() && outcome.ended.empty() ? 0 : open_cases(outcome, city, store)) + ",\"addresses\":" + std::to_string(touch.addresses) + ",\"elements\":" + std::to_string(touch.elements) +
         ",\"people\":" + std::to_string(touch.people) + ",\"duties\":" + std::to_string(touch.duties) + ",\"units\":" + std::to_string(touch.units) + ",\"estates\":" + std::to_string(touch.estates) + ",\"roads\":" +
         std::to_string(touch.roads) + "}}";
  return out;
}

}  // namespace yiwang
