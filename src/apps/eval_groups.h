#pragma once
#include <CLI/CLI.hpp>

namespace yiwang {

/// `yiwang eval groups`: replays messages in time order and lists the groups found, the hottest first.
void add_eval_groups(CLI::App& eval, int& exit_code);

}  // namespace yiwang
