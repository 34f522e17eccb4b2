#pragma once
#include <string_view>

#include "cases/case.h"
#include "service/intake.h"

namespace yiwang {

/// What the dispatcher says of a running case as if its place lay in another area; asked for when a border changed under it.
Dispatching advice_in(const Case& c, std::string_view area, const Advisers& advisers);

}  // namespace yiwang
