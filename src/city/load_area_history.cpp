#include <boost/json.hpp>

#include "city/areas/history.h"
#include "city/draft.h"
#include "geo/geojson.h"

namespace yiwang {
namespace {

std::string text_of(const json::Object& properties, std::string_view name) {
  const auto* found = properties.if_contains(name);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string{};
}

void read_past(CityDraft& draft, const RowOrigin& at, const json::Value& feature, std::vector<PastArea>& past) {
  const auto* object = feature.if_object();
  const auto* properties = object == nullptr ? nullptr : object->if_contains("properties");
  if (properties == nullptr || !properties->is_object()) return draft.faults.fatal(at, "missing_value", {{"property", "code"}});
  const auto& p = properties->get_object();
  PastArea one;
  one.area.code = text_of(p, "code");
  one.area.name = text_of(p, "name");
  one.area.name_en = text_of(p, "name_en");
  one.area.parent = text_of(p, "parent");
  if (const auto layer = text_of(p, "layer"); !layer.empty()) one.area.layer = layer;
  one.plan = text_of(p, "plan");
  one.change = text_of(p, "change");
  if (one.area.code.empty()) return draft.faults.fatal(at, "missing_value", {{"property", "code"}});
  const auto kind = parse<AreaKind>(text_of(p, "kind"));
  if (!kind) return draft.faults.fatal(at, "unknown_kind", {{"kind", fact_text(text_of(p, "kind"))}});
  one.area.kind = *kind;
  one.from = parse_instant(text_of(p, "from"));
  const auto until = parse_instant(text_of(p, "until"));
  if (!until) return draft.faults.fatal(at, "bad_date", {{"property", "until"}, {"value", fact_text(text_of(p, "until"))}});
  one.until = *until;
  if (const auto* geometry = object->if_contains("geometry"); geometry != nullptr && !geometry->is_null()) {
    auto shape = read_shape(*geometry, "geometry");
    // What is over need not be drawn: only its name must be known.
    if (shape) one.area.shape = std::move(*shape);
    else draft.faults.warn(at, "bad_polygon", {{"area", one.area.code}, {"where", shape.error().field}});
  }
  past.push_back(std::move(one));
}

}  // namespace

void load_area_history(CityDraft& draft) {
  std::vector<PastArea> past;
  if (const auto files = draft.files.find("area_past.geojson"); !files.empty()) {
    const auto& file = files.front();
    const auto whole = json::parse_text(file.bytes);
    const auto* features = whole && whole->is_object() ? whole->get_object().if_contains("features") : nullptr;
    if (features == nullptr || !features->is_array()) draft.faults.fatal({file.shown, 1}, "bad_json", {{"why", "no features"}});
    else for (const auto& feature : features->get_array()) read_past(draft, {file.shown, 0}, feature, past);
  }
  std::set<std::string> known;
  for (const auto& one : past) known.insert(one.area.code);
  std::vector<AreaStep> steps;
  for_each_table(draft, "area_history.csv", {"old", "new", "share", "from", "change", "plan", "?plan_name"}, false, false, [&](TableReader& table) {
    AreaStep step;
    step.before = table.text("old");
    step.after = table.text("new");
    step.share = table.number("share", 1, 0, 1);
    step.change = table.needed("change");
    step.plan = table.needed("plan");
    step.plan_name = table.text("plan_name");
    const auto from = parse_instant(table.text("from"));
    if (!from) table.fatal("bad_date", {{"column", "from"}, {"value", fact_text(table.text("from"))}});
    else step.from = *from;
    for (const auto& code : {step.before, step.after}) {
      if (!code.empty() && !draft.areas.has(code) && !known.contains(code)) table.fatal("unknown_area", {{"area", fact_text(code)}});
    }
    steps.push_back(std::move(step));
  });
  if (!steps.empty() || !past.empty()) draft.city.area_history = std::make_shared<const AreaHistory>(std::move(steps), std::move(past));
}

}  // namespace yiwang
