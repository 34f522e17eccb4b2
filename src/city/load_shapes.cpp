#include <boost/json.hpp>

#include "city/draft.h"
#include "city/feature_lines.h"
#include "geo/overlay.h"

namespace yiwang {

namespace {

namespace bj = boost::json;

bool read_ring(const bj::value& in, Ring& ring) {
  if (!in.is_array()) return false;
  for (const auto& pair : in.get_array()) {
    if (!pair.is_array() || pair.get_array().size() < 2 || !pair.at(0).is_number() || !pair.at(1).is_number()) return false;
    ring.push_back({pair.at(0).to_number<double>(), pair.at(1).to_number<double>()});
  }
  return true;
}

bool read_polygon(const bj::value& in, MultiPolygon& shape) {
  if (!in.is_array() || in.get_array().empty()) return false;
  auto& polygon = shape.emplace_back();
  for (std::size_t i = 0; i < in.get_array().size(); ++i) {
    if (!read_ring(in.get_array()[i], i == 0 ? polygon.outer : polygon.holes.emplace_back())) return false;
  }
  return true;
}

/// The fault, or empty.
std::string read_geometry(const bj::value* geometry, MultiPolygon& shape) {
  if (geometry == nullptr || !geometry->is_object()) return "no_geometry";
  const auto* type = geometry->get_object().if_contains("type");
  const auto* coordinates = geometry->get_object().if_contains("coordinates");
  if (type == nullptr || !type->is_string() || coordinates == nullptr) return "no_geometry";
  if (type->get_string() == "Polygon") return read_polygon(*coordinates, shape) ? "" : "bad_coordinates";
  if (type->get_string() != "MultiPolygon") return "not_a_polygon";
  if (!coordinates->is_array()) return "bad_coordinates";
  for (const auto& polygon : coordinates->get_array()) {
    if (!read_polygon(polygon, shape)) return "bad_coordinates";
  }
  return {};
}

const bj::value* member(const bj::value& in, std::string_view name) { return in.is_object() ? in.get_object().if_contains(name) : nullptr; }

void read_feature(Draft& draft, const RowOrigin& at, const bj::value& feature) {
  const auto* properties = member(feature, "properties");
  const auto* code = properties == nullptr ? nullptr : member(*properties, "code");
  if (code == nullptr || !code->is_string()) return draft.faults.fatal(at, "missing_value", {{"property", "code"}});
  const std::string area(std::string_view(code->get_string()));
  const auto row = draft.areas.row(area);
  if (row == CodeBook::npos) return draft.faults.fatal(at, "unknown_area", {{"area", fact_text(area)}});
  if (const auto [known, fresh] = draft.shapes_at.try_emplace(area, at); !fresh) {
    return draft.faults.fatal(at, "duplicate_code", {{"code", area}, {"first", std::to_string(known->second.line)}});
  }
  MultiPolygon shape;
  auto fault = read_geometry(member(feature, "geometry"), shape);
  if (fault.empty()) fault = shape_fault(shape);
  if (!fault.empty()) return draft.faults.fatal(at, "bad_polygon", {{"area", area}, {"fault", fault}});
  draft.city.areas[row].shape = std::move(shape);
}

void read_file(Draft& draft, const SourceFile& file) {
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

void load_shapes(Draft& draft) {
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
