#include "flow/diagram/checker.h"
#include "flow/diagram/read_parts.h"

namespace yiwang::bpmn::detail {
namespace {

bool any_event(const Checker& checker, const Element& event, std::initializer_list<const char*> kinds) {
  for (const auto* kind : kinds) {
    if (checker.has_event(event, kind)) return true;
  }
  return false;
}

bool in_transaction(const Element& element) {
  for (const auto* at = element.parent; at != nullptr; at = at->parent) {
    if (at->is("transaction")) return true;
  }
  return false;
}

void check_start(Checker& checker, const Element& event) {
  const auto& level = *event.parent;
  if (checker.incoming_count(event) > 0) checker.add("EXT.096", event);
  if (checker.outgoing_count(event) == 0) checker.add("EXT.101", event);
  if (!checker.has_child(level, "endEvent") && !level.is("adHocSubProcess")) checker.add("EXT.105", event);
  const bool event_sub = is_event_sub_process(level);
  if (level.is("process") && any_event(checker, event, {"link", "escalation", "error", "cancel", "compensate", "terminate"})) checker.add("EXT.098", event);
  if (checker.has_event(event, "compensate") && !event_sub) checker.add("EXT.121", event);
  if (is_sub_process(level) && !event_sub && !checker.event_definitions(event).empty()) checker.add("EXT.100", event);
  if (!event_sub) return;
  if (checker.event_definitions(event).empty()) checker.add("EXT.129", event);
  if (checker.event_definitions(event).empty() || any_event(checker, event, {"link", "cancel", "terminate"})) checker.add("EXT.059", event);
  if (is_false(event, "isInterrupting") && any_event(checker, event, {"error", "compensate"})) checker.add("EXT.059", event);
}

void check_end(Checker& checker, const Element& event) {
  const auto& level = *event.parent;
  if (checker.outgoing_count(event) > 0) checker.add("EXT.104", event);
  if (checker.incoming_count(event) == 0) checker.add("EXT.107", event);
  // A receive task or event gateway that starts the process stands for the start event.
  if (!checker.has_child(level, "startEvent") && !level.is("adHocSubProcess") && !checker.starts_by_itself(level)) checker.add("EXT.097", event);
  if (checker.has_event(event, "cancel") && !in_transaction(event)) checker.add("EXT.106", event);
  if (any_event(checker, event, {"link", "conditional", "timer"})) checker.add("EXT.146", event);
}

void check_thrown_definitions(Checker& checker, const Element& event) {
  for (const auto* definition : event.children) {
    if (is_event_definition(*definition) && !checker.users(*definition).empty()) checker.add("EXT.095", *definition);
  }
}

}  // namespace

void check_start_and_end(Checker& checker) {
  for (const auto* event : checker.all("startEvent")) {
    if (event->parent->is("process") || is_sub_process(*event->parent)) check_start(checker, *event);
  }
  for (const auto* event : checker.all("endEvent")) {
    check_thrown_definitions(checker, *event);
    if (event->parent->is("process") || is_sub_process(*event->parent)) check_end(checker, *event);
  }
  for (const auto* event : checker.all("intermediateThrowEvent")) check_thrown_definitions(checker, *event);
  std::unordered_set<const Element*> looked_at;
  for (const auto* call : checker.all("callActivity")) {
    const auto* process = checker.find(call->attribute("calledElement"));
    if (process == nullptr || !process->is("process") || !looked_at.insert(process).second) continue;
    const auto starts = children(*process, "startEvent");
    bool plain = starts.empty();
    for (const auto* event : starts) plain = plain || (checker.event_definitions(*event).empty() && event->child("eventDefinitionRef") == nullptr);
    if (!plain) checker.add("EXT.099", *process, {{"called_by", std::string(call->id())}});
  }
}

void check_boundaries(Checker& checker) {
  for (const auto* event : checker.all("boundaryEvent")) {
    const auto* to = checker.find(event->attribute("attachedToRef"));
    const bool interrupts = !is_false(*event, "cancelActivity");
    const bool compensates = checker.has_event(*event, "compensate");
    if (checker.event_definitions(*event).empty()) {
      checker.add("EXT.110", *event);
      checker.add("EXT.130", *event);
      checker.add("EXT.147", *event);
    }
    if (any_event(checker, *event, {"terminate", "link"})) checker.add("EXT.110", *event);
    if (!interrupts && any_event(checker, *event, {"error", "cancel", "compensate"})) checker.add("EXT.110", *event);
    if (any_event(checker, *event, {"terminate", "link"}) || (!interrupts && any_event(checker, *event, {"error", "cancel", "compensate"}))) {
      checker.add("EXT.147", *event);
    }
    if (checker.has_event(*event, "cancel") && to != nullptr && !to->is("transaction")) {
      checker.add("EXT.111", *event);
      checker.add("EXT.120", *event);
    }
    if (to != nullptr && is_event_sub_process(*to)) checker.add("EXT.060", *event);
    if (to != nullptr && is_activity_element(*to) && to->parent != event->parent) checker.add("EXT.152", *event);
    if (checker.incoming_count(*event) > 0) checker.add("EXT.112", *event);
    if (compensates && checker.outgoing_count(*event) > 0) checker.add("EXT.114", *event);
    if (!compensates && checker.outgoing_count(*event) == 0) checker.add("EXT.113", *event);
  }
}

namespace {

/// A link of the same name on the same level, in an event of the other kind.
bool has_partner(const Checker& checker, const Element& link, std::string_view partner_event) {
  const auto name = link.attribute("name");
  return !name.empty() && checker.links(*link.parent->parent, partner_event, name) > 0;
}

void check_throw_link(Checker& checker, const Element& link) {
  const auto targets = children(link, "target");
  if (targets.empty()) {
    if (!has_partner(checker, link, "intermediateCatchEvent")) checker.add("EXT.125", link);
    return;
  }
  const auto* target = checker.find(targets.front()->text());
  if (target == nullptr || !target->is("linkEventDefinition")) return;
  if (target->parent->parent != link.parent->parent) checker.add("EXT.126", link);
  if (!checker.listed(*target, "source").contains(std::string(link.id()))) checker.add("EXT.118", link);
}

void check_catch_link(Checker& checker, const Element& link) {
  const auto sources = children(link, "source");
  if (sources.empty() && !has_partner(checker, link, "intermediateThrowEvent")) checker.add("EXT.124", link);
  for (const auto* said : sources) {
    const auto* source = checker.find(said->text());
    if (source == nullptr || !source->is("linkEventDefinition")) continue;
    if (source->parent->parent != link.parent->parent) checker.add("EXT.126", link);
    const auto* target = source->child("target");
    if (target == nullptr || local_part(target->text()) != link.id()) checker.add("EXT.118", link);
  }
}

}  // namespace

void check_intermediate(Checker& checker) {
  for (const auto* event : checker.all("intermediateThrowEvent")) {
    const bool link = checker.has_event(*event, "link");
    if (checker.incoming_count(*event) == 0) checker.add("EXT.115", *event);
    if (!link && checker.outgoing_count(*event) == 0) checker.add("EXT.116", *event);
    if (link && checker.outgoing_count(*event) > 0) checker.add("EXT.117", *event);
    if (any_event(checker, *event, {"timer", "error", "cancel", "conditional", "terminate"})) checker.add("EXT.149", *event);
    for (const auto* definition : children(*event, "linkEventDefinition")) check_throw_link(checker, *definition);
  }
  for (const auto* event : checker.all("intermediateCatchEvent")) {
    const bool link = checker.has_event(*event, "link");
    if (!link && checker.incoming_count(*event) == 0) checker.add("EXT.115", *event);
    if (checker.outgoing_count(*event) == 0) checker.add("EXT.116", *event);
    if (link && checker.incoming_count(*event) > 0) checker.add("EXT.117", *event);
    if (checker.has_event(*event, "compensate")) checker.add("EXT.122", *event);
    if (checker.event_definitions(*event).empty()) checker.add("EXT.130", *event);
    if (checker.event_definitions(*event).empty() || any_event(checker, *event, {"escalation", "error", "cancel", "compensate", "terminate"})) {
      checker.add("EXT.148", *event);
    }
    for (const auto* definition : children(*event, "linkEventDefinition")) check_catch_link(checker, *definition);
  }
}

}  // namespace yiwang::bpmn::detail
