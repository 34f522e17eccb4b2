#pragma once
#include <string_view>

namespace yiwang::bpmn::detail {

// Whether a text is what ISO 8601 lets stand in a timer of BPMN.

bool is_iso_date_time(std::string_view text);
bool is_iso_duration(std::string_view text);
/// `R[n]/...` with a duration or two ends, or a duration alone.
bool is_iso_cycle(std::string_view text);
/// Plainly an expression: after `=`, in ${...}, or more than one word of letters.
bool is_timer_expression(std::string_view text);

}  // namespace yiwang::bpmn::detail
