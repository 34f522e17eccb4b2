#include "flow/rules/read_boxed.h"

#include <algorithm>
#include <array>

namespace yiwang::dmn::detail {
namespace {

constexpr std::array kExpressions = {std::string_view("literalExpression"), std::string_view("decisionTable"), std::string_view("context"),
                                     std::string_view("list"),              std::string_view("relation"),      std::string_view("invocation"),
                                     std::string_view("functionDefinition"), std::string_view("conditional"),  std::string_view("filter"),
                                     std::string_view("for"),               std::string_view("some"),          std::string_view("every")};

/// The first expression inside; nullptr when there is none.
BoxedPtr inner(Node node) {
  for (const auto child : node.children()) {
    if (is_expression(local_name(child))) return boxed_of(child);
  }
  return nullptr;
}

std::vector<BoxedPtr> all_inner(Node node) {
  std::vector<BoxedPtr> out;
  for (const auto child : node.children()) {
    if (is_expression(local_name(child))) out.push_back(boxed_of(child));
  }
  return out;
}

Literal literal_of(Node node) {
  Literal out{text_of(node), language_of(node)};
  if (child_named(node, "importedValues")) out.language = "importedValues";
  return out;
}

HitPolicy hit_policy_of(std::string text) {
  std::replace(text.begin(), text.end(), '_', ' ');
  if (text == "ANY") return HitPolicy::any;
  if (text == "PRIORITY") return HitPolicy::priority;
  if (text == "FIRST") return HitPolicy::first;
  if (text == "RULE ORDER") return HitPolicy::rule_order;
  if (text == "OUTPUT ORDER") return HitPolicy::output_order;
  if (text == "COLLECT") return HitPolicy::collect;
  return HitPolicy::unique;
}

Aggregation aggregation_of(std::string_view text) {
  if (text == "SUM") return Aggregation::sum;
  if (text == "COUNT") return Aggregation::count;
  if (text == "MIN") return Aggregation::min;
  if (text == "MAX") return Aggregation::max;
  return Aggregation::none;
}

InputClause input_of(Node node) {
  const auto expression = child_named(node, "inputExpression");
  const auto values = child_named(node, "inputValues");
  return {attribute(node, "id"), attribute(node, "label"), text_of(expression), type_name(attribute(expression, "typeRef")), values ? text_of(values) : ""};
}

OutputClause output_of(Node node) {
  OutputClause out{attribute(node, "id"), attribute(node, "label"), attribute(node, "name"), type_name(attribute(node, "typeRef")), {}, {}};
  if (const auto values = child_named(node, "outputValues")) out.values = text_of(values);
  if (const auto fallback = child_named(node, "defaultOutputEntry")) out.default_entry = text_of(fallback);
  if (out.default_entry && out.default_entry->empty()) out.default_entry.reset();
  return out;
}

Rule rule_of(Node node) {
  Rule out;
  out.id = attribute(node, "id");
  for (const auto child : node.children()) {
    const auto what = local_name(child);
    if (what == "inputEntry") out.inputs.push_back(text_of(child));
    else if (what == "outputEntry") out.outputs.push_back(text_of(child));
    else if (what == "annotationEntry") out.annotations.push_back(text_of(child));
    else if (what == "description") out.description = trimmed(child.child_value());
  }
  return out;
}

/// Cells that say they are in another language.
void find_foreign(Node node, DecisionTable& out) {
  for (const auto child : node.children()) {
    if (auto language = language_of(child); !language.empty()) out.foreign.emplace_back(attribute(child, "id"), std::move(language));
  }
}

DecisionTable table_of(Node node) {
  DecisionTable out;
  out.id = attribute(node, "id");
  out.hit_policy = hit_policy_of(attribute(node, "hitPolicy"));
  out.aggregation = aggregation_of(attribute(node, "aggregation"));
  out.output_label = attribute(node, "outputLabel");
  for (const auto child : node.children()) {
    const auto what = local_name(child);
    if (what == "input") out.inputs.push_back(input_of(child));
    else if (what == "output") out.outputs.push_back(output_of(child));
    else if (what == "annotation") out.annotations.push_back(attribute(child, "name"));
    else if (what == "rule") out.rules.push_back(rule_of(child));
    if (what == "input" || what == "output" || what == "rule") find_foreign(child, out);
  }
  return out;
}

BoxedContext context_of(Node node) {
  BoxedContext out;
  for (const auto child : node.children()) {
    if (local_name(child) != "contextEntry") continue;
    const auto variable = child_named(child, "variable");
    out.entries.push_back({variable ? item_info(variable) : InformationItem{}, inner(child)});
  }
  return out;
}

Relation relation_of(Node node) {
  Relation out;
  for (const auto child : node.children()) {
    const auto what = local_name(child);
    if (what == "column") out.columns.push_back(item_info(child));
    else if (what == "row") out.rows.push_back(all_inner(child));
  }
  return out;
}

Invocation invocation_of(Node node) {
  Invocation out{inner(node), {}};
  for (const auto child : node.children()) {
    if (local_name(child) == "binding") out.bindings.push_back({item_info(child_named(child, "parameter")), inner(child)});
  }
  return out;
}

FunctionDefinition function_of(Node node) {
  FunctionDefinition out;
  if (const auto kind = attribute(node, "kind"); !kind.empty()) out.kind = kind;
  for (const auto child : node.children()) {
    if (local_name(child) == "formalParameter") out.parameters.push_back(item_info(child));
  }
  out.body = inner(node);
  return out;
}

Iteration iteration_of(Node node, Iteration::What what) {
  const auto in = child_named(node, "in");
  const auto body = child_named(node, what == Iteration::What::each ? "return" : "satisfies");
  return {what, attribute(node, "iteratorVariable"), type_name(attribute(in, "typeRef")), inner(in), inner(body)};
}

}  // namespace

std::string language_of(Node node) {
  const auto out = attribute(node, "expressionLanguage");
  auto low = out;
  std::transform(low.begin(), low.end(), low.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const bool feel = low == "feel" || low == "s-feel" || low.find("/feel") != std::string::npos || low.find("/s-feel") != std::string::npos;
  return feel ? std::string{} : out;
}

bool is_expression(std::string_view local) { return std::find(kExpressions.begin(), kExpressions.end(), local) != kExpressions.end(); }

BoxedPtr boxed_function(Node node) {
  auto out = std::make_shared<Boxed>();
  out->id = attribute(node, "id");
  out->type_ref = type_name(attribute(node, "typeRef"));
  out->logic = function_of(node);
  return out;
}

BoxedPtr boxed_of(Node node) {
  const auto what = local_name(node);
  if (what == "functionDefinition") return boxed_function(node);
  auto out = std::make_shared<Boxed>();
  out->id = attribute(node, "id");
  out->type_ref = type_name(attribute(node, "typeRef"));
  if (what == "literalExpression") out->logic = literal_of(node);
  else if (what == "decisionTable") out->logic = table_of(node);
  else if (what == "context") out->logic = context_of(node);
  else if (what == "list") out->logic = BoxedList{all_inner(node)};
  else if (what == "relation") out->logic = relation_of(node);
  else if (what == "invocation") out->logic = invocation_of(node);
  else if (what == "conditional") out->logic = Conditional{inner(child_named(node, "if")), inner(child_named(node, "then")), inner(child_named(node, "else"))};
  else if (what == "filter") out->logic = Filter{inner(child_named(node, "in")), inner(child_named(node, "match"))};
  else if (what == "for") out->logic = iteration_of(node, Iteration::What::each);
  else if (what == "some") out->logic = iteration_of(node, Iteration::What::some);
  else if (what == "every") out->logic = iteration_of(node, Iteration::What::every);
  else out->unknown = std::string(what);
  return out;
}

}  // namespace yiwang::dmn::detail
