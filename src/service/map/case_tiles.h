#pragma once
#include "geo/tiles/mercator.h"
#include "service/map/case_filter.h"

namespace yiwang {

/// The tile's bytes (layer `case` of contract/api/map.yaml), empty when no case of the question lies in it.
std::string case_tile(const CasePoints& points, CaseLook& look, const City& city, TileId tile);
/// Contract schema MapCases as JSON: at most `most` rows, newest first.
std::string case_columns(const CasePoints& points, CaseLook& look, const City& city, std::size_t most);

}  // namespace yiwang
