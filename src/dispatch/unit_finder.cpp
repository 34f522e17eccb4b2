#include "dispatch/unit_finder.h"

#include <algorithm>

namespace yiwang {

UnitFinder::UnitFinder(const City& city, const AreaTree& areas) : areas_(&areas) {
  for (const auto& unit : city.units) {
    auto area = areas.find(unit.area);
    // The whole city is "everywhere": what has no area above it serves places that are not known yet, too.
    if (area != AreaTree::kNone && areas.parent(area) == AreaTree::kNone && areas.area(area).layer == "territorial") area = AreaTree::kNone;
    auto& seats = by_kind_[unit.kind];
    const bool taken = std::any_of(seats.begin(), seats.end(), [&](const Seat& seat) { return seat.area == area; });
    if (!taken) seats.push_back({area, &unit});
  }
}

const Unit* UnitFinder::at(const std::string& kind, std::uint32_t area) const {
  const auto it = by_kind_.find(kind);
  if (it == by_kind_.end()) return nullptr;
  const auto seat = std::find_if(it->second.begin(), it->second.end(), [&](const Seat& one) { return one.area == area; });
  return seat == it->second.end() ? nullptr : seat->unit;
}

const Unit* UnitFinder::serving(const std::string& kind, std::uint32_t place) const {
  for (int steps = 0; steps < 17; ++steps) {
    if (const auto* unit = at(kind, place)) return unit;
    if (place == AreaTree::kNone) return nullptr;
    place = areas_->parent(place);
  }
  return nullptr;
}

std::vector<const Unit*> UnitFinder::within(const std::string& kind, std::uint32_t scope) const {
  std::vector<const Unit*> out;
  const auto it = by_kind_.find(kind);
  if (it == by_kind_.end()) return out;
  for (const auto& seat : it->second) {
    if (seat.area != scope && seat.area != AreaTree::kNone && areas_->within(seat.area, scope)) out.push_back(seat.unit);
  }
  const Unit* above = serving(kind, scope);
  if (above != nullptr) out.push_back(above);
  return out;
}

}  // namespace yiwang
