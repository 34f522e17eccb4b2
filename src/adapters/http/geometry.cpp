#include "adapters/http/geometry.h"

#include <cmath>

namespace yiwang {
namespace {

void append_ring(std::string& out, const Ring& ring) {
  out += '[';
  for (std::size_t i = 0; i < ring.size(); ++i) {
    if (i != 0) out += ',';
    append_point(out, ring[i]);
  }
  if (!ring.empty() && !(ring.front() == ring.back())) {
    out += ',';
    append_point(out, ring.front());
  }
  out += ']';
}

}  // namespace

void append_point(std::string& out, LonLat point) {
  const auto put = [&](double value) { json::write(out, std::round(value * 1e7) / 1e7); };
  out += '[';
  put(point.lon);
  out += ',';
  put(point.lat);
  out += ']';
}

std::string geojson_polygons(const MultiPolygon& shape) {
  std::string out = R"({"type":"MultiPolygon","coordinates":[)";
  for (std::size_t i = 0; i < shape.size(); ++i) {
    out += i != 0 ? ",[" : "[";
    append_ring(out, shape[i].outer);
    for (const auto& hole : shape[i].holes) {
      out += ',';
      append_ring(out, hole);
    }
    out += ']';
  }
  return out + "]}";
}

std::optional<LonLat> label_point(const Area& area) {
  if (area.shape.empty()) return std::nullopt;
  const auto box = bounds(area.shape);
  return LonLat{(box.low.lon + box.high.lon) / 2, (box.low.lat + box.high.lat) / 2};
}

Box bounds_of(const City& city) {
  Box out{{180, 90}, {-180, -90}};
  for (const auto& area : city.areas) {
    if (area.shape.empty()) continue;
    const auto box = bounds(area.shape);
    out.low = {std::min(out.low.lon, box.low.lon), std::min(out.low.lat, box.low.lat)};
    out.high = {std::max(out.high.lon, box.high.lon), std::max(out.high.lat, box.high.lat)};
  }
  if (out.low.lon > out.high.lon) out = {{city.centre.lon - 0.1, city.centre.lat - 0.1}, {city.centre.lon + 0.1, city.centre.lat + 0.1}};
  return out;
}

void put_map(JsonOut& out, const City& city) {
  const auto box = bounds_of(city);
  out.begin("map")("lon", city.centre.lon)("lat", city.centre.lat)("zoom", city.zoom);
  out("bbox", std::vector<double>{box.low.lon, box.low.lat, box.high.lon, box.high.lat}).end();
}

std::string offset_text(minutes offset) {
  const auto whole = std::abs(offset.count());
  const auto two = [](long long value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  return (offset.count() < 0 ? "-" : "+") + two(whole / 60 % 24) + ":" + two(whole % 60);
}

}  // namespace yiwang
