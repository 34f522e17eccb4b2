#pragma once
#include <span>
#include <string_view>

#include "flow/diagram/check.h"

namespace yiwang::bpmn {

/// A rule of `check`: what must hold, and what to do when it does not. Numbers EXT.nnn are those of the published list of BPMN 2.0 constraints (Geiger et al.).
struct Rule {
  std::string_view code;
  Severity severity;
  std::string_view holds;
  std::string_view advice;
  bool eases = false;  ///< only a warning in files without an executable process: drawings may leave data unfinished
};

/// All rules, in the order of the documentation.
std::span<const Rule> rules();
const Rule* find_rule(std::string_view code);

}  // namespace yiwang::bpmn
