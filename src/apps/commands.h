#pragma once
#include <CLI/CLI.hpp>

namespace yiwang {

// One file a subcommand. Each registers itself; when it runs, it sets `exit_code` (0 done, 1 refused or faults found, 2 machinery broken).
void add_init(CLI::App& app, int& exit_code);
void add_import(CLI::App& app, int& exit_code);
void add_serve(CLI::App& app, int& exit_code);
void add_verify(CLI::App& app, int& exit_code);
void add_trail(CLI::App& app, int& exit_code);
void add_bench(CLI::App& app, int& exit_code);
void add_rehearse(CLI::App& app, int& exit_code);
void add_dmn(CLI::App& app, int& exit_code);
void add_bpmn(CLI::App& app, int& exit_code);
void add_forms(CLI::App& app, int& exit_code);
void add_learn(CLI::App& app, int& exit_code);
void add_fill(CLI::App& app, int& exit_code);
void add_standardise(CLI::App& app, int& exit_code);
void add_places(CLI::App& app, int& exit_code);
void add_areas(CLI::App& app, int& exit_code);
void add_beidou(CLI::App& app, int& exit_code);
void add_element_code(CLI::App& app, int& exit_code);
void add_coordinates(CLI::App& app, int& exit_code);
void add_geometry(CLI::App& app, int& exit_code);

}  // namespace yiwang
