#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "flow/diagram/read_parts.h"

namespace yiwang::bpmn::detail {
namespace {

const std::unordered_map<std::string_view, NodeKind>& kinds() {
  static const auto made = [] {
    std::unordered_map<std::string_view, NodeKind> out;
    for (int i = 0; i <= static_cast<int>(NodeKind::call_choreography); ++i) out.emplace(code_of(static_cast<NodeKind>(i)), static_cast<NodeKind>(i));
    return out;
  }();
  return made;
}

Direction direction_of(std::string_view word) {
  if (word == "Converging") return Direction::converging;
  if (word == "Diverging") return Direction::diverging;
  if (word == "Mixed") return Direction::mixed;
  return Direction::unspecified;
}

void read_event(const Element& element, const Tree& tree, std::vector<Note>& notes, Node& node) {
  node.parallel_multiple = flag(element, "parallelMultiple", false);
  node.interrupting = node.kind == NodeKind::boundary_event ? flag(element, "cancelActivity", true) : flag(element, "isInterrupting", true);
  node.attached_to = reference(element, "attachedToRef");
  node.io = read_event_io(element);
  for (const auto* inside : element.children) {
    if (is_event_definition(*inside)) node.events.push_back(read_event_definition(*inside, notes));
    if (!inside->is("eventDefinitionRef")) continue;
    const auto found = tree.by_id.find(local_part(inside->text()));
    if (found == tree.by_id.end() || !is_event_definition(*found->second)) continue;
    node.events.push_back(read_event_definition(*found->second, notes));
    node.events.back().shared = true;
  }
}

void read_activity(const Element& element, const Tree& tree, std::vector<Note>& notes, Node& node) {
  node.loop = read_loop(element, tree, notes);
  node.for_compensation = flag(element, "isForCompensation", false);
  node.start_quantity = number(element, "startQuantity", 1);
  node.completion_quantity = number(element, "completionQuantity", 1);
  node.io = read_io(element);
  node.performers = read_performers(element, notes);
  node.implementation = element.attribute("implementation");
  node.message = reference(element, "messageRef");
  node.operation = reference(element, "operationRef");
  node.instantiate = flag(element, "instantiate", false);
  node.called = reference(element, "calledElement");
  if (const auto* script = element.child("script")) node.script = script->text();
  node.script_format = element.attribute("scriptFormat");
  if (!has_body(node.kind)) return;
  node.triggered_by_event = flag(element, "triggeredByEvent", false);
  node.transaction_method = element.attribute("method");
  node.ordering = element.attribute("ordering") == "Sequential" ? Ordering::sequential : Ordering::parallel;
  node.completion = read_expression(element.child("completionCondition"), notes);
  node.cancel_remaining = flag(element, "cancelRemainingInstances", true);
  node.body = read_body(element, tree, notes);
}

Node read_node(const Element& element, NodeKind kind, const Tree& tree, std::vector<Note>& notes) {
  Node node;
  node.kind = kind;
  node.id = element.id();
  node.name = element.attribute("name");
  node.documentation = documentation(element);
  node.default_flow = reference(element, "default");
  node.extension = read_extension(element, notes);
  node.properties = read_properties(element);
  for (const auto* inside : element.children) {
    if (inside->is("dataInputAssociation")) node.data_in.push_back(read_association(*inside, notes));
    else if (inside->is("dataOutputAssociation")) node.data_out.push_back(read_association(*inside, notes));
  }
  if (is_event(kind)) read_event(element, tree, notes, node);
  else if (is_activity(kind)) read_activity(element, tree, notes, node);
  if (is_gateway(kind)) {
    node.direction = direction_of(element.attribute("gatewayDirection"));
    node.instantiate = flag(element, "instantiate", false);
    node.event_gateway_parallel = element.attribute("eventGatewayType") == "Parallel";
    node.activation = read_expression(element.child("activationCondition"), notes);
  }
  return node;
}

Lane read_lane(const Element& element) {
  Lane lane;
  lane.id = element.id();
  lane.name = element.attribute("name");
  lane.nodes = references(element, "flowNodeRef");
  for (const auto* set : element.children) {
    if (!set->is("childLaneSet")) continue;
    for (const auto* inside : set->children) {
      if (inside->is("lane")) lane.lanes.push_back(read_lane(*inside));
    }
  }
  return lane;
}

SequenceFlow read_flow(const Element& element, std::vector<Note>& notes) {
  SequenceFlow flow;
  flow.id = element.id();
  flow.name = element.attribute("name");
  flow.source = reference(element, "sourceRef");
  flow.target = reference(element, "targetRef");
  flow.condition = read_expression(element.child("conditionExpression"), notes);
  flow.immediate = flag(element, "isImmediate", true);
  flow.extension = read_extension(element, notes);
  return flow;
}

void connect(Body& body) {
  std::unordered_map<std::string_view, Node*> by_id;
  for (auto& node : body.nodes) by_id.emplace(node.id, &node);
  for (const auto& flow : body.flows) {
    if (const auto from = by_id.find(flow.source); from != by_id.end()) from->second->outgoing.push_back(flow.id);
    if (const auto to = by_id.find(flow.target); to != by_id.end()) to->second->incoming.push_back(flow.id);
  }
}

}  // namespace

Body read_body(const Element& element, const Tree& tree, std::vector<Note>& notes) {
  Body body;
  for (const auto* inside : element.children) {
    if (inside->space != Space::model) continue;
    if (const auto kind = kinds().find(inside->local); kind != kinds().end()) body.nodes.push_back(read_node(*inside, kind->second, tree, notes));
    else if (inside->local == "sequenceFlow") body.flows.push_back(read_flow(*inside, notes));
    else if (inside->local == "dataObject") body.data.push_back(read_data(*inside, DataKind::object));
    else if (inside->local == "dataObjectReference") body.data.push_back(read_data(*inside, DataKind::object_reference));
    else if (inside->local == "dataStoreReference") body.data.push_back(read_data(*inside, DataKind::store_reference));
    else if (inside->local == "association") body.compensations.push_back({reference(*inside, "sourceRef"), reference(*inside, "targetRef")});
    if (inside->local != "laneSet") continue;
    for (const auto* lane : inside->children) {
      if (lane->is("lane")) body.lanes.push_back(read_lane(*lane));
    }
  }
  connect(body);
  std::unordered_set<std::string_view> handlers;
  for (const auto& node : body.nodes) {
    if (node.for_compensation) handlers.insert(node.id);
  }
  std::erase_if(body.compensations, [&](const auto& link) { return !handlers.contains(link.target); });
  return body;
}

}  // namespace yiwang::bpmn::detail
