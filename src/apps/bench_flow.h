#pragma once
#include <CLI/CLI.hpp>

namespace yiwang {

/// `yiwang bench flow --data DIR [--json]`: processes and decisions, in memory, durable, waiting in their millions.
void add_bench_flow(CLI::App& bench, int& exit_code);

}  // namespace yiwang
