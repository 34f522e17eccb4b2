#include "service/map/city_tiles.h"

#include <cmath>
#include <numbers>

#include "base/cipher.h"
#include "base/json.h"
#include "geo/geojson.h"
#include "geo/index/crossing.h"
#include "geo/overlay.h"

namespace yiwang {
namespace {

constexpr int kMetresPerFloor = 3;

std::string text_of(const json::Object& properties, std::string_view key) {
  const auto* value = properties.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

Zooms zooms_of(const Area& area) {
  if (area.layer != "territorial") return {10};
  switch (area.kind) {
    case AreaKind::street: return {9};
    case AreaKind::community: return {10};
    case AreaKind::grid: return {12};
    default: return {};
  }
}

Zooms label_zooms(AreaKind kind) {
  switch (kind) {
    case AreaKind::district: return {7, 12};
    case AreaKind::street: return {11, 15};
    case AreaKind::community: return {13};
    default: return {0, -1};
  }
}

}  // namespace

int road_rank(std::string_view name) {
  for (const std::string_view main : {"大道", "高架", "快速路", "环路", "高速"}) {
    if (name.find(main) != std::string_view::npos) return 1;
  }
  return name.ends_with("路") || name.ends_with("街") ? 2 : 3;
}

Ring building_ring(const Address& a) {
  if (a.width_m <= 0 || a.depth_m <= 0) return {};
  constexpr double kMetresPerDegree = kEarthRadiusMetres * std::numbers::pi / 180;
  const double turn = a.turn_deg * std::numbers::pi / 180, c = std::cos(turn), s = std::sin(turn);
  const double east = kMetresPerDegree * std::cos(a.point.lat * std::numbers::pi / 180);
  Ring out;
  for (const auto& [u, v] : {std::pair{-0.5, -0.5}, {0.5, -0.5}, {0.5, 0.5}, {-0.5, 0.5}}) {
    const double x = u * a.width_m, y = v * a.depth_m;
    out.push_back({a.point.lon + (x * c - y * s) / east, a.point.lat + (x * s + y * c) / kMetresPerDegree});
  }
  return out;
}

std::string building_name(const City& city, const Address& address) {
  const auto* estate = city.estate(address.estate);
  return estate != nullptr ? estate->name + address.building : address.number;
}

LonLat label_place(const MultiPolygon& shape) {
  const auto middle = centroid(shape);
  return contains(crossings(shape), middle) ? middle : point_inside(shape);
}

CityTiles::CityTiles(std::shared_ptr<const City> city, std::string_view water, std::string_view green) : city_(std::move(city)) {
  const auto digest = sha256(std::string(water) + "\n" + std::string(green));
  version_ = city_->version.substr(0, 12) + to_hex(digest).substr(0, 6);
  add_background(water_, water);
  add_background(green_, green);
  add_base();
  add_areas();
  add_points();
  for (auto* layer : {&water_, &green_, &road_, &building_, &place_label_, &area_, &area_label_}) layer->finish();
  element_.finish();
  camera_.finish();
}

void CityTiles::add_background(TileLayer& layer, std::string_view geojson) {
  boost::json::error_code error;
  const auto whole = geojson.empty() ? json::Value() : boost::json::parse(geojson, error);
  const auto* features = whole.is_object() ? whole.get_object().if_contains("features") : nullptr;
  if (error || features == nullptr || !features->is_array()) return;
  for (const auto& feature : features->get_array()) {
    const auto* geometry = feature.is_object() ? feature.get_object().if_contains("geometry") : nullptr;
    if (geometry == nullptr) continue;
    const auto shape = read_shape(*geometry);
    if (!shape) continue;
    const auto* properties = feature.get_object().if_contains("properties");
    const auto none = json::Object();
    const auto& facts = properties != nullptr && properties->is_object() ? properties->get_object() : none;
    layer.add_shape(*shape, {{"name", text_of(facts, "name")}, {"kind", text_of(facts, "kind")}});
  }
}

void CityTiles::add_base() {
  constexpr int kRoadFrom[] = {0, 0, 9, 12};
  for (const auto& road : city_->roads) {
    if (road.line.size() < 2) continue;
    const int rank = road_rank(road.name);
    road_.add_line(road.line, {{"code", road.code}, {"name", road.name}, {"rank", std::int64_t{rank}}}, {kRoadFrom[rank]});
  }
  for (const auto& a : city_->addresses) {
    const auto ring = building_ring(a);
    if (ring.empty()) continue;
    building_.add_shape({Polygon{ring, {}}}, {{"code", a.code}, {"name", building_name(*city_, a)}, {"floors", std::int64_t{a.floors}}, {"height", std::int64_t{a.floors * kMetresPerFloor}}}, {14});
  }
  for (const auto& area : city_->areas) {
    const auto zooms = label_zooms(area.kind);
    if (area.layer != "territorial" || area.shape.empty() || zooms.most < zooms.least) continue;
    place_label_.add_point(label_place(area.shape), {{"kind", std::string(code_of(area.kind))}, {"code", area.code}, {"name", area.name}, {"name_en", area.name_en.empty() ? area.name : area.name_en}}, zooms);
  }
  for (const auto& estate : city_->estates) {
    place_label_.add_point(estate.point, {{"kind", std::string("estate")}, {"code", estate.code}, {"name", estate.name}, {"name_en", estate.name}}, {14});
  }
}

void CityTiles::add_areas() {
  for (const auto& area : city_->areas) {
    if (area.shape.empty()) continue;
    const TileLayer::Tags tags{{"kind", std::string(code_of(area.kind))}, {"layer", area.layer}, {"code", area.code}, {"parent", area.parent}, {"name", area.name}, {"name_en", area.name_en.empty() ? area.name : area.name_en}};
    area_.add_shape(area.shape, tags, zooms_of(area));
    area_label_.add_point(label_place(area.shape), tags, zooms_of(area));
  }
}

void CityTiles::add_points() {
  for (const auto& element : city_->elements) {
    element_.add(element.point, element.kind, {{"code", element.code}, {"name", element.name}});
    if (element.kind == "camera") camera_.add(element.point, "camera", {{"code", element.code}, {"name", element.name}});
  }
}

std::string CityTiles::tile(TileSet set, TileId id, std::string_view kind) const {
  std::string out;
  switch (set) {
    case TileSet::base:
      for (const auto* layer : {&water_, &green_, &road_, &building_, &place_label_}) layer->append_tile(id, out);
      break;
    case TileSet::areas:
      for (const auto* layer : {&area_, &area_label_}) layer->append_tile(id, out);
      break;
    case TileSet::elements: element_.append_tile(id, kind, out); break;
    case TileSet::cameras: camera_.append_tile(id, {}, out); break;
    case TileSet::cases: break;
  }
  return out;
}

}  // namespace yiwang
