#include <algorithm>
#include <cmath>
#include <map>

#include "city/draft.h"
#include "geo/overlay.h"

namespace yiwang {

namespace {

constexpr double kSliver = 0.001;   // shares below this come from rounded coordinates and are left alone
constexpr double kSerious = 0.01;   // above this a territorial fault is fatal, below it a warning

struct Shaped {
  const Area* area;
  Box box;
  double m2;
};

bool touch(const Box& a, const Box& b) {
  return a.low.lon < b.high.lon && b.low.lon < a.high.lon && a.low.lat < b.high.lat && b.low.lat < a.high.lat;
}

std::string percent(double share) {
  const auto tenths = std::lround(share * 1000);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

std::string point_text(LonLat point) {
  char text[48];
  std::snprintf(text, sizeof text, "%.6f,%.6f", point.lon, point.lat);
  return text;
}

class GeometryCheck {
 public:
  explicit GeometryCheck(CityDraft& draft) : draft_(draft) {}

  void run() {
    for (const auto& area : draft_.city.areas) {
      if (area.shape.empty()) continue;
      // Functional areas may cross the borders of others, so they are siblings over the whole city.
      const auto family = area.layer == "territorial" ? area.parent : "layer " + area.layer;
      families_[family].push_back({&area, bounds(area.shape), area_m2(area.shape)});
    }
    for (const auto& [family, children] : families_) {
      const double overlaps = check_siblings(children);
      if (const auto row = draft_.areas.row(family); row != CodeBook::npos) check_cover(draft_.city.areas[row], children, overlaps);
    }
  }

 private:
  void report(const Area& area, double share, std::string_view what, FaultFacts facts) {
    const auto at = draft_.shapes_at.find(area.code);
    const auto& origin = at == draft_.shapes_at.end() ? draft_.areas.origin(area.code) : at->second;
    facts.insert(facts.begin(), {"area", area.code});
    facts.emplace_back("percent", percent(share));
    if (share >= kSerious && area.layer == "territorial") draft_.faults.fatal(origin, what, std::move(facts));
    else draft_.faults.warn(origin, what, std::move(facts));
  }

  /// Square metres that two siblings both claim.
  double check_siblings(const std::vector<Shaped>& children) {
    double all = 0;
    for (std::size_t i = 0; i < children.size(); ++i) {
      for (std::size_t j = i + 1; j < children.size(); ++j) {
        if (!touch(children[i].box, children[j].box)) continue;
        const auto common = common_part(children[i].area->shape, children[j].area->shape);
        const double both = common.empty() ? 0 : area_m2(common);
        all += both;
        const double share = both / std::min(children[i].m2, children[j].m2);
        if (share < kSliver) continue;
        report(*children[j].area, share, "overlap", {{"with", children[i].area->code}, {"at", point_text(point_inside(common))}});
      }
    }
    return all;
  }

  void check_cover(const Area& parent, const std::vector<Shaped>& children, double overlaps) {
    if (parent.shape.empty()) return;
    const double whole = area_m2(parent.shape);
    double covered = -overlaps;
    std::vector<const MultiPolygon*> shapes;
    for (const auto& child : children) {
      const double inside = area_m2(common_part(child.area->shape, parent.shape));
      covered += inside;
      shapes.push_back(&child.area->shape);
      const double outside = 1 - inside / child.m2;
      if (outside < kSliver) continue;
      const auto beyond = remainder(child.area->shape, {&parent.shape});
      report(*child.area, outside, "outside_parent", {{"parent", parent.code}, {"at", point_text(point_inside(beyond))}});
    }
    const double missing = 1 - covered / whole;
    if (missing < kSliver) return;
    report(parent, missing, "gap", {{"at", point_text(point_inside(remainder(parent.shape, shapes)))}});
  }

  CityDraft& draft_;
  std::map<std::string, std::vector<Shaped>> families_;
};

/// Points of addresses and elements that lie in another grid than the row says.
void check_points(CityDraft& draft) {
  for (const auto& address : draft.city.addresses) {
    const auto* grid = draft.city.grid_at(address.point);
    if (grid != nullptr && grid->code == address.area) continue;
    draft.faults.warn(draft.addresses.origin(address.code), "outside_area",
                      {{"address", address.code}, {"area", address.area}, {"lies_in", grid == nullptr ? "none" : grid->code}});
  }
  for (const auto& element : draft.city.elements) {
    const auto* grid = draft.city.grid_at(element.point);
    if (grid != nullptr && draft.city.area_within(grid->code, element.area)) continue;
    const auto* area = draft.city.area(element.area);
    if (area == nullptr || area->layer != "territorial") continue;
    draft.faults.warn(draft.elements.origin(element.code), "outside_area",
                      {{"element", element.code}, {"area", element.area}, {"lies_in", grid == nullptr ? "none" : grid->code}});
  }
}

}  // namespace

void check_geometry(CityDraft& draft) {
  GeometryCheck(draft).run();
  check_points(draft);
}

}  // namespace yiwang
