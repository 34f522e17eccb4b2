#pragma once
#include <optional>
#include <string>
#include <vector>

#include "city/city.h"

namespace yiwang {

/// Ground two areas of different layers share, and the addresses on it.
struct AreaOverlap {
  const Area* from = nullptr;              // live as long as the city
  const Area* to = nullptr;
  double m2 = 0, share_of_from = 0, share_of_to = 0;
  std::size_t addresses = 0;
  std::optional<double> address_share_of_from, address_share_of_to;   // none where that side has no address
};

struct MappingQuestion {
  std::string from, to = "territorial";    // layers
  std::optional<AreaKind> from_kind, to_kind;   // the smallest drawn one when none
  std::string area;                        // of either layer: only pairs with one side in it or below; empty = all
};
/// By code of `from`, the largest share first; pairs that share less than a square metre or a thousandth of both are left out.
std::vector<AreaOverlap> map_layers(const City& city, const MappingQuestion& question);

}  // namespace yiwang
