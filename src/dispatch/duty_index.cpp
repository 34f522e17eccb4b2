#include "dispatch/duty_index.h"

#include <algorithm>

#include "base/text.h"

namespace yiwang {
namespace {

int depth(const AreaTree& areas, std::uint32_t area) {
  int steps = 0;
  for (; area != AreaTree::kNone && steps < 16; area = areas.parent(area)) ++steps;
  return steps;
}

}  // namespace

DutyIndex::DutyIndex(const City& city, const AreaTree& areas) {
  for (const auto& duty : city.duties) {
    DutyRule rule;
    rule.duty = &duty;
    if (!duty.area.empty()) {
      rule.area = areas.find(duty.area);
      if (rule.area == AreaTree::kNone) continue;
    }
    auto condition = parse_condition(duty.condition);
    if (!condition) continue;
    rule.condition = std::move(*condition);
    for (auto& word : rule.condition.words) word = normalise(word);
    rule.conditions = (rule.condition.time ? 1 : 0) + (rule.condition.words.empty() ? 0 : 1);
    by_matter_[duty.matter].push_back(std::move(rule));
  }
  for (auto& [matter, rules] : by_matter_) {
    std::stable_sort(rules.begin(), rules.end(), [&](const DutyRule& a, const DutyRule& b) {
      const int da = depth(areas, a.area);
      const int db = depth(areas, b.area);
      return da != db ? da > db : a.conditions > b.conditions;
    });
  }
}

std::vector<const DutyRule*> DutyIndex::rules(std::string_view matter) const {
  std::vector<const DutyRule*> out;
  for (std::size_t digits = matter.size(); digits >= 2; digits -= std::min<std::size_t>(2, digits)) {
    const auto it = by_matter_.find(matter.substr(0, digits));
    if (it == by_matter_.end()) continue;
    for (const auto& rule : it->second) out.push_back(&rule);
  }
  return out;
}

}  // namespace yiwang
