#pragma once
#include <CLI/CLI.hpp>

namespace yiwang {

/// `yiwang bench geo`: where is what, beside Boost's R-tree and PostGIS on the same data in the same run.
void add_bench_geo(CLI::App& bench, int& exit_code);

}  // namespace yiwang
