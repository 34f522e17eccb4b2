#include "city/areas/topology.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "city/areas/shapes.h"

namespace yiwang {
namespace {

constexpr double kLeast = 0.5;             // square metres
constexpr double kNarrow = 0.3;            // metres

struct Shaped {
  const Area* area;
  Box box;
};

struct Side {
  LonLat from, to;
  bool operator==(const Side&) const = default;
};
struct SideHash {
  std::size_t operator()(const Side& side) const {
    std::size_t hash = 1469598103934665603ULL;
    for (const double value : {side.from.lon, side.from.lat, side.to.lon, side.to.lat}) hash = (hash ^ std::hash<double>{}(value)) * 1099511628211ULL;
    return hash;
  }
};

double turn_of(const Ring& ring) {
  double sum = 0;
  for (std::size_t i = 0, n = ring.size(); i < n; ++i) {
    const auto& a = ring[i];
    const auto& b = ring[(i + 1) % n];
    sum += (a.lon - ring[0].lon) * (b.lat - ring[0].lat) - (b.lon - ring[0].lon) * (a.lat - ring[0].lat);
  }
  return sum;
}

/// If the sides of the children, each cancelled by the same side gone the other way, leave just those of the parent, every point of the parent lies in exactly one child:
/// winding numbers add up, and none is negative.
bool fill_exactly(const MultiPolygon& parent, const std::vector<Shaped>& children) {
  std::unordered_map<Side, int, SideHash> sides;
  const auto add = [&](const MultiPolygon& shape, int sign) {
    const auto ring_sides = [&](const Ring& ring, bool outer) {
      const bool left = (turn_of(ring) > 0) == outer;      // outer rings anticlockwise, holes clockwise
      for (std::size_t i = 0, n = ring.size(); i < n; ++i) {
        auto a = ring[i], b = ring[(i + 1) % n];
        if (a == b) continue;
        if (!left) std::swap(a, b);
        const bool kept = a.lon < b.lon || (a.lon == b.lon && a.lat < b.lat);
        sides[kept ? Side{a, b} : Side{b, a}] += kept ? sign : -sign;
      }
    };
    for (const auto& polygon : shape) {
      ring_sides(polygon.outer, true);
      for (const auto& hole : polygon.holes) ring_sides(hole, false);
    }
  };
  add(parent, -1);
  for (const auto& child : children) add(child.area->shape, 1);
  return std::all_of(sides.begin(), sides.end(), [](const auto& side) { return side.second == 0; });
}

class Check {
 public:
  Check(const std::vector<Area>& areas, const std::string& layer, const std::set<std::string>* around) : layer_(layer), around_(around), territorial_(layer == "territorial") {
    for (const auto& area : areas) by_code_.emplace(area.code, &area);
    for (const auto& area : areas) {
      if (area.layer != layer) continue;
      // Functional areas may cross the borders of others: siblings are all of a kind.
      families_[territorial_ ? area.parent : std::string(code_of(area.kind))].push_back(&area);
    }
  }

  std::vector<AreaFault> run() {
    for (const auto& [family, members] : families_) {
      const auto found = by_code_.find(family);
      const Area* parent = territorial_ && found != by_code_.end() ? found->second : nullptr;
      if (territorial_ && around_ != nullptr && !around_->contains(family) && std::none_of(members.begin(), members.end(), [&](const Area* one) { return around_->contains(one->code); })) continue;
      check(parent, members);
    }
    std::stable_sort(out_.begin(), out_.end(), [](const AreaFault& a, const AreaFault& b) {
      if (a.error != b.error) return a.error;
      if (a.m2 != b.m2) return a.m2 > b.m2;
      return a.areas < b.areas;
    });
    return std::move(out_);
  }

 private:
  bool asked(const Area& area) const { return around_ == nullptr || around_->contains(area.code); }

  void report(std::string_view rule, const MultiPolygon& ground, const std::vector<std::string>& areas) {
    for (const auto& part : ground) {
      AreaFault fault;
      fault.shape = {part};
      fault.m2 = area_m2(fault.shape);
      if (fault.m2 < kLeast) continue;
      const bool narrow = 2 * fault.m2 / perimeter_m(fault.shape) < kNarrow;
      fault.rule = narrow ? "sliver" : rule;
      fault.error = territorial_ && !narrow;
      fault.areas = areas;
      fault.at = point_inside(fault.shape);
      out_.push_back(std::move(fault));
    }
  }

  /// What can be laid over others; the rest is reported.
  std::vector<Shaped> usable(const std::vector<const Area*>& members) {
    std::vector<Shaped> out;
    const bool any = std::any_of(members.begin(), members.end(), [](const Area* one) { return !one->shape.empty(); });
    for (const auto* area : members) {
      if (area->shape.empty()) {
        if (any && asked(*area)) out_.push_back({"no_shape", false, 0, {area->code}, {}, {}});
        continue;
      }
      if (asked(*area)) {
        if (const auto fault = shape_fault(area->shape); !fault.empty()) {
          out_.push_back({"bad_polygon", true, area_m2(area->shape), {area->code}, area->shape, area->shape.front().outer.front()});
          continue;
        }
        apart(*area);
      }
      out.push_back({area, bounds(area->shape)});
    }
    return out;
  }

  void apart(const Area& area) {
    if (area.shape.size() < 2) return;
    std::size_t largest = 0;
    std::vector<double> sizes;
    for (const auto& part : area.shape) sizes.push_back(area_m2({part}));
    for (std::size_t i = 1; i < sizes.size(); ++i) largest = sizes[i] > sizes[largest] ? i : largest;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      if (i != largest) out_.push_back({"enclave", false, sizes[i], {area.code}, {area.shape[i]}, point_inside({area.shape[i]})});
    }
  }

  void check(const Area* parent, const std::vector<const Area*>& members) {
    auto children = usable(members);
    if (children.empty()) return;
    const bool covers = parent != nullptr && !parent->shape.empty();
    if (covers && children.size() == members.size() && fill_exactly(parent->shape, children)) return;
    std::sort(children.begin(), children.end(), [](const Shaped& a, const Shaped& b) { return a.box.low.lon != b.box.low.lon ? a.box.low.lon < b.box.low.lon : a.area->code < b.area->code; });
    for (std::size_t i = 0; i < children.size(); ++i) {
      for (std::size_t j = i + 1; j < children.size() && children[j].box.low.lon <= children[i].box.high.lon; ++j) {
        if (!boxes_touch(children[i].box, children[j].box) || (!territorial_ && !asked(*children[i].area) && !asked(*children[j].area))) continue;
        auto codes = std::vector{children[i].area->code, children[j].area->code};
        std::sort(codes.begin(), codes.end());
        report("overlap", common_part(children[i].area->shape, children[j].area->shape), codes);
      }
    }
    if (!covers) return;
    std::vector<const MultiPolygon*> shapes;
    for (const auto& child : children) {
      shapes.push_back(&child.area->shape);
      report("outside_parent", remainder(child.area->shape, {&parent->shape}), {child.area->code, parent->code});
    }
    report("gap", remainder(parent->shape, shapes), {parent->code});
  }

  std::string layer_;
  const std::set<std::string>* around_;
  bool territorial_;
  std::unordered_map<std::string, const Area*> by_code_;
  std::map<std::string, std::vector<const Area*>> families_;
  std::vector<AreaFault> out_;
};

}  // namespace

std::vector<AreaFault> check_topology(const std::vector<Area>& areas, const std::string& layer, const std::set<std::string>* around) { return Check(areas, layer, around).run(); }

}  // namespace yiwang
