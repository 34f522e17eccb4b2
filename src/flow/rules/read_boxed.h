#pragma once
#include "flow/rules/xml.h"

namespace yiwang::dmn::detail {

/// Whether an element of this local name is an expression in a box.
bool is_expression(std::string_view local);
/// The expression language an element names; empty for FEEL, however it is spelled.
std::string language_of(Node node);
BoxedPtr boxed_of(Node node);
/// A function definition, under whatever name the element stands (`encapsulatedLogic`, `functionDefinition`).
BoxedPtr boxed_function(Node node);

}  // namespace yiwang::dmn::detail
