#pragma once
#include <CLI/CLI.hpp>

namespace yiwang {

/// `yiwang eval duplicates`: replays requests in time order and asks for each which earlier case it repeats; known pairs judge.
void add_eval_duplicates(CLI::App& eval, int& exit_code);

}  // namespace yiwang
