#include <boost/json.hpp>

#include "city/draft.h"
#include "city/feature_lines.h"
#include "geo/geojson.h"

namespace yiwang {

namespace {

namespace bj = boost::json;

const bj::value* member(const bj::value& in, std::string_view name) { return in.is_object() ? in.get_object().if_contains(name) : nullptr; }

void read_feature(CityDraft& draft, const RowOrigin& at, const bj::value& feature) {
  const auto* properties = member(feature, "properties");
  const auto* code = properties == nullptr ? nullptr : member(*properties, "code");
  if (code == nullptr || !code->is_string()) return draft.faults.fatal(at, "missing_value", {{"property", "code"}});
  const std::string area(std::string_view(code->get_string()));
  const auto row = draft.areas.row(area);
  if (row == CodeBook::npos) return draft.faults.fatal(at, "unknown_area", {{"area", fact_text(area)}});
  if (const auto [known, fresh] = draft.shapes_at.try_emplace(area, at); !fresh) {
    return draft.faults.fatal(at, "duplicate_code", {{"code", area}, {"first", std::to_string(known->second.line)}});
  }
  const auto* geometry = member(feature, "geometry");
  if (geometry == nullptr) return draft.faults.fatal(at, "bad_polygon", {{"area", area}, {"fault", "no_geometry"}});
  auto shape = read_shape(*geometry, "geometry");
  if (shape) {
    draft.city.areas[row].shape = std::move(*shape);
    return;
  }
  FaultFacts facts = {{"area", area}, {"where", shape.error().field}};
  if (shape.error().reason != Reason::bad_polygon) facts.emplace_back("fault", std::string(code_of(shape.error().reason)));
  facts.insert(facts.end(), shape.error().facts.begin(), shape.error().facts.end());
  draft.faults.fatal(at, "bad_polygon", std::move(facts));
}

void read_file(CityDraft& draft, const SourceFile& file) {
  if (!check_text(file, draft.faults)) return;
  boost::json::error_code error;
  boost::json::stream_parser parser;
  std::size_t used = parser.write_some(file.bytes.data(), file.bytes.size(), error);
  if (!error) parser.finish(error);
  if (error) {
    const auto line = 1 + std::count(file.bytes.begin(), file.bytes.begin() + static_cast<std::ptrdiff_t>(used), '\n');
    return draft.faults.fatal({file.shown, static_cast<std::size_t>(line)}, "bad_json", {{"why", error.message()}});
  }
  const auto whole = parser.release();
  const auto* features = member(whole, "features");
  if (features == nullptr || !features->is_array()) return draft.faults.fatal({file.shown, 1}, "bad_json", {{"why", "no features"}});
  const auto lines = feature_lines(file.bytes);
  for (std::size_t i = 0; i < features->get_array().size(); ++i) {
    read_feature(draft, {file.shown, i < lines.size() ? lines[i] : 0}, features->get_array()[i]);
  }
}

}  // namespace

void load_shapes(CityDraft& draft) {
  const auto files = draft.files.find("areas.geojson");
  if (files.empty()) draft.faults.warn({"areas.geojson", 0}, "missing_file");
  else read_file(draft, files.front());
  for (const auto& area : draft.city.areas) {
    const bool needed = area.kind == AreaKind::grid || area.kind == AreaKind::community;
    if (!needed || draft.shapes_at.contains(area.code)) continue;
    draft.faults.warn(draft.areas.origin(area.code), "no_polygon", {{"area", area.code}, {"name", area.name}});
  }
}

}  // namespace yiwang
