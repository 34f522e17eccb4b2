#include "service/blocks/ground.h"

#include <algorithm>

namespace yiwang {

std::vector<std::string> limits_of(const Identity& who, const City& city) {
  if (!who.areas.empty() || units_of(who, city).empty()) return who.areas;
  const auto* unit = city.unit(who.unit);
  return unit != nullptr && !unit->area.empty() ? std::vector<std::string>{unit->area} : std::vector<std::string>{};
}

Ground::Ground(const City& city, std::string area, std::vector<std::string> limits) : city_(city), area_(std::move(area)), limits_(std::move(limits)) {}

Ground::Ground(const City& city, const MultiPolygon& shape, std::vector<std::string> limits)
    : city_(city), limits_(std::move(limits)), box_(bounds(shape)), sides_(crossings(shape)) {}

Done Ground::check() const {
  const bool some = limits_.empty() || area_.empty() || std::any_of(limits_.begin(), limits_.end(), [&](const auto& mine) { return city_.area_within(area_, mine) || city_.area_within(mine, area_); });
  return some ? done() : refuse(Reason::outside_scope, {{"area", area_}}, "area");
}

bool Ground::area_fits(const std::string& area) {
  const auto [known, fresh] = known_.emplace(area, false);
  if (fresh) {
    const bool inside = area_.empty() || city_.area_within(area, area_);
    known->second = inside && (limits_.empty() || std::any_of(limits_.begin(), limits_.end(), [&](const auto& mine) { return city_.area_within(area, mine); }));
  }
  return known->second;
}

bool Ground::holds(const std::string& area, LonLat point) {
  if (box_ && (point.lon < box_->low.lon || point.lon > box_->high.lon || point.lat < box_->low.lat || point.lat > box_->high.lat || !contains(sides_, point))) return false;
  return area_fits(area);
}

}  // namespace yiwang
