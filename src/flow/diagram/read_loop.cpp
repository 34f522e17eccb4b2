#include "flow/diagram/read_parts.h"

namespace yiwang::bpmn::detail {
namespace {

Behavior behavior_of(std::string_view word) {
  if (word == "None") return Behavior::none;
  if (word == "One") return Behavior::one;
  if (word == "Complex") return Behavior::complex;
  return Behavior::all;
}

Loop::Complex read_complex(const Element& element, const Tree& tree, std::vector<Note>& notes) {
  Loop::Complex out;
  out.condition = read_expression(element.child("condition"), notes);
  const auto* event = element.child("event");
  if (event == nullptr) return out;
  out.event_id = event->id();
  for (const auto* inside : event->children) {
    if (is_event_definition(*inside)) out.events.push_back(read_event_definition(*inside, notes));
    if (!inside->is("eventDefinitionRef")) continue;
    const auto found = tree.by_id.find(local_part(inside->text()));
    if (found == tree.by_id.end() || !is_event_definition(*found->second)) continue;
    out.events.push_back(read_event_definition(*found->second, notes));
    out.events.back().shared = true;
  }
  return out;
}

void read_multi(const Element& element, const Tree& tree, std::vector<Note>& notes, Loop& loop) {
  loop.kind = Loop::Kind::multi;
  loop.sequential = flag(element, "isSequential", false);
  loop.cardinality = read_expression(element.child("loopCardinality"), notes);
  loop.completion = read_expression(element.child("completionCondition"), notes);
  loop.behavior = behavior_of(element.attribute("behavior"));
  loop.one_event = reference(element, "oneBehaviorEventRef");
  loop.none_event = reference(element, "noneBehaviorEventRef");
  if (const auto* input = element.child("loopDataInputRef")) loop.data_input = local_part(input->text());
  if (const auto* output = element.child("loopDataOutputRef")) loop.data_output = local_part(output->text());
  if (const auto* input = element.child("inputDataItem")) loop.input_item = read_data(*input, DataKind::input);
  if (const auto* output = element.child("outputDataItem")) loop.output_item = read_data(*output, DataKind::output);
  for (const auto* inside : element.children) {
    if (inside->is("complexBehaviorDefinition")) loop.complex.push_back(read_complex(*inside, tree, notes));
  }
}

}  // namespace

Loop read_loop(const Element& element, const Tree& tree, std::vector<Note>& notes) {
  Loop loop;
  if (const auto* standard = element.child("standardLoopCharacteristics")) {
    loop.kind = Loop::Kind::standard;
    loop.test_before = flag(*standard, "testBefore", false);
    loop.condition = read_expression(standard->child("loopCondition"), notes);
    loop.maximum = number(*standard, "loopMaximum", -1);
  } else if (const auto* multi = element.child("multiInstanceLoopCharacteristics")) {
    read_multi(*multi, tree, notes, loop);
  }
  return loop;
}

}  // namespace yiwang::bpmn::detail
