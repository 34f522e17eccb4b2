#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "dispatch/area_tree.h"

namespace yiwang {

/// Which unit of a kind serves a place: what a duty's `@kind` means.
class UnitFinder {
 public:
  UnitFinder(const City& city, const AreaTree& areas);
  /// The unit of the kind whose area is the deepest one that holds the place; of several in one area the first in units.csv. With the place unknown
  /// (kNone) only a unit of the whole city serves. Null when none does.
  const Unit* serving(const std::string& kind, std::uint32_t place) const;
  /// The unit of the kind whose area is just this one, or null.
  const Unit* at(const std::string& kind, std::uint32_t area) const;
  /// All units that may serve somewhere within `scope` (kNone: the whole city), in the order of units.csv, those below first.
  std::vector<const Unit*> within(const std::string& kind, std::uint32_t scope) const;

 private:
  struct Seat {
    std::uint32_t area;
    const Unit* unit;
  };
  const AreaTree* areas_;
  std::unordered_map<std::string, std::vector<Seat>> by_kind_;
};

}  // namespace yiwang
