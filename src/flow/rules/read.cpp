#include "flow/rules/read.h"

#include <pugixml.hpp>

#include "flow/rules/read_boxed.h"
#include "flow/rules/xml.h"

namespace yiwang::dmn {
namespace {

using namespace detail;

ItemDefinition item_of(Node node) {
  ItemDefinition out{attribute(node, "id"), attribute(node, "name"), {}, {}, {}, truth(node, "isCollection"), {}, {}};
  for (const auto child : node.children()) {
    const auto what = local_name(child);
    if (what == "typeRef") out.type_ref = type_name(trimmed(own_text(child)));
    else if (what == "allowedValues") out.allowed_values = text_of(child);
    else if (what == "typeConstraint") out.type_constraint = text_of(child);
    else if (what == "itemComponent") out.components.push_back(item_of(child));
    else if (what == "functionItem") {
      out.function.emplace();
      out.function->output_type_ref = attribute(child, "outputTypeRef");
      for (const auto parameter : child.children()) {
        if (local_name(parameter) == "parameters") out.function->parameters.push_back(item_info(parameter));
      }
    }
  }
  if (out.type_ref.empty()) out.type_ref = attribute(node, "typeRef");
  return out;
}

/// The variable of an element; one that is not written has the element's name.
InformationItem variable_of(Node node) {
  const auto found = child_named(node, "variable");
  auto out = found ? item_info(found) : InformationItem{};
  if (out.name.empty()) out.name = attribute(node, "name");
  return out;
}

void requirement(Node node, Decision& out) {
  for (const auto child : node.children()) {
    const auto what = local_name(child);
    if (what == "requiredInput") out.required_inputs.push_back(attribute(child, "href"));
    else if (what == "requiredDecision") out.required_decisions.push_back(attribute(child, "href"));
    else if (what == "requiredKnowledge") out.required_knowledge.push_back(attribute(child, "href"));
  }
}

Decision decision_of(Node node) {
  Decision out;
  out.id = attribute(node, "id");
  out.name = attribute(node, "name");
  out.variable = variable_of(node);
  for (const auto child : node.children()) {
    const auto what = local_name(child);
    if (what == "question") out.question = trimmed(child.child_value());
    else if (what == "allowedAnswers") out.allowed_answers = trimmed(child.child_value());
    else if (what == "description") out.description = trimmed(child.child_value());
    else if (what == "informationRequirement" || what == "knowledgeRequirement") requirement(child, out);
    else if (is_expression(what)) out.logic = boxed_of(child);
  }
  return out;
}

KnowledgeModel knowledge_of(Node node) {
  KnowledgeModel out{attribute(node, "id"), attribute(node, "name"), variable_of(node), {}, nullptr};
  for (const auto child : node.children()) {
    const auto what = local_name(child);
    if (what == "encapsulatedLogic") out.function = boxed_function(child);
    else if (what == "knowledgeRequirement") {
      Decision requirements;
      requirement(child, requirements);
      for (auto& each : requirements.required_knowledge) out.required_knowledge.push_back(std::move(each));
    }
  }
  return out;
}

DecisionService service_of(Node node) {
  DecisionService out{attribute(node, "id"), attribute(node, "name"), variable_of(node), {}, {}, {}, {}};
  for (const auto child : node.children()) {
    const auto what = local_name(child);
    if (what == "outputDecision") out.outputs.push_back(attribute(child, "href"));
    else if (what == "encapsulatedDecision") out.encapsulated.push_back(attribute(child, "href"));
    else if (what == "inputDecision") out.input_decisions.push_back(attribute(child, "href"));
    else if (what == "inputData") out.input_data.push_back(attribute(child, "href"));
  }
  return out;
}

}  // namespace

Result<Definitions> read(std::string_view xml) {
  pugi::xml_document document;
  const auto root = parse_xml(xml, document, kMaxFileBytes, kMaxXmlDepth);
  if (!root) return tl::unexpected(root.error());
  Definitions out;
  out.version = version_of(*root);
  if (local_name(*root) != "definitions" || out.version.empty()) return refuse(Reason::malformed, {{"detail", "not_dmn"}});
  out.id = attribute(*root, "id");
  out.name = attribute(*root, "name");
  out.name_space = attribute(*root, "namespace");
  out.language = language_of(*root);
  for (const auto child : root->children()) {
    const auto what = local_name(child);
    if (what == "import") {
      out.imports.push_back({attribute(child, "name"), attribute(child, "namespace"), attribute(child, "importType"), attribute(child, "locationURI")});
    } else if (what == "itemDefinition") out.items.push_back(item_of(child));
    else if (what == "inputData") out.inputs.push_back({attribute(child, "id"), attribute(child, "name"), variable_of(child)});
    else if (what == "decision") out.decisions.push_back(decision_of(child));
    else if (what == "businessKnowledgeModel") out.knowledge.push_back(knowledge_of(child));
    else if (what == "decisionService") out.services.push_back(service_of(child));
  }
  return out;
}

}  // namespace yiwang::dmn
