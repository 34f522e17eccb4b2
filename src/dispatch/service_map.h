#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "dispatch/area_tree.h"

namespace yiwang {

/// The smallest territorial areas in one row, so that every area is a stretch of it, and which unit of a kind serves each. For whole-city questions, where
/// UnitFinder's one-place answers would be too slow. Says the same as UnitFinder for these areas.
class ServiceMap {
 public:
  struct Stretch {
    std::uint32_t from = 0, to = 0;        // leaves [from, to)
    bool empty() const { return from == to; }
    bool holds(const Stretch& other) const { return from <= other.from && other.to <= to; }
  };
  using Leads = std::vector<const Unit*>;  // one a leaf, null where nobody serves

  ServiceMap(const City& city, const AreaTree& areas);
  std::uint32_t leaves() const { return static_cast<std::uint32_t>(leaves_.size()); }
  std::uint32_t leaf(std::uint32_t place) const { return leaves_[place]; }
  /// kNone: everywhere. Empty for functional areas, which lie over the territorial ones.
  Stretch stretch(std::uint32_t area) const { return area == AreaTree::kNone ? Stretch{0, leaves()} : stretches_[area]; }
  /// Leads of a kind, and the leaves at which the lead changes.
  const Leads& leads(const std::string& kind);
  const std::vector<std::uint32_t>& changes(const std::string& kind);
  /// The largest area all of whose leaves are in `held`, starting from this leaf; kNone when that is the whole city.
  std::uint32_t widest(std::uint32_t leaf_place, const std::vector<bool>& held) const;

 private:
  struct Known {
    Leads leads;
    std::vector<std::uint32_t> changes;
  };
  const Known& known(const std::string& kind);
  const City& city_;
  const AreaTree& areas_;
  std::vector<std::uint32_t> leaves_;      // area numbers
  std::vector<Stretch> stretches_;
  std::unordered_map<std::string, Known> known_;
};

}  // namespace yiwang
