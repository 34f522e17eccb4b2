#include <optional>

#include "flow/diagram/read_parts.h"

namespace yiwang::bpmn::detail {
namespace {

Named read_named(const Element& element, std::vector<Note>& notes) {
  Named out;
  out.id = element.id();
  out.name = element.attribute("name");
  out.code = element.attribute(element.local == "error" ? "errorCode" : "escalationCode");
  out.item = reference(element, element.local == "message" ? "itemRef" : "structureRef");
  out.extension = read_extension(element, notes);
  return out;
}

Process read_process(const Element& element, const Tree& tree, std::vector<Note>& notes) {
  Process out;
  out.id = element.id();
  out.name = element.attribute("name");
  out.documentation = documentation(element);
  out.executable = flag(element, "isExecutable", false);
  out.executable_given = element.has("isExecutable");
  out.closed = flag(element, "isClosed", false);
  out.body = read_body(element, tree, notes);
  out.io = read_io(element);
  out.properties = read_properties(element);
  out.performers = read_performers(element, notes);
  out.extension = read_extension(element, notes);
  return out;
}

std::optional<NodeKind> global_kind(std::string_view name) {
  if (name == "globalTask") return NodeKind::task;
  if (name == "globalUserTask") return NodeKind::user_task;
  if (name == "globalManualTask") return NodeKind::manual_task;
  if (name == "globalScriptTask") return NodeKind::script_task;
  if (name == "globalBusinessRuleTask") return NodeKind::business_rule_task;
  return std::nullopt;
}

GlobalTask read_global(const Element& element, NodeKind kind, std::vector<Note>& notes) {
  GlobalTask out;
  out.kind = kind;
  out.id = element.id();
  out.name = element.attribute("name");
  if (const auto* script = element.child("script")) out.script = script->text();
  out.script_format = element.attribute("scriptLanguage");
  out.implementation = element.attribute("implementation");
  out.io = read_io(element);
  out.performers = read_performers(element, notes);
  out.extension = read_extension(element, notes);
  return out;
}

Collaboration read_collaboration(const Element& element) {
  Collaboration out;
  out.id = element.id();
  out.name = element.attribute("name");
  for (const auto* inside : element.children) {
    if (inside->is("participant")) {
      Participant one{std::string(inside->id()), std::string(inside->attribute("name")), reference(*inside, "processRef"), 0, 1};
      if (const auto* many = inside->child("participantMultiplicity")) {
        one.minimum = number(*many, "minimum", 0);
        one.maximum = number(*many, "maximum", 1);
      }
      out.participants.push_back(std::move(one));
    } else if (inside->is("messageFlow")) {
      out.flows.push_back({std::string(inside->id()), std::string(inside->attribute("name")), reference(*inside, "sourceRef"),
                           reference(*inside, "targetRef"), reference(*inside, "messageRef")});
    } else if (inside->is("correlationKey")) {
      out.keys.push_back({std::string(inside->id()), std::string(inside->attribute("name")), references(*inside, "correlationPropertyRef")});
    }
  }
  return out;
}

CorrelationProperty read_correlation(const Element& element, std::vector<Note>& notes) {
  CorrelationProperty out;
  out.id = element.id();
  out.name = element.attribute("name");
  for (const auto* inside : element.children) {
    if (!inside->is("correlationPropertyRetrievalExpression")) continue;
    out.retrievals.push_back({reference(*inside, "messageRef"), read_expression(inside->child("messagePath"), notes)});
  }
  return out;
}

void read_operations(const Element& interface, std::vector<Operation>& out) {
  for (const auto* inside : interface.children) {
    if (!inside->is("operation")) continue;
    Operation one;
    one.id = inside->id();
    one.name = inside->attribute("name");
    one.interface = interface.id();
    one.implementation = inside->attribute("implementationRef");
    if (const auto* message = inside->child("inMessageRef")) one.in_message = local_part(message->text());
    if (const auto* message = inside->child("outMessageRef")) one.out_message = local_part(message->text());
    one.errors = references(*inside, "errorRef");
    out.push_back(std::move(one));
  }
}

}  // namespace

Definitions read_definitions(const Tree& tree) {
  Definitions out;
  const auto& root = *tree.root;
  out.id = root.id();
  out.name = root.attribute("name");
  out.target_namespace = root.attribute("targetNamespace");
  out.expression_language = root.attribute("expressionLanguage");
  out.exporter = root.attribute("exporter");
  for (const auto* inside : root.children) {
    if (inside->space != Space::model) continue;
    const auto name = inside->local;
    if (name == "process") out.processes.push_back(read_process(*inside, tree, out.notes));
    else if (name == "message") out.messages.push_back(read_named(*inside, out.notes));
    else if (name == "signal") out.signals.push_back(read_named(*inside, out.notes));
    else if (name == "error") out.errors.push_back(read_named(*inside, out.notes));
    else if (name == "escalation") out.escalations.push_back(read_named(*inside, out.notes));
    else if (name == "dataStore") out.data_stores.push_back(read_data(*inside, DataKind::store));
    else if (name == "collaboration" || name == "globalConversation") out.collaborations.push_back(read_collaboration(*inside));
    else if (name == "correlationProperty") out.correlation_properties.push_back(read_correlation(*inside, out.notes));
    else if (name == "interface") read_operations(*inside, out.operations);
    else if (name == "import") out.imports.emplace_back(inside->attribute("location"));
    else if (is_event_definition(*inside)) out.events.push_back(read_event_definition(*inside, out.notes));
    else if (const auto kind = global_kind(name)) out.global_tasks.push_back(read_global(*inside, *kind, out.notes));
    else if (name == "itemDefinition") {
      out.items.push_back({std::string(inside->id()), std::string(inside->attribute("structureRef")), flag(*inside, "isCollection", false),
                           inside->attribute("itemKind") == "Physical"});
    }
  }
  return out;
}

}  // namespace yiwang::bpmn::detail
