#include "service/space/space.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "geo/codes/beidou.h"

namespace yiwang {
namespace {

constexpr double kAddressWithin = 300, kEstateWithin = 500, kRoadWithin = 300, kElementWithin = 100;   // metres
constexpr std::size_t kElements = 10;
constexpr double kFloorMetres = 3;

LonLat middle_of(const MultiPolygon& shape, LonLat otherwise) {
  if (shape.empty()) return otherwise;
  const auto box = bounds(shape);
  return {(box.low.lon + box.high.lon) / 2, (box.low.lat + box.high.lat) / 2};
}

}  // namespace

MultiPolygon footprint_of(const Address& address) {
  if (address.width_m <= 0 || address.depth_m <= 0) return {};
  const GroundFrame frame(address.point);
  // docs/city-format.md: degrees from east, counter-clockwise, that the width runs.
  const double turn = address.turn_deg * std::numbers::pi / 180, c = std::cos(turn), s = std::sin(turn);
  Ring ring;
  for (const auto& [across, up] : {std::pair{-0.5, -0.5}, {0.5, -0.5}, {0.5, 0.5}, {-0.5, 0.5}}) {
    const double x = across * address.width_m, y = up * address.depth_m;
    ring.push_back(frame.to_place(x * c - y * s, x * s + y * c));
  }
  ring.push_back(ring.front());
  return {Polygon{ring, {}}};
}

Space::Space(std::shared_ptr<const City> city) : city_(std::move(city)) {
  std::map<std::string, std::vector<KeyedPoint>> points;
  std::vector<KeyedPoint> elements;
  const auto add = [&](const std::string& kind, Thing thing) {
    const auto key = static_cast<std::uint32_t>(things_.size());
    points[kind].push_back({key, thing.point});
    if (thing.table == Thing::Table::element) elements.push_back({key, thing.point});
    things_.push_back(thing);
  };
  std::map<std::string_view, std::uint32_t> element_rows;
  for (std::uint32_t i = 0; i < city_->elements.size(); ++i) {
    add(city_->elements[i].kind, {Thing::Table::element, i, city_->elements[i].point});
    element_rows.emplace(city_->elements[i].code, i);
  }
  for (const auto* word : {"address", "estate", "unit"}) points[word];
  std::vector<std::pair<std::uint32_t, MultiPolygon>> footprints;
  std::vector<Blocker> blockers;
  for (std::uint32_t i = 0; i < city_->addresses.size(); ++i) {
    const auto& address = city_->addresses[i];
    add("address", {Thing::Table::address, i, address.point});
    auto shape = footprint_of(address);
    if (shape.empty()) continue;
    footprints.emplace_back(i, shape);
    blockers.push_back({std::move(shape), address.floors * kFloorMetres});
  }
  for (std::uint32_t i = 0; i < city_->estates.size(); ++i) add("estate", {Thing::Table::estate, i, city_->estates[i].point});
  std::map<std::string_view, LonLat> middles;
  for (std::uint32_t i = 0; i < city_->units.size(); ++i) {
    const auto [middle, fresh] = middles.try_emplace(city_->units[i].area, city_->centre);
    if (const auto* area = fresh ? city_->area(city_->units[i].area) : nullptr; area != nullptr) middle->second = middle_of(ground(*area), city_->centre);
    add("unit", {Thing::Table::unit, i, middle->second});
  }
  for (const auto& [kind, list] : points) {
    by_kind_.emplace(kind, PointIndex(list));
    counts_[kind] = list.size();
  }
  elements_ = PointIndex(elements);
  std::vector<KeyedLine> roads;
  for (std::uint32_t i = 0; i < city_->roads.size(); ++i) roads.push_back({i, city_->roads[i].line});
  roads_ = SegmentIndex(roads);
  footprints_ = ShapeIndex(footprints);
  std::vector<FieldOfView> views;
  for (std::uint32_t i = 0; i < city_->cameras.size(); ++i) {
    const auto& camera = city_->cameras[i];
    const auto row = element_rows.at(camera.element);   // the loader refuses others
    views.push_back({city_->elements[row].point, camera.direction_deg, camera.angle_deg, camera.range_m, camera.height_m});
    element_of_camera_.push_back(row);
    camera_of_.emplace(camera.element, i);
  }
  views_ = ViewIndex(std::move(views), blockers);
}

std::vector<FoundThing> Space::things(const std::vector<Near>& found) const {
  std::vector<FoundThing> out;
  out.reserve(found.size());
  for (const auto& one : found) out.push_back({things_[one.key], one.metres});
  return out;
}

PlaceAnswer Space::at(LonLat point) const {
  PlaceAnswer out;
  out.point = point;
  if (auto code = beidou_code(point)) out.beidou = std::move(*code);
  out.areas = city_->areas_at(point);
  const auto& addresses = by_kind_.find("address")->second;
  if (const auto holding = footprints_.holding(point); !holding.empty()) {
    const auto row = holding.front();
    out.building = &city_->addresses[row];
    out.address = FoundThing{{Thing::Table::address, row, out.building->point}, ground_metres(point, out.building->point)};
  } else if (const auto near = things(addresses.nearest(point, 1, kAddressWithin)); !near.empty()) {
    out.address = near.front();
  }
  if (const auto near = things(by_kind_.find("estate")->second.nearest(point, 1, kEstateWithin)); !near.empty()) out.estate = near.front();
  if (const auto near = roads_.nearest(point, 1, kRoadWithin); !near.empty()) {
    out.road = &city_->roads[near.front().key];
    out.road_at = near.front();
  }
  out.elements = things(elements_.nearest(point, kElements, kElementWithin));
  out.cameras = seeing(point);
  return out;
}

std::vector<std::string> Space::kinds_of(std::string_view word) const {
  std::vector<std::string> out;
  if (word == "element") {
    for (const auto& [kind, count] : counts_) {
      if (kind != "address" && kind != "estate" && kind != "unit") out.push_back(kind);
    }
  } else if (by_kind_.contains(word)) {
    out.emplace_back(word);
  }
  return out;
}

MultiPolygon Space::ground(const Area& area) const {
  if (!area.shape.empty()) return area.shape;
  // The highest drawn areas below it; what lies in one that is drawn counts once.
  MultiPolygon out;
  for (const auto& one : city_->areas) {
    if (one.shape.empty() || one.layer != area.layer || !city_->area_within(one.code, area.code)) continue;
    const auto* parent = city_->area(one.parent);
    if (parent != nullptr && !parent->shape.empty() && parent != &area) continue;
    out.insert(out.end(), one.shape.begin(), one.shape.end());
  }
  return out;
}

Result<std::vector<FoundThing>> Space::find(const std::string& kind, const Within& within) const {
  const auto index = by_kind_.find(kind);
  if (index == by_kind_.end()) return std::vector<FoundThing>{};
  const auto in_shape = [&](const MultiPolygon& shape) {
    auto found = index->second.in_polygon(shape);
    const auto from = within.from.value_or(middle_of(shape, {}));
    for (auto& one : found) one.metres = ground_metres(from, things_[one.key].point);
    std::sort(found.begin(), found.end(), nearer);
    return things(found);
  };
  if (const auto* circle = std::get_if<InCircle>(&within.shape)) return things(index->second.in_circle(circle->centre, circle->metres));
  if (const auto* line = std::get_if<AlongLine>(&within.shape)) return things(index->second.along(line->line, line->metres));
  if (const auto* nearest = std::get_if<NearestTo>(&within.shape)) return things(index->second.nearest(nearest->point, nearest->k));
  if (const auto* shape = std::get_if<InShape>(&within.shape)) return in_shape(shape->shape);
  const auto* area = city_->area(std::get<InArea>(within.shape).code);
  if (area == nullptr) return refuse(Reason::unknown_area, {{"area", std::get<InArea>(within.shape).code}});
  return in_shape(ground(*area));
}

std::string_view Space::kind_of(const Thing& thing) const {
  switch (thing.table) {
    case Thing::Table::element: return city_->elements[thing.row].kind;
    case Thing::Table::address: return "address";
    case Thing::Table::estate: return "estate";
    case Thing::Table::unit: return "unit";
  }
  return {};
}

const std::string& Space::code_of(const Thing& thing) const {
  switch (thing.table) {
    case Thing::Table::element: return city_->elements[thing.row].code;
    case Thing::Table::address: return city_->addresses[thing.row].code;
    case Thing::Table::estate: return city_->estates[thing.row].code;
    case Thing::Table::unit: break;
  }
  return city_->units[thing.row].code;
}

std::string Space::name_of(const Thing& thing) const {
  switch (thing.table) {
    case Thing::Table::element: return city_->elements[thing.row].name.empty() ? city_->elements[thing.row].code : city_->elements[thing.row].name;
    case Thing::Table::estate: return city_->estates[thing.row].name;
    case Thing::Table::unit: return city_->units[thing.row].name;
    case Thing::Table::address: break;
  }
  const auto& address = city_->addresses[thing.row];
  std::string name;
  if (const auto* road = city_->road(address.road)) name = road->name + (address.number.empty() ? "" : address.number + "号");
  if (const auto* estate = city_->estate(address.estate)) name += estate->name;
  return name + address.building;
}

const Camera* Space::sight(const Element& element) const {
  const auto found = camera_of_.find(element.code);
  return found == camera_of_.end() ? nullptr : &city_->cameras[found->second];
}

std::vector<FoundThing> Space::seeing(LonLat point) const {
  std::vector<FoundThing> out;
  for (const auto& one : views_.seeing(point)) {
    const auto row = element_of_camera_[one.key];
    out.push_back({{Thing::Table::element, row, city_->elements[row].point}, one.metres});
  }
  return out;
}

MultiPolygon Space::view_of(const Camera& camera) const { return views_.visible(camera_of_.at(camera.element)); }

}  // namespace yiwang
