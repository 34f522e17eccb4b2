#include "apps/bpmn_refuse.h"
#include "apps/bpmn_run.h"
#include "apps/bpmn_suite.h"
#include "apps/commands.h"

namespace yiwang {

void add_bpmn(CLI::App& app, int& exit_code) {
  auto* bpmn = app.add_subcommand("bpmn", "processes as BPMN files: check, compare with others' models, run");
  bpmn->require_subcommand(1);
  add_bpmn_document_commands(*bpmn, exit_code);
  add_bpmn_run(*bpmn, exit_code);
  add_bpmn_suite(*bpmn, exit_code);
}

}  // namespace yiwang
