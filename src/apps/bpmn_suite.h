#pragma once
#include <CLI/CLI.hpp>

namespace yiwang {

/// `bpmn suite DIR [--class must|optional|all] [--csv OUT]`: runs models with expected traces on a virtual clock.
void add_bpmn_suite(CLI::App& bpmn, int& exit_code);

}  // namespace yiwang
