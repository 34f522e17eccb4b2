#include <algorithm>

#include "flow/diagram/check.h"
#include "flow/diagram/compare.h"
#include "flow/diagram/definitions.h"

namespace yiwang::bpmn {
namespace {

template <class List>
auto by_id(const List& list, std::string_view id) -> decltype(list.data()) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.id == id; });
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

std::string_view code_of(EventKind kind) {
  switch (kind) {
    case EventKind::message: return "message";
    case EventKind::timer: return "timer";
    case EventKind::signal: return "signal";
    case EventKind::conditional: return "conditional";
    case EventKind::error: return "error";
    case EventKind::escalation: return "escalation";
    case EventKind::terminate: return "terminate";
    case EventKind::cancel: return "cancel";
    case EventKind::compensate: return "compensate";
    case EventKind::link: return "link";
  }
  return {};
}

std::string_view code_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::start_event: return "startEvent";
    case NodeKind::end_event: return "endEvent";
    case NodeKind::intermediate_catch_event: return "intermediateCatchEvent";
    case NodeKind::intermediate_throw_event: return "intermediateThrowEvent";
    case NodeKind::boundary_event: return "boundaryEvent";
    case NodeKind::task: return "task";
    case NodeKind::user_task: return "userTask";
    case NodeKind::service_task: return "serviceTask";
    case NodeKind::script_task: return "scriptTask";
    case NodeKind::send_task: return "sendTask";
    case NodeKind::receive_task: return "receiveTask";
    case NodeKind::business_rule_task: return "businessRuleTask";
    case NodeKind::manual_task: return "manualTask";
    case NodeKind::call_activity: return "callActivity";
    case NodeKind::sub_process: return "subProcess";
    case NodeKind::transaction: return "transaction";
    case NodeKind::ad_hoc_sub_process: return "adHocSubProcess";
    case NodeKind::exclusive_gateway: return "exclusiveGateway";
    case NodeKind::parallel_gateway: return "parallelGateway";
    case NodeKind::inclusive_gateway: return "inclusiveGateway";
    case NodeKind::event_based_gateway: return "eventBasedGateway";
    case NodeKind::complex_gateway: return "complexGateway";
    case NodeKind::choreography_task: return "choreographyTask";
    case NodeKind::sub_choreography: return "subChoreography";
    case NodeKind::call_choreography: return "callChoreography";
  }
  return {};
}

std::string_view code_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::not_executed: return "not_executed";
    case Severity::warning: return "warning";
  }
  return {};
}

std::string_view code_of(Change::What what) {
  switch (what) {
    case Change::What::added: return "added";
    case Change::What::removed: return "removed";
    case Change::What::changed: return "changed";
    case Change::What::moved: return "moved";
  }
  return {};
}

bool is_event(NodeKind kind) { return kind <= NodeKind::boundary_event; }
bool is_activity(NodeKind kind) {
  return (kind >= NodeKind::task && kind <= NodeKind::ad_hoc_sub_process) || kind >= NodeKind::choreography_task;
}
bool is_task(NodeKind kind) { return kind >= NodeKind::task && kind <= NodeKind::manual_task; }
bool is_gateway(NodeKind kind) { return kind >= NodeKind::exclusive_gateway && kind <= NodeKind::complex_gateway; }
bool has_body(NodeKind kind) {
  return kind == NodeKind::sub_process || kind == NodeKind::transaction || kind == NodeKind::ad_hoc_sub_process || kind == NodeKind::sub_choreography;
}

const Process* Definitions::process(std::string_view process_id) const { return by_id(processes, process_id); }
const GlobalTask* Definitions::global_task(std::string_view task_id) const { return by_id(global_tasks, task_id); }
const Named* Definitions::message(std::string_view message_id) const { return by_id(messages, message_id); }
const Named* Definitions::signal(std::string_view signal_id) const { return by_id(signals, signal_id); }
const Named* Definitions::error(std::string_view error_id) const { return by_id(errors, error_id); }
const Named* Definitions::escalation(std::string_view escalation_id) const { return by_id(escalations, escalation_id); }
const ItemDefinition* Definitions::item(std::string_view item_id) const { return by_id(items, item_id); }

const Node* find_node(const Body& body, std::string_view id) {
  for (const auto& node : body.nodes) {
    if (node.id == id) return &node;
    if (const auto* inside = find_node(node.body, id)) return inside;
  }
  return nullptr;
}

}  // namespace yiwang::bpmn
