#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "city/areas/history.h"

namespace yiwang {

/// One version of an area and when it held: from the beginning without `from`, to this day without `until`. Lives as long as the city.
struct DatedArea {
  const Area* area = nullptr;
  std::optional<Instant> from, until;
};
/// Newest first; empty for a code nobody ever had.
std::vector<DatedArea> versions_of(const City& city, std::string_view code);
/// The areas of a layer as they were at a moment (as they are without one), by code.
std::vector<DatedArea> areas_at_time(const City& city, std::string_view layer, std::optional<Instant> at);

}  // namespace yiwang
