#include "city/areas/repoint.h"

#include <algorithm>

namespace yiwang {
namespace {

constexpr double kHeir = 0.01;

void add_once(std::vector<std::string>& out, const std::string& code) {
  if (std::find(out.begin(), out.end(), code) == out.end()) out.push_back(code);
}

}  // namespace

Repoint::Repoint(const City& city, const AreaOutcome& outcome) : city_(city), outcome_(outcome) {
  std::map<Layer, std::vector<std::pair<std::uint32_t, MultiPolygon>>> shapes;
  for (const auto& area : outcome.ended) touched_.insert(area.code);
  for (const auto& area : outcome.after) {
    touched_.insert(area.code);
    if (area.shape.empty()) continue;
    auto& [areas, index] = after_[{area.layer, area.kind}];
    shapes[{area.layer, area.kind}].emplace_back(static_cast<std::uint32_t>(areas.size()), area.shape);
    areas.push_back(&area);
  }
  for (auto& [layer, made] : shapes) after_[layer].second = std::make_unique<AreaIndex>(std::move(made));
}

const Area* Repoint::at(const Layer& layer, LonLat point) const {
  const auto found = after_.find(layer);
  if (found == after_.end()) return nullptr;
  const auto key = found->second.second->find(point);
  return key == AreaIndex::kNone ? nullptr : found->second.first[key];
}

std::string Repoint::at_point(const std::string& area, LonLat point) const {
  if (!touches(area)) return area;
  const auto* before = city_.area(area);
  if (before == nullptr) return area;
  if (const auto* now = at({before->layer, before->kind}, point)) return now->code;
  const auto first = heir(area);
  return first.empty() ? before->parent : first;
}

std::vector<std::string> Repoint::heirs(const std::string& area) const {
  if (!outcome_.has_ended(area)) return {area};
  std::vector<std::string> out;
  for (const auto& shift : outcome_.shifts) {
    if (shift.before == area && !shift.after.empty() && shift.share > kHeir) add_once(out, shift.after);
  }
  return out;
}

std::string Repoint::heir(const std::string& area) const {
  const auto all = heirs(area);
  return all.empty() ? std::string{} : all.front();
}

std::vector<std::string> Repoint::all_heirs(const std::vector<std::string>& areas) const {
  std::vector<std::string> out;
  for (const auto& area : areas) {
    for (const auto& heir : heirs(area)) add_once(out, heir);
  }
  return out;
}

std::vector<std::string> Repoint::along(const std::vector<std::string>& areas, const std::vector<LonLat>& line) const {
  std::vector<std::string> out;
  for (const auto& area : areas) {
    if (!touches(area)) {
      add_once(out, area);
      continue;
    }
    const auto* before = city_.area(area);
    const auto known = heirs(area);
    bool any = false;
    for (const auto point : line) {
      const auto* now = before == nullptr ? nullptr : at({before->layer, before->kind}, point);
      if (now == nullptr) continue;
      add_once(out, now->code);
      any = any || std::find(known.begin(), known.end(), now->code) != known.end();
    }
    // No corner lies in it, the line may pass through all the same.
    if (!any) {
      for (const auto& heir : known) add_once(out, heir);
    }
  }
  return out;
}

AreaTouch count_touched(const City& city, const AreaOutcome& outcome) {
  const Repoint repoint(city, outcome);
  AreaTouch out;
  for (const auto& one : city.addresses) out.addresses += repoint.touches(one.area) && repoint.at_point(one.area, one.point) != one.area ? 1 : 0;
  for (const auto& one : city.elements) out.elements += repoint.touches(one.area) && repoint.at_point(one.area, one.point) != one.area ? 1 : 0;
  for (const auto& one : city.estates) out.estates += repoint.touches(one.community) && repoint.at_point(one.community, one.point) != one.community ? 1 : 0;
  for (const auto& one : city.people) out.people += repoint.all_heirs(one.areas) != one.areas ? 1 : 0;
  for (const auto& one : city.duties) out.duties += !one.area.empty() && repoint.heirs(one.area) != std::vector{one.area} ? 1 : 0;
  for (const auto& one : city.units) out.units += !one.area.empty() && repoint.heir(one.area) != one.area ? 1 : 0;
  for (const auto& one : city.roads) {
    if (std::any_of(one.areas.begin(), one.areas.end(), [&](const auto& area) { return repoint.touches(area); })) out.roads += repoint.along(one.areas, one.line) != one.areas ? 1 : 0;
  }
  return out;
}

}  // namespace yiwang
