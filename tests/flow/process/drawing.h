#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "flow/process/plan.h"

namespace yiwang::process {

/// A model from a few lines of words, written out as BPMN XML and read like any other:
///
///     allow return jump
///     start s
///     user a assign='"Li"' due=P1D
///     boundary late on=a timer=PT1H interrupting=false
///     sub inner {
///       ...
///     }
///     s -> a
///     f2: a -> b if urgent = 1
std::string draw(std::string_view lines, std::string_view process = "p");

/// The plan of a drawing; throws std::runtime_error with the faults when it is refused.
std::shared_ptr<const Plan> plan_of(std::string_view lines, std::string_view process = "p");

}  // namespace yiwang::process
