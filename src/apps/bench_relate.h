#pragma once
#include <CLI/CLI.hpp>

namespace yiwang {

/// `yiwang bench relate`: finding an edited copy among many cases, beside an exact scan and PostgreSQL's pg_trgm in the same run.
void add_bench_relate(CLI::App& bench, int& exit_code);

}  // namespace yiwang
