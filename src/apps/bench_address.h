#pragma once
#include <CLI/CLI.hpp>

namespace yiwang {

/// `yiwang bench address`: standardising against a library of a million addresses.
void add_bench_address(CLI::App& bench, int& exit_code);

}  // namespace yiwang
