#include "flow/rules/box_text.h"

namespace yiwang::dmn::detail {
namespace {

std::string typed(const InformationItem& item) { return item.type_ref.empty() ? item.name : item.name + ": " + item.type_ref; }

template <class Items, class Each>
std::string joined(const Items& items, const char* between, Each each) {
  std::string out;
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += between;
    first = false;
    out += each(item);
  }
  return out;
}

std::string words(const std::vector<std::string>& cells) {
  return joined(cells, " | ", [](const std::string& cell) { return cell.empty() ? std::string("-") : cell; });
}

std::string of(const std::monostate&) { return {}; }
std::string of(const Literal& literal) { return literal.language.empty() ? literal.text : literal.language + ": " + literal.text; }
std::string of(const DecisionTable& table) {
  auto out = std::string(mark_of(table.hit_policy, table.aggregation));
  for (const auto& input : table.inputs) out += " | " + input.title() + (input.values.empty() ? "" : " (" + input.values + ")");
  out += " ||";
  for (const auto& output : table.outputs) {
    out += " " + (output.name.empty() ? output.label : output.name) + (output.values.empty() ? "" : " (" + output.values + ")");
    if (output.default_entry) out += " = " + *output.default_entry;
  }
  for (const auto& rule : table.rules) out += "\n" + words(rule.inputs) + " || " + words(rule.outputs);
  return out;
}
std::string of(const BoxedContext& context) {
  return "{" + joined(context.entries, ",\n", [](const ContextEntry& entry) { return (entry.variable.name.empty() ? "return" : typed(entry.variable)) + " = " + box_text(entry.value); }) + "}";
}
std::string of(const BoxedList& list) { return "[" + joined(list.items, ", ", box_text) + "]"; }
std::string of(const Relation& relation) {
  return joined(relation.columns, " | ", typed) + joined(relation.rows, "", [](const auto& row) { return "\n" + joined(row, " | ", box_text); });
}
std::string of(const Invocation& call) {
  return box_text(call.called) + "(" + joined(call.bindings, ", ", [](const Binding& each) { return each.parameter.name + ": " + box_text(each.value); }) + ")";
}
std::string of(const FunctionDefinition& function) {
  return (function.kind == "FEEL" ? "" : function.kind + " ") + "function(" + joined(function.parameters, ", ", typed) + ") " + box_text(function.body);
}
std::string of(const Conditional& choice) { return "if " + box_text(choice.condition) + " then " + box_text(choice.then) + " else " + box_text(choice.otherwise); }
std::string of(const Filter& filter) { return box_text(filter.in) + "[" + box_text(filter.match) + "]"; }
std::string of(const Iteration& loop) {
  const auto* word = loop.what == Iteration::What::each ? "for " : loop.what == Iteration::What::some ? "some " : "every ";
  return word + loop.variable + " in " + box_text(loop.in) + (loop.what == Iteration::What::each ? " return " : " satisfies ") + box_text(loop.body);
}

}  // namespace

std::string box_text(const BoxedPtr& boxed) {
  if (!boxed) return {};
  auto out = std::visit([](const auto& logic) { return of(logic); }, boxed->logic);
  if (!boxed->type_ref.empty()) out += " : " + boxed->type_ref;
  return out + boxed->unknown;
}

}  // namespace yiwang::dmn::detail
