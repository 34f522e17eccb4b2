#include <set>

#include "flow/diagram/checker.h"

namespace yiwang::bpmn::detail {
namespace {

const Element* pool_level(const Element* element) {
  while (element != nullptr && !element->is("process") && !element->is("choreography") && !element->is("globalChoreographyTask")) element = element->parent;
  return element;
}

bool lists(const Checker& checker, const Element& node, std::string_view direction, std::string_view flow) {
  return checker.listed(node, direction).contains(std::string(flow));
}

void check_ends(Checker& checker, const Element& flow) {
  const auto* from = checker.find(flow.attribute("sourceRef"));
  const auto* to = checker.find(flow.attribute("targetRef"));
  if (from != nullptr) {
    if (is_artifact(*from)) checker.add("EXT.007", flow);
    else if (is_event_sub_process(*from) || !is_flow_node(*from)) checker.add("EXT.021", flow);
  }
  if (to != nullptr) {
    if (is_artifact(*to)) checker.add("EXT.006", flow);
    else if (is_event_sub_process(*to) || !is_flow_node(*to)) checker.add("EXT.022", flow);
  }
  if (from == nullptr || to == nullptr || (from->parent == to->parent && from->parent == flow.parent)) return;
  checker.add(pool_level(from) != pool_level(to) ? "EXT.028" : "EXT.152", flow);
}

void check_condition(Checker& checker, const Element& flow) {
  const auto* from = checker.find(flow.attribute("sourceRef"));
  if (flow.child("conditionExpression") == nullptr || from == nullptr) return;
  if (is_activity_element(*from) && checker.outgoing_count(*from) < 2) checker.add("EXT.025", flow);
  if (is_event_element(*from)) checker.add("EXT.153", flow);
  if (from->is("parallelGateway")) checker.add("RUN.idle_condition", flow);
  if (from->is("eventBasedGateway")) checker.add("EXT.137", flow);
  if (local_part(trim(from->attribute("default"))) == flow.id() && !flow.id().empty()) checker.add("EXT.154", flow);
}

}  // namespace

void check_sequence_flows(Checker& checker) {
  bool listed = false;
  for (const auto* element : checker.everything()) listed = listed || element->local == "incoming" || element->local == "outgoing";
  for (const auto* flow : checker.all("sequenceFlow")) {
    check_ends(checker, *flow);
    check_condition(checker, *flow);
    if (is_false(*flow, "isImmediate") && checker.executable(*flow)) checker.add("EXT.024", *flow);
    if (!listed || flow->id().empty()) continue;
    const auto* from = checker.find(flow->attribute("sourceRef"));
    const auto* to = checker.find(flow->attribute("targetRef"));
    if (from != nullptr && is_flow_node(*from) && !lists(checker, *from, "outgoing", flow->id())) checker.add("EXT.023", *flow, {{"side", "source"}});
    if (to != nullptr && is_flow_node(*to) && !lists(checker, *to, "incoming", flow->id())) checker.add("EXT.023", *flow, {{"side", "target"}});
  }
  for (const auto* node : checker.everything()) {
    if (!is_flow_node(*node) || node->id().empty()) continue;
    for (const auto* said : children(*node, "incoming")) {
      const auto* flow = checker.find(said->text());
      if (flow == nullptr || !flow->is("sequenceFlow")) continue;
      if (trim(flow->attribute("targetRef")) != node->id()) checker.add("EXT.023", *node, {{"side", "target"}});
    }
    for (const auto* said : children(*node, "outgoing")) {
      const auto* flow = checker.find(said->text());
      if (flow == nullptr || !flow->is("sequenceFlow")) continue;
      if (trim(flow->attribute("sourceRef")) != node->id()) checker.add("EXT.023", *node, {{"side", "source"}});
    }
  }
}

namespace {

/// Nodes that start by themselves or are called otherwise than by a flow.
bool needs_no_incoming(const Checker& checker, const Element& node) {
  return node.is("startEvent") || node.is("boundaryEvent") || is_true(node, "isForCompensation") || is_event_sub_process(node) || is_true(node, "instantiate") ||
         (node.is("intermediateCatchEvent") && checker.has_event(node, "link"));
}

bool needs_no_outgoing(const Checker& checker, const Element& node) {
  return node.is("endEvent") || is_true(node, "isForCompensation") || is_event_sub_process(node) ||
         (node.is("boundaryEvent") && checker.has_event(node, "compensate")) || (node.is("intermediateThrowEvent") && checker.has_event(node, "link"));
}

void check_level(Checker& checker, const Element& level) {
  if (level.is("adHocSubProcess")) return;
  const bool starts = checker.has_child(level, "startEvent");
  const bool ends = checker.has_child(level, "endEvent");
  for (const auto* node : level.children) {
    if (!is_flow_node(*node)) continue;
    if (starts && !needs_no_incoming(checker, *node) && checker.incoming_count(*node) == 0) checker.add("EXT.150", *node);
    if (ends && !needs_no_outgoing(checker, *node) && checker.outgoing_count(*node) == 0) checker.add("EXT.151", *node);
  }
}

void check_default(Checker& checker, const Element& node) {
  if (!node.has("default")) return;
  const auto* flow = checker.find(node.attribute("default"));
  if (flow != nullptr && flow->is("sequenceFlow") && trim(flow->attribute("sourceRef")) != node.id()) checker.add("EXT.026", node);
}

}  // namespace

void check_flow_nodes(Checker& checker) {
  for (const auto* element : checker.everything()) {
    if (element->is("process") || is_sub_process(*element)) check_level(checker, *element);
    if (is_flow_node(*element)) check_default(checker, *element);
    if (element->is("process") || is_sub_process(*element)) {
      for (const auto* inside : element->children) {
        if (is_choreography_activity(*inside)) checker.add(element->is("process") ? "EXT.036" : "EXT.056", *inside);
      }
    }
    if (!element->is("laneSet")) continue;
    std::set<std::string> placed;
    for (const auto* lane : children(*element, "lane")) {
      for (const auto* node : children(*lane, "flowNodeRef")) {
        if (!placed.insert(node->text()).second) checker.add("EXT.155", *lane, {{"node", node->text()}});
      }
    }
  }
}

void check_gateways(Checker& checker) {
  for (const auto* gateway : checker.everything()) {
    if (!is_gateway_element(*gateway)) continue;
    const auto in = checker.incoming_count(*gateway);
    const auto out = checker.outgoing_count(*gateway);
    const auto direction = trim(gateway->attribute("gatewayDirection"));
    if (direction == "Converging" && out > 1) checker.add("EXT.017", *gateway);
    if (direction == "Diverging" && in > 1) checker.add("EXT.018", *gateway);
    if (direction == "Mixed" && (in < 2 || out < 2)) checker.add("EXT.019", *gateway);
    if (!gateway->is("eventBasedGateway")) {
      if (in < 2 && out < 2) checker.add("EXT.135", *gateway);
      continue;
    }
    const bool starts = is_true(*gateway, "instantiate");
    if (out < 2) checker.add("EXT.136", *gateway);
    if (starts && in > 0) checker.add("EXT.142", *gateway);
    if (gateway->attribute("eventGatewayType") == "Parallel" && !starts) checker.add("EXT.156", *gateway);
    bool tasks = false;
    bool messages = false;
    for (const auto* flow : checker.outgoing(*gateway)) {
      const auto* target = checker.find(flow->attribute("targetRef"));
      if (target == nullptr) continue;
      tasks = tasks || target->is("receiveTask");
      if (checker.incoming_count(*target) > 1) checker.add("EXT.141", *target);
      if (target->is("receiveTask")) {
        if (!checker.boundaries(*target).empty()) checker.add("EXT.140", *target);
        continue;
      }
      bool fits = target->is("intermediateCatchEvent");
      const auto definitions = checker.event_definitions(*target);
      for (const auto* definition : definitions) {
        messages = messages || definition->local == "messageEventDefinition";
        fits = fits && (definition->local == "messageEventDefinition" || definition->local == "signalEventDefinition" ||
                        definition->local == "timerEventDefinition" || definition->local == "conditionalEventDefinition");
      }
      if (!fits || definitions.empty()) checker.add("EXT.138", *target);
    }
    if (tasks && messages) checker.add("EXT.139", *gateway);
  }
}

}  // namespace yiwang::bpmn::detail
