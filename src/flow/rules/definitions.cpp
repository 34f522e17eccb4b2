#include "flow/rules/definitions.h"

namespace yiwang::dmn {

std::string_view mark_of(HitPolicy policy, Aggregation aggregation) {
  switch (policy) {
    case HitPolicy::unique: return "U";
    case HitPolicy::any: return "A";
    case HitPolicy::priority: return "P";
    case HitPolicy::first: return "F";
    case HitPolicy::rule_order: return "R";
    case HitPolicy::output_order: return "O";
    case HitPolicy::collect: break;
  }
  switch (aggregation) {
    case Aggregation::none: return "C";
    case Aggregation::sum: return "C+";
    case Aggregation::count: return "C#";
    case Aggregation::min: return "C<";
    case Aggregation::max: return "C>";
  }
  return "C";
}

namespace {

void gather(const BoxedPtr& boxed, const std::string& element, std::vector<TableAt>& out) {
  if (!boxed) return;
  const auto& logic = boxed->logic;
  if (const auto* table = std::get_if<DecisionTable>(&logic)) out.push_back({element, table});
  if (const auto* context = std::get_if<BoxedContext>(&logic)) {
    for (const auto& each : context->entries) gather(each.value, element, out);
  }
  if (const auto* list = std::get_if<BoxedList>(&logic)) {
    for (const auto& each : list->items) gather(each, element, out);
  }
  if (const auto* call = std::get_if<Invocation>(&logic)) {
    gather(call->called, element, out);
    for (const auto& each : call->bindings) gather(each.value, element, out);
  }
  if (const auto* relation = std::get_if<Relation>(&logic)) {
    for (const auto& row : relation->rows) {
      for (const auto& each : row) gather(each, element, out);
    }
  }
  if (const auto* function = std::get_if<FunctionDefinition>(&logic)) gather(function->body, element, out);
  if (const auto* choice = std::get_if<Conditional>(&logic)) {
    for (const auto* each : {&choice->condition, &choice->then, &choice->otherwise}) gather(*each, element, out);
  }
  if (const auto* filter = std::get_if<Filter>(&logic)) {
    for (const auto* each : {&filter->in, &filter->match}) gather(*each, element, out);
  }
  if (const auto* loop = std::get_if<Iteration>(&logic)) {
    for (const auto* each : {&loop->in, &loop->body}) gather(*each, element, out);
  }
}

}  // namespace

std::vector<TableAt> all_tables(const Definitions& definitions) {
  std::vector<TableAt> out;
  for (const auto& each : definitions.decisions) gather(each.logic, each.name, out);
  for (const auto& each : definitions.knowledge) gather(each.function, each.name, out);
  return out;
}

const Decision* Definitions::decision(std::string_view name_or_id) const {
  for (const auto& each : decisions) {
    if (each.name == name_or_id) return &each;
  }
  for (const auto& each : decisions) {
    if (each.id == name_or_id) return &each;
  }
  return nullptr;
}

const DecisionTable* Definitions::table(std::string_view name_or_id) const {
  const auto* found = decision(name_or_id);
  return found == nullptr ? nullptr : table_of(found->logic);
}

}  // namespace yiwang::dmn
