#pragma once
#include <CLI/CLI.hpp>

namespace yiwang {

/// `bpmn run MODEL`: a process on a virtual clock, told step by step; `bpmn migrate FROM TO`: whether running states fit another version.
void add_bpmn_run(CLI::App& bpmn, int& exit_code);

}  // namespace yiwang
