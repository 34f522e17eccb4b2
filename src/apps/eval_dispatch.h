#pragma once
#include <CLI/CLI.hpp>

namespace yiwang {

/// `yiwang eval dispatch`: how well learned dispatching names the queue or unit that finally had a request, learning from one file and judged on another.
void add_eval_dispatch(CLI::App& eval, int& exit_code);

}  // namespace yiwang
