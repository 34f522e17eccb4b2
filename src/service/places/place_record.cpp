#include "service/places/place_record.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "base/json.h"
#include "base/text.h"

namespace yiwang {

bool known_place_kind(std::string_view kind) { return kind == "road" || kind == "estate" || kind == "building" || kind == "address" || kind == "poi"; }

PlaceRecord record_of(const Road& road) {
  PlaceRecord out;
  out.kind = "road";
  out.code = road.code;
  out.name = road.name;
  if (!road.areas.empty()) out.area = road.areas.front();
  if (!road.line.empty()) out.point = road.line[road.line.size() / 2];
  out.line = road.line;
  return out;
}

PlaceRecord record_of(const Estate& estate) {
  PlaceRecord out;
  out.kind = "estate";
  out.code = estate.code;
  out.name = estate.name;
  out.area = estate.community;
  out.point = estate.point;
  return out;
}

PlaceRecord record_of(const Address& address) {
  PlaceRecord out;
  out.kind = "address";
  out.code = address.code;
  out.area = address.area;
  out.road = address.road;
  out.number = address.number;
  out.estate = address.estate;
  out.building = address.building;
  out.floors = address.floors;
  out.point = address.point;
  return out;
}

PlaceRecord record_of(const Element& element) {
  PlaceRecord out;
  out.kind = "poi";
  out.code = element.code;
  out.name = element.name;
  out.area = element.area;
  out.category = element.kind;
  out.point = element.point;
  return out;
}

std::optional<PlaceRecord> find_place(const City& city, std::string_view kind, std::string_view code) {
  const auto group = group_of(kind);
  if (group == "road") {
    if (const auto* row = city.road(code)) return record_of(*row);
  } else if (group == "estate") {
    if (const auto* row = city.estate(code)) return record_of(*row);
  } else if (group == "address") {
    if (const auto* row = city.address(code)) return record_of(*row);
  } else if (group == "poi") {
    const auto row = std::find_if(city.elements.begin(), city.elements.end(), [&](const Element& e) { return e.code == code; });
    if (row != city.elements.end()) return record_of(*row);
  }
  return std::nullopt;
}

std::string say_place(const City& city, const PlaceRecord& record) {
  if (group_of(record.kind) != "address") return record.name;
  std::string out;
  if (const auto* road = city.road(record.road)) out += road->name;
  if (!record.number.empty()) out += record.number + (record.number.ends_with("号") ? "" : "号");
  if (const auto* estate = city.estate(record.estate)) out += estate->name;
  out += record.building;
  if (!record.name.empty()) out += (out.empty() ? "" : " ") + record.name;
  return out.empty() ? record.code : out;
}

PlaceEntryRow entry_of(const PlaceRecord& record) {
  PlaceEntryRow row;
  row.kind = record.kind;
  row.code = record.code;
  row.state = "in_use";
  row.name = record.name;
  auto parts = record;
  parts.aliases.clear();
  row.parts = json::to_text(parts);
  return row;
}

PlaceRecord record_of(const PlaceEntryRow& row) {
  auto read = json::from_text<PlaceRecord>(row.parts, false);
  if (!read) throw std::runtime_error("the library entry " + row.kind + " " + row.code + " cannot be read");
  return std::move(*read);
}

std::string name_key(std::string_view name) {
  std::string out;
  for (const char c : normalise(name)) {
    if (c != ' ') out += c;
  }
  return out;
}

double metres_to_line(LonLat point, const std::vector<LonLat>& line) {
  if (line.empty()) return std::numeric_limits<double>::infinity();
  const double radian = std::numbers::pi / 180;
  const double east = kEarthRadiusMetres * radian * std::cos(point.lat * radian), north = kEarthRadiusMetres * radian;
  const auto flat = [&](LonLat p) { return std::pair((p.lon - point.lon) * east, (p.lat - point.lat) * north); };
  auto [ax, ay] = flat(line.front());
  double best = std::hypot(ax, ay);
  for (std::size_t i = 1; i < line.size(); ++i) {
    const auto [bx, by] = flat(line[i]);
    const double dx = bx - ax, dy = by - ay, length = dx * dx + dy * dy;
    const double share = length == 0 ? 0 : std::clamp(-(ax * dx + ay * dy) / length, 0.0, 1.0);
    best = std::min(best, std::hypot(ax + share * dx, ay + share * dy));
    ax = bx;
    ay = by;
  }
  return best;
}

}  // namespace yiwang
