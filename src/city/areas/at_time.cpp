#include "city/areas/at_time.h"

#include <algorithm>
#include <unordered_map>

namespace yiwang {
namespace {

/// Since when each code is as it is.
std::unordered_map<std::string, Instant> last_changes(const City& city) {
  std::unordered_map<std::string, Instant> out;
  if (city.area_history == nullptr) return out;
  for (const auto& step : city.area_history->steps()) {
    if (!step.after.empty()) out[step.after] = step.from;
  }
  return out;
}

}  // namespace

std::vector<DatedArea> versions_of(const City& city, std::string_view code) {
  std::vector<DatedArea> out;
  if (const auto* present = city.area(code)) {
    const auto since = last_changes(city);
    const auto found = since.find(std::string(code));
    out.push_back({present, found == since.end() ? std::nullopt : std::optional(found->second), std::nullopt});
  }
  if (city.area_history == nullptr) return out;
  auto past = city.area_history->versions(code);
  for (auto one = past.rbegin(); one != past.rend(); ++one) out.push_back({&(*one)->area, (*one)->from, (*one)->until});
  return out;
}

std::vector<DatedArea> areas_at_time(const City& city, std::string_view layer, std::optional<Instant> at) {
  std::vector<DatedArea> out;
  const auto since = last_changes(city);
  for (const auto& area : city.areas) {
    if (area.layer != layer) continue;
    const auto found = since.find(area.code);
    const auto from = found == since.end() ? std::nullopt : std::optional(found->second);
    if (!at || !from || *from <= *at) out.push_back({&area, from, std::nullopt});
  }
  if (at && city.area_history != nullptr) {
    for (const auto& past : city.area_history->past()) {
      if (past.area.layer == layer && *at < past.until && (!past.from || *past.from <= *at)) out.push_back({&past.area, past.from, past.until});
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const DatedArea& a, const DatedArea& b) { return a.area->code < b.area->code; });
  return out;
}

}  // namespace yiwang
