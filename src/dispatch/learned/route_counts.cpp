#include "dispatch/learned/route_counts.h"

#include <algorithm>
#include <cmath>

namespace yiwang {
namespace {

UnitTally& of_unit(RouteTally& tally, std::uint32_t unit) {
  for (auto& one : tally.units) {
    if (one.unit == unit) return one;
  }
  tally.units.push_back({unit});
  return tally.units.back();
}

}  // namespace

const UnitTally* RouteTally::of(std::uint32_t unit) const {
  for (const auto& one : units) {
    if (one.unit == unit) return &one;
  }
  return nullptr;
}

void RouteCounts::add(const RouteShape& shape, const RouteKeys& keys, Instant at, std::optional<std::uint32_t> unit, const std::vector<std::uint32_t>& returned_by) {
  const auto ms = at.time_since_epoch().count();
  if (!any_) began_ms_ = ms;
  any_ = true;
  const double weight = std::exp2(static_cast<double>(ms - began_ms_) / (half_life_days_ * 86'400'000.0));
  scale_ = std::max(scale_, weight);
  const auto count = [&](RouteTally& tally, bool recent) {
    if (unit) {
      auto& one = of_unit(tally, *unit);
      one.cases += 1;
      tally.cases += 1;
      if (recent) {
        one.recent += weight;
        tally.recent += weight;
      }
    }
    for (const auto refuser : returned_by) {
      of_unit(tally, refuser).returns += 1;
      tally.returns += 1;
    }
  };
  count(all_, true);
  count(tallies_[keys.ground], false);
  for (std::size_t k = 0; k < keys.crosses.size(); ++k) count(tallies_[keys.crosses[k]], shape.crosses[k].recent);
  for (const auto word : keys.words) count(tallies_[word], false);
}

const RouteTally* RouteCounts::find(std::uint64_t key) const {
  const auto at = tallies_.find(key);
  return at == tallies_.end() ? nullptr : &at->second;
}

}  // namespace yiwang
