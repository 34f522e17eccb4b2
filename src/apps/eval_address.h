#pragma once
#include <CLI/CLI.hpp>

namespace yiwang {

/// `yiwang eval address-parse`: how well addresses are cut into their phrases, on labelled ones.
void add_eval_address(CLI::App& eval, int& exit_code);

}  // namespace yiwang
