#pragma once
#include "flow/rules/xml.h"

namespace yiwang::dmn::detail {

/// Whether an element of this local name is an expression in a box.
bool is_expression(std::string_view local);
BoxedPtr boxed_of(Node node);
/// A function definition, under whatever name the element stands (`encapsulatedLogic`, `functionDefinition`).
BoxedPtr boxed_function(Node node);

}  // namespace yiwang::dmn::detail
