#pragma once
#include <string>

#include "flow/rules/definitions.h"

namespace yiwang::dmn::detail {

/// An expression box as text, the same for equal boxes whatever their ids: to tell whether logic changed, and to show both sides.
std::string box_text(const BoxedPtr& boxed);

}  // namespace yiwang::dmn::detail
