#include "dispatch/service_map.h"

#include <algorithm>
#include <functional>
#include <set>

namespace yiwang {

ServiceMap::ServiceMap(const City& city, const AreaTree& areas) : city_(city), areas_(areas), stretches_(city.areas.size()) {
  std::vector<std::vector<std::uint32_t>> children(city.areas.size());
  std::vector<std::uint32_t> roots;
  for (std::uint32_t i = 0; i < city.areas.size(); ++i) {
    if (city.areas[i].layer != "territorial") continue;
    const auto parent = areas.parent(i);
    if (parent == AreaTree::kNone) roots.push_back(i);
    else children[parent].push_back(i);
  }
  const std::function<void(std::uint32_t)> walk = [&](std::uint32_t area) {
    const auto from = leaves();
    for (const auto child : children[area]) walk(child);
    if (children[area].empty()) leaves_.push_back(area);
    stretches_[area] = {from, leaves()};
  };
  for (const auto root : roots) walk(root);
}

const ServiceMap::Known& ServiceMap::known(const std::string& kind) {
  const auto [entry, fresh] = known_.try_emplace(kind);
  auto& known = entry->second;
  if (!fresh) return known;
  struct Seat {
    Stretch stretch;
    const Unit* unit;
  };
  std::vector<Seat> seats;
  std::set<std::uint32_t> taken;           // of several units in one area the first serves
  for (const auto& unit : city_.units) {
    if (unit.kind != kind) continue;
    auto area = areas_.find(unit.area);
    if (area != AreaTree::kNone && areas_.parent(area) == AreaTree::kNone && areas_.area(area).layer == "territorial") area = AreaTree::kNone;
    if (taken.insert(area).second) seats.push_back({stretch(area), &unit});
  }
  // Wider areas first, so that the deepest one is painted last.
  std::stable_sort(seats.begin(), seats.end(), [](const Seat& a, const Seat& b) { return a.stretch.to - a.stretch.from > b.stretch.to - b.stretch.from; });
  const auto depth = [&](const Unit* unit) {
    int steps = 0;
    for (auto area = areas_.find(unit->area); area != AreaTree::kNone && steps < 16; area = areas_.parent(area)) ++steps;
    return steps;
  };
  known.leads.assign(leaves(), nullptr);
  for (const auto& seat : seats) {
    for (auto i = seat.stretch.from; i < seat.stretch.to; ++i) {
      // An only child covers what its parent covers; then depth decides.
      if (known.leads[i] == nullptr || depth(seat.unit) >= depth(known.leads[i])) known.leads[i] = seat.unit;
    }
  }
  for (std::uint32_t i = 1; i < leaves(); ++i) {
    if (known.leads[i] != known.leads[i - 1]) known.changes.push_back(i);
  }
  return known;
}

const ServiceMap::Leads& ServiceMap::leads(const std::string& kind) { return known(kind).leads; }
const std::vector<std::uint32_t>& ServiceMap::changes(const std::string& kind) { return known(kind).changes; }

std::uint32_t ServiceMap::widest(std::uint32_t leaf_place, const std::vector<bool>& held) const {
  auto area = leaves_[leaf_place];
  for (int steps = 0; steps < 16; ++steps) {
    const auto parent = areas_.parent(area);
    if (parent == AreaTree::kNone) return AreaTree::kNone;
    const auto wider = stretches_[parent];
    for (auto i = wider.from; i < wider.to; ++i) {
      if (!held[i]) return area;
    }
    area = parent;
  }
  return area;
}

}  // namespace yiwang
