#pragma once
#include <string>

#include "adapters/http/rehearsal_port.h"

namespace yiwang {

/// Contract schema Rehearsal.
std::string rehearsal_json(const RehearsalControl::State& state);

}  // namespace yiwang
