#pragma once
#include <memory>
#include <string>
#include <vector>

#include "flow/process/plan.h"
#include "studio/check.h"

namespace yiwang {

/// A process text compiled for a walk, in a moment and without the rest of the city being loaded again. The plan is null when it cannot be run.
struct ReadProcess {
  std::shared_ptr<const process::Plan> plan;
  std::vector<StudioFault> faults;
};
ReadProcess read_process(const std::string& text, const std::string& code, const Surroundings& with);

}  // namespace yiwang
