#include "dispatch/overlays.h"

#include <map>
#include <string>

namespace yiwang {

Overlays::Overlays(const City& city, const AreaTree& areas) : areas_(&areas) {
  std::map<std::string, std::vector<std::pair<std::uint32_t, MultiPolygon>>> shapes;
  for (std::size_t i = 0; i < city.areas.size(); ++i) {
    const auto& area = city.areas[i];
    if (area.layer != "territorial" && !area.shape.empty()) shapes[area.layer].emplace_back(static_cast<std::uint32_t>(i), area.shape);
  }
  for (auto& [layer, list] : shapes) layers_.emplace_back(std::move(list));
}

std::vector<std::uint32_t> Overlays::at(std::optional<LonLat> point) const {
  std::vector<std::uint32_t> out;
  if (!point) return out;
  for (const auto& layer : layers_) {
    if (const auto area = layer.find(*point); area != AreaIndex::kNone) out.push_back(area);
  }
  return out;
}

}  // namespace yiwang
