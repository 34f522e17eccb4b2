#pragma once
#include <optional>

#include "base/json.h"
#include "flow/feel/decimal.h"

namespace yiwang::forms::detail {

/// Equality of JSON Schema: 1 equals 1.0, objects whatever their order, true is not 1.
bool equal(const json::Value& a, const json::Value& b);
/// A JSON number exactly; nullopt when it is none.
std::optional<feel::Decimal> number_of(const json::Value& value);
bool is_integer(const json::Value& value);

}  // namespace yiwang::forms::detail
