#pragma once
#include "flow/feel/type.h"

namespace yiwang::dmn::detail {

/// A value in which strings that stand where `type` wants a date, time or duration are read as such, in lists and contexts too. What does not read stays.
feel::Value read_texts(const feel::Value& value, const feel::Type& type);

}  // namespace yiwang::dmn::detail
