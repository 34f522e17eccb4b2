#pragma once
#include <CLI/CLI.hpp>

namespace yiwang {

/// `yiwang eval standardise`: noisy addresses made from a city, standardised again.
void add_eval_standardise(CLI::App& eval, int& exit_code);

}  // namespace yiwang
