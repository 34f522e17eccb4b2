#pragma once
#include <CLI/CLI.hpp>

namespace yiwang {

/// `bpmn refuse DIR`, `bpmn check FILE...`, `bpmn roundtrip DIR`: what can be said of BPMN files without running them.
void add_bpmn_document_commands(CLI::App& bpmn, int& exit_code);

}  // namespace yiwang
