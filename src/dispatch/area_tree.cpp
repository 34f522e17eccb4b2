#include "dispatch/area_tree.h"

namespace yiwang {
namespace {
constexpr int kDeepest = 16;   // ends walks on data with a cycle
}

AreaTree::AreaTree(const City& city) : city_(&city) {
  by_code_.reserve(city.areas.size());
  for (std::size_t i = 0; i < city.areas.size(); ++i) by_code_.emplace(city.areas[i].code, static_cast<std::uint32_t>(i));
  parents_.reserve(city.areas.size());
  for (const auto& area : city.areas) parents_.push_back(find(area.parent));
}

std::uint32_t AreaTree::find(std::string_view code) const {
  const auto it = by_code_.find(code);
  return it == by_code_.end() ? kNone : it->second;
}

bool AreaTree::within(std::uint32_t inner, std::uint32_t outer) const {
  if (outer == kNone) return true;
  for (int steps = 0; inner != kNone && steps < kDeepest; inner = parents_[inner], ++steps) {
    if (inner == outer) return true;
  }
  return false;
}

}  // namespace yiwang
