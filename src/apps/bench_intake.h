#pragma once
#include <CLI/CLI.hpp>

namespace yiwang {

/// `yiwang bench intake`: the whole way in, durable, against bare SQLite in the same run.
void add_bench_intake(CLI::App& bench, int& exit_code);

}  // namespace yiwang
