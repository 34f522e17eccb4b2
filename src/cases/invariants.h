#pragma once
#include <string>
#include <vector>

#include "cases/case.h"

namespace yiwang {

/// What is true of every case that was made by `decide` and `apply`, said as the names of those that do not hold; empty when all is well. Used by the
/// tests, by `yiwang verify` and by the rehearsal. Looks only at the case.
std::vector<std::string> broken_invariants(const Case& c);

}  // namespace yiwang
