#pragma once
#include "base/json.h"
#include "understand/call/call_form.h"

namespace yiwang {

/// A value as JSON, and back for the field it belongs to. `wrong_type` or `unknown_value` name the field; `null` is no value.
json::Value to_json(const CallValue& value);
Result<std::optional<CallValue>> read_call_value(CallField field, const json::Value& value);

/// A whole form as it is kept with a closed call, and back. What cannot be read is left out.
json::Value to_json(const CallForm& form);
CallForm read_call_form(const json::Value& value);

}  // namespace yiwang
