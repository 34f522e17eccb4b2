#pragma once
#include <string>

#include "city/areas/plan.h"
#include "city/areas/topology.h"
#include "service/ports.h"

namespace yiwang {

/// What a plan would make of the areas of a city: contract schema AreaPreview, as text. Below a second for some thousand grids: only what lies around the changes is checked.
std::string preview_text(const AreaPlan& plan, const City& city, Store& store);
/// Contract schema AreaFaults. `names` finds areas the plan makes.
std::string faults_text(const std::vector<AreaFault>& faults, const City& city, const std::vector<Area>& made = {});

}  // namespace yiwang
