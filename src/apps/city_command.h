#pragma once
#include <CLI/CLI.hpp>

namespace yiwang {

/// `yiwang city check DIR`, `yiwang city make`, `yiwang city diff OLD NEW`. Sets `exit_code` to 1 when a city named has a fatal fault, else 0.
void add_city_commands(CLI::App& app, int& exit_code);
/// `yiwang city areas-from FROM --out DIR`, below `city`.
void add_areas_from(CLI::App& city, int& exit_code);

}  // namespace yiwang
