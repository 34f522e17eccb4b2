#pragma once
#include <CLI/CLI.hpp>

namespace yiwang {

/// `yiwang bench merge`: merging and splitting cases through the one writer, durable, one after another, with many cases in the window.
void add_bench_merge(CLI::App& bench, int& exit_code);

}  // namespace yiwang
