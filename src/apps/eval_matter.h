#pragma once
#include <CLI/CLI.hpp>

namespace yiwang {

/// `yiwang eval ...`: how good the advice is on labelled data. `eval matter` trains on one file and tests on another.
void add_eval_commands(CLI::App& app, int& exit_code);

}  // namespace yiwang
