#include "geo/map_system.h"

#include <proj.h>

#include <charconv>
#include <cmath>
#include <map>
#include <memory>
#include <numbers>
#include <optional>
#include <stdexcept>

namespace yiwang {
namespace {

constexpr double kZone = 1'000'000, kSouth = 10'000'000;
constexpr double kFarFromMeridian = 6;     // degrees; zones are used a little beyond their edge

std::optional<int> whole(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

tl::unexpected<Refusal> unknown(std::string_view name) {
  return refuse(Reason::unknown_value, {{"value", std::string(name.substr(0, 40))}, {"wanted", "wgs84 cgcs2000 gcj02 bd09 webmercator utm50n gk3:39 gk3:117e gk6:20 gk6:117e"}}, "coordinates");
}

/// PROJ's objects belong to one thread.
class Projection {
 public:
  explicit Projection(const std::string& definition) : context_(proj_context_create()), transformation_(proj_create(context_.get(), definition.c_str())) {
    if (!transformation_) throw std::runtime_error("PROJ does not know " + definition);
  }
  PJ* get() const { return transformation_.get(); }

 private:
  struct FreeContext {
    void operator()(PJ_CONTEXT* c) const { proj_context_destroy(c); }
  };
  struct FreeProjection {
    void operator()(PJ* p) const { proj_destroy(p); }
  };
  std::unique_ptr<PJ_CONTEXT, FreeContext> context_;
  std::unique_ptr<PJ, FreeProjection> transformation_;
};

PJ* projection_of(const MapSystem& system) {
  using Kind = MapSystem::Kind;
  std::string definition;
  if (system.kind == Kind::web_mercator) definition = "+proj=webmerc +ellps=WGS84";
  else if (system.kind == Kind::utm) definition = "+proj=tmerc +lat_0=0 +k=0.9996 +x_0=500000 +y_0=" + std::string(system.south ? "10000000" : "0") + " +ellps=WGS84 +lon_0=" + std::to_string(system.meridian);
  else definition = "+proj=tmerc +lat_0=0 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +lon_0=" + std::to_string(system.meridian);
  thread_local std::map<std::string, std::unique_ptr<Projection>> made;
  auto& one = made[definition];
  if (!one) one = std::make_unique<Projection>(definition);
  return one->get();
}

std::string range_of(const MapSystem& system) {
  if (system.kind == MapSystem::Kind::web_mercator) return "metres within 20037508.35 east and north";
  const auto zone = system.zone == 0 ? std::string() : std::to_string(system.zone);
  const auto meridian = ", central meridian " + std::to_string(system.meridian) + " E";
  if (system.kind == MapSystem::Kind::utm) return "easting 100000 to 900000, northing 0 to 10000000" + meridian;
  return "easting " + zone + "100000 to " + zone + "900000, northing 0 to 9500000" + meridian;
}

/// East and north without the zone; nothing when they cannot be of this system.
std::optional<MapPoint> within(const MapSystem& system, MapPoint p) {
  if (system.kind == MapSystem::Kind::web_mercator) {
    if (!(std::abs(p.x) <= 20'037'508.4) || !(std::abs(p.y) <= 242'528'680)) return std::nullopt;
    return p;
  }
  const double x = p.x - system.zone * kZone;
  if (!(x >= 100'000) || !(x <= 900'000) || !(p.y >= (system.south ? 0 : -1)) || !(p.y <= kSouth)) return std::nullopt;
  return MapPoint{x, p.y};
}

}  // namespace

Result<MapSystem> read_map_system(std::string_view name) {
  using Kind = MapSystem::Kind;
  if (name == "wgs84" || name == "cgcs2000") return MapSystem{};
  if (name == "gcj02") return MapSystem{Kind::gcj02};
  if (name == "bd09") return MapSystem{Kind::bd09};
  if (name == "webmercator") return MapSystem{Kind::web_mercator};
  if (name.starts_with("utm") && name.size() >= 5 && (name.back() == 'n' || name.back() == 's')) {
    const auto zone = whole(name.substr(3, name.size() - 4));
    if (!zone || *zone < 1 || *zone > 60) return unknown(name);
    return MapSystem{Kind::utm, *zone * 6 - 183, 0, name.back() == 's'};
  }
  if (!name.starts_with("gk3:") && !name.starts_with("gk6:")) return unknown(name);
  const int width = name[2] - '0';
  auto rest = name.substr(4);
  if (rest.ends_with('e')) {
    const auto meridian = whole(rest.substr(0, rest.size() - 1));
    // Meridians of three degrees lie on multiples of three, those of six in the middle of its zones.
    if (!meridian || *meridian < 72 || *meridian > 138 || *meridian % 3 != 0 || (width == 6 && *meridian % 6 != 3)) return unknown(name);
    return MapSystem{Kind::gauss_krueger, *meridian, 0};
  }
  const auto zone = whole(rest);
  if (!zone || (width == 3 ? *zone < 24 || *zone > 46 : *zone < 13 || *zone > 23)) return unknown(name);
  return MapSystem{Kind::gauss_krueger, width == 3 ? *zone * 3 : *zone * 6 - 3, *zone};
}

double error_metres(const MapSystem& system) {
  if (system.kind == MapSystem::Kind::gcj02 || system.kind == MapSystem::Kind::bd09) return 1;
  return system.kind == MapSystem::Kind::degrees || system.kind == MapSystem::Kind::gauss_krueger ? 0.3 : 0.001;
}

Result<LonLat> to_wgs84(const MapSystem& system, MapPoint point) {
  using Kind = MapSystem::Kind;
  if (!system.planar()) {
    const LonLat place{point.x, point.y};
    if (auto ok = check_point(place); !ok) return tl::unexpected(ok.error());
    return system.kind == Kind::gcj02 ? gcj02_to_wgs84(place) : system.kind == Kind::bd09 ? bd09_to_wgs84(place) : place;
  }
  const auto inside = within(system, point);
  if (!inside) {
    std::vector<std::pair<std::string, std::string>> facts;
    // Surveyors write north first.
    if (within(system, {point.y, point.x})) facts.emplace_back("swapped", "true");
    if (std::abs(point.x) <= 180 && std::abs(point.y) <= 90) facts.emplace_back("looks_like", "degrees");
    facts.emplace_back("expected", range_of(system));
    return refuse(Reason::bad_point, std::move(facts));
  }
  const auto back = proj_trans(projection_of(system), PJ_INV, proj_coord(inside->x, inside->y, 0, 0));
  const LonLat place{back.lp.lam / std::numbers::pi * 180, back.lp.phi / std::numbers::pi * 180};
  if (!(std::abs(place.lon) <= 180.0000001) || !(std::abs(place.lat) <= 90)) return refuse(Reason::bad_point, {{"expected", range_of(system)}});
  return place;
}

Result<MapPoint> from_wgs84(const MapSystem& system, LonLat point) {
  using Kind = MapSystem::Kind;
  if (auto ok = check_point(point); !ok) return tl::unexpected(ok.error());
  if (!system.planar()) {
    const auto place = system.kind == Kind::gcj02 ? wgs84_to_gcj02(point) : system.kind == Kind::bd09 ? wgs84_to_bd09(point) : point;
    return MapPoint{place.lon, place.lat};
  }
  const bool far = system.kind == Kind::web_mercator ? std::abs(point.lat) > 89.9 : std::abs(std::remainder(point.lon - system.meridian, 360)) > kFarFromMeridian || std::abs(point.lat) > 84 ||
                                                                                       (system.kind == Kind::gauss_krueger && point.lat < 0);
  if (far) return refuse(Reason::bad_point, {{"expected", range_of(system)}});
  const auto to = proj_trans(projection_of(system), PJ_FWD, proj_coord(point.lon * std::numbers::pi / 180, point.lat * std::numbers::pi / 180, 0, 0));
  return MapPoint{to.xy.x + system.zone * kZone, to.xy.y};
}

}  // namespace yiwang
