#pragma once
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "dispatch/learned/route_keys.h"

namespace yiwang {

/// How often each unit worked cases like these, and how often it handed them back.
struct UnitTally {
  std::uint32_t unit = 0;
  float cases = 0;
  float returns = 0;
  double recent = 0;                       // old cases fading; only compared within one RouteCounts, see recent_scale
};
struct RouteTally {
  std::vector<UnitTally> units;
  float cases = 0;
  float returns = 0;
  double recent = 0;
  /// Null when the unit was never met here.
  const UnitTally* of(std::uint32_t unit) const;
};

/// The past, counted by crosses. Adding is one writer's; looking up is anybody's while nobody adds.
class RouteCounts {
 public:
  explicit RouteCounts(double half_life_days = 21) : half_life_days_(half_life_days) {}
  /// Cases should come in the order of time; `recent` fades by their `at`. Without a unit only the returns count.
  void add(const RouteShape& shape, const RouteKeys& keys, Instant at, std::optional<std::uint32_t> unit, const std::vector<std::uint32_t>& returned_by);
  const RouteTally* find(std::uint64_t key) const;
  const RouteTally& all() const { return all_; }
  /// What `recent` must be divided by to count a case of the last moment as one.
  double recent_scale() const { return scale_; }
  std::size_t size() const { return tallies_.size(); }

 private:
  double half_life_days_;
  std::int64_t began_ms_ = 0;
  bool any_ = false;
  double scale_ = 1;
  RouteTally all_;
  std::unordered_map<std::uint64_t, RouteTally> tallies_;
};

}  // namespace yiwang
