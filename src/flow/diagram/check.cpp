#include "flow/diagram/check.h"

#include <algorithm>

#include "flow/diagram/checker.h"

namespace yiwang::bpmn {

namespace {

std::vector<Fault> run(const Document& document, const Callable* callable) {
  detail::Checker checker(document, callable);
  for (const auto rule : {detail::check_schema, detail::check_ids, detail::check_references, detail::check_sequence_flows, detail::check_flow_nodes,
                          detail::check_gateways, detail::check_start_and_end, detail::check_boundaries, detail::check_intermediate,
                          detail::check_event_definitions, detail::check_expressions, detail::check_activities, detail::check_services, detail::check_loops,
                          detail::check_sub_processes, detail::check_compensation, detail::check_data, detail::check_io, detail::check_calls,
                          detail::check_event_data, detail::check_collaboration, detail::check_running}) {
    rule(checker);
  }
  return checker.take();
}

}  // namespace

std::vector<Fault> check(const Document& document) { return run(document, nullptr); }
std::vector<Fault> check(const Document& document, const Callable& callable) { return run(document, &callable); }

bool refuses(const std::vector<Fault>& faults, bool deploying) {
  return std::any_of(faults.begin(), faults.end(), [&](const auto& fault) {
    return fault.severity == Severity::error || (deploying && fault.severity == Severity::not_executed);
  });
}

}  // namespace yiwang::bpmn
