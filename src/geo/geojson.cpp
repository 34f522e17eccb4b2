#include "geo/geojson.h"

#include <cmath>

#include "geo/overlay.h"

namespace yiwang {
namespace {

std::string below(const std::string& field, std::size_t i) { return field + "[" + std::to_string(i) + "]"; }

struct Parts {
  std::string_view type;
  const json::Value* coordinates;
  std::string field;
};

Result<Parts> parts_of(const json::Value& geometry, const std::string& field) {
  const auto prefix = field.empty() ? std::string{} : field + ".";
  if (!geometry.is_object()) return refuse(Reason::wrong_type, {{"wanted", "geometry"}}, field);
  const auto* type = geometry.get_object().if_contains("type");
  if (type == nullptr || !type->is_string()) return refuse(Reason::wrong_type, {{"wanted", "string"}}, prefix + "type");
  const auto* coordinates = geometry.get_object().if_contains("coordinates");
  if (coordinates == nullptr) return refuse(Reason::missing_field, {}, prefix + "coordinates");
  return Parts{std::string_view(type->get_string()), coordinates, prefix + "coordinates"};
}

tl::unexpected<Refusal> other_kind(const Parts& parts, std::string_view wanted) {
  const auto field = parts.field.substr(0, parts.field.size() - std::string_view("coordinates").size()) + "type";
  return refuse(Reason::unknown_value, {{"value", std::string(parts.type.substr(0, 40))}, {"wanted", std::string(wanted)}}, field);
}

Result<LonLat> place(const json::Value& in, const std::string& field) {
  const auto wrong = [&] { return refuse(Reason::wrong_type, {{"wanted", "[lon, lat]"}}, field); };
  if (!in.is_array()) return wrong();
  const auto& pair = in.get_array();
  if (pair.size() < 2 || !pair[0].is_number() || !pair[1].is_number()) return wrong();
  const LonLat point{pair[0].to_number<double>(), pair[1].to_number<double>()};
  if (auto ok = check_point(point); !ok) return refuse(ok.error().reason, ok.error().facts, field);
  return point;
}

Result<Line> places(const json::Value& in, const std::string& field) {
  if (!in.is_array()) return refuse(Reason::wrong_type, {{"wanted", "list"}}, field);
  Line line;
  line.reserve(in.get_array().size());
  for (const auto& item : in.get_array()) {
    auto point = place(item, below(field, line.size()));
    if (!point) return tl::unexpected(point.error());
    line.push_back(*point);
  }
  return line;
}

Result<Polygon> polygon_of(const json::Value& in, const std::string& field) {
  if (!in.is_array()) return refuse(Reason::wrong_type, {{"wanted", "list"}}, field);
  if (in.get_array().empty()) return refuse(Reason::bad_polygon, {{"fault", "too_few_points"}}, field);
  Polygon polygon;
  for (std::size_t i = 0; i < in.get_array().size(); ++i) {
    const auto spot = below(field, i);
    auto ring = places(in.get_array()[i], spot);
    if (!ring) return tl::unexpected(ring.error());
    if (ring->size() < 3) return refuse(Reason::bad_polygon, {{"fault", "too_few_points"}}, spot);
    if (ring->front() != ring->back()) return refuse(Reason::bad_polygon, {{"fault", "not_closed"}}, spot);
    if (ring->size() < 4) return refuse(Reason::bad_polygon, {{"fault", "too_few_points"}}, spot);
    (i == 0 ? polygon.outer : polygon.holes.emplace_back()) = std::move(*ring);
  }
  return polygon;
}

Result<LonLat> point_of(const Parts& parts) {
  if (parts.type != "Point") return other_kind(parts, "Point");
  return place(*parts.coordinates, parts.field);
}

Result<Line> line_of(const Parts& parts) {
  if (parts.type != "LineString") return other_kind(parts, "LineString");
  auto line = places(*parts.coordinates, parts.field);
  if (line && line->size() < 2) return refuse(Reason::wrong_type, {{"wanted", "two places or more"}}, parts.field);
  return line;
}

Result<MultiPolygon> shape_of(const Parts& parts) {
  MultiPolygon shape;
  if (parts.type == "Polygon") {
    auto polygon = polygon_of(*parts.coordinates, parts.field);
    if (!polygon) return tl::unexpected(polygon.error());
    shape.push_back(std::move(*polygon));
  } else if (parts.type == "MultiPolygon") {
    if (!parts.coordinates->is_array()) return refuse(Reason::wrong_type, {{"wanted", "list"}}, parts.field);
    for (const auto& item : parts.coordinates->get_array()) {
      auto polygon = polygon_of(item, below(parts.field, shape.size()));
      if (!polygon) return tl::unexpected(polygon.error());
      shape.push_back(std::move(*polygon));
    }
  } else {
    return other_kind(parts, "Polygon");
  }
  if (const auto fault = shape_fault(shape); !fault.empty()) {
    std::vector<std::pair<std::string, std::string>> facts{{"fault", fault}};
    if (const auto at = self_crossing(shape)) facts.emplace_back("at", to_text(*at));
    return refuse(Reason::bad_polygon, std::move(facts), parts.field);
  }
  return shape;
}

template <class T, class Reader>
Result<T> with_parts(const json::Value& geometry, const std::string& field, Reader reader) {
  const auto parts = parts_of(geometry, field);
  if (!parts) return tl::unexpected(parts.error());
  return reader(*parts);
}

void write_place(std::string& out, LonLat point) {
  const auto rounded = [](double degrees) { return std::round(degrees * 1e7) / 1e7; };
  out += '[';
  json::write_number(out, rounded(point.lon));
  out += ',';
  json::write_number(out, rounded(point.lat));
  out += ']';
}

void write_places(std::string& out, const Ring& ring, bool closed) {
  out += '[';
  for (std::size_t i = 0; i < ring.size(); ++i) {
    if (i != 0) out += ',';
    write_place(out, ring[i]);
  }
  if (closed && !ring.empty() && ring.front() != ring.back()) {
    out += ',';
    write_place(out, ring.front());
  }
  out += ']';
}

void write_polygon(std::string& out, const Polygon& polygon) {
  out += '[';
  write_places(out, polygon.outer, true);
  for (const auto& hole : polygon.holes) {
    out += ',';
    write_places(out, hole, true);
  }
  out += ']';
}

}  // namespace

Result<LonLat> read_point(const json::Value& geometry, const std::string& field) { return with_parts<LonLat>(geometry, field, point_of); }
Result<Line> read_line(const json::Value& geometry, const std::string& field) { return with_parts<Line>(geometry, field, line_of); }
Result<MultiPolygon> read_shape(const json::Value& geometry, const std::string& field) { return with_parts<MultiPolygon>(geometry, field, shape_of); }

Result<Geometry> read_geometry(const json::Value& geometry, const std::string& field) {
  return with_parts<Geometry>(geometry, field, [](const Parts& parts) -> Result<Geometry> {
    if (parts.type == "Point") return point_of(parts).map([](LonLat point) { return Geometry(point); });
    if (parts.type == "LineString") return line_of(parts).map([](Line&& line) { return Geometry(std::move(line)); });
    return shape_of(parts).map([](MultiPolygon&& shape) { return Geometry(std::move(shape)); });
  });
}

std::string to_geojson(LonLat point) {
  std::string out = R"({"type":"Point","coordinates":)";
  write_place(out, point);
  return out + "}";
}

std::string to_geojson(const Line& line) {
  std::string out = R"({"type":"LineString","coordinates":)";
  write_places(out, line, false);
  return out + "}";
}

std::string to_geojson(const MultiPolygon& shape) {
  std::string out;
  if (shape.size() == 1) {
    out = R"({"type":"Polygon","coordinates":)";
    write_polygon(out, shape.front());
    return out + "}";
  }
  out = R"({"type":"MultiPolygon","coordinates":[)";
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (i != 0) out += ',';
    write_polygon(out, shape[i]);
  }
  return out + "]}";
}

}  // namespace yiwang
