#pragma once
#include "adapters/http/views.h"
#include "city/areas/at_time.h"
#include "studio/areas/area_desk.h"

namespace yiwang {

/// Contract schema AreaPlanItem, with its changes AreaPlan.
void put_area_plan(JsonOut& out, const StudioDraftRow& plan, const AreaDesk& desk, Office& office, bool whole, const View& view);
/// A GeoJSON feature of one version of an area.
void put_area_feature(JsonOut& out, const DatedArea& dated);
void put_moment(JsonOut& out, std::string_view key, const std::optional<Instant>& at);

}  // namespace yiwang
