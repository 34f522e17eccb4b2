#include "flow/process/compiler.h"

namespace yiwang::process {

using bpmn::NodeKind;

void Compiler::activity(const bpmn::Node& from, Node& to) {
  const auto& extension = from.extension;
  switch (from.kind) {
    case NodeKind::user_task:
    case NodeKind::manual_task: to.act = Act::person; break;
    case NodeKind::service_task: to.act = Act::service; break;
    case NodeKind::send_task: to.act = Act::send; break;
    case NodeKind::receive_task: to.act = Act::receive; break;
    case NodeKind::script_task: to.act = Act::script; break;
    case NodeKind::business_rule_task: to.act = Act::decision; break;
    case NodeKind::call_activity: to.act = Act::call; break;
    case NodeKind::sub_process: to.act = from.triggered_by_event ? Act::event_sub_process : Act::sub_process; break;
    case NodeKind::transaction: to.act = Act::transaction; break;
    case NodeKind::ad_hoc_sub_process: to.act = Act::ad_hoc; break;
    case NodeKind::task: to.act = Act::pass; break;
    default:
      refuse("RUN.choreography", from.id, "Draw the parts as processes that exchange messages: choreographies are not executed.");
      return;
  }
  to.start_quantity = from.start_quantity;
  to.completion_quantity = from.completion_quantity;
  if (from.start_quantity < 1 || from.completion_quantity < 1) refuse("RUN.quantity", from.id, "startQuantity and completionQuantity must be at least 1.");
  for (const auto& item : from.properties) to.data.push_back(data_names_[item.id]);
  to.stage = extension.stage;
  to.form = extension.form;
  to.operations = extension.operations;
  to.service = extension.service.empty() ? from.implementation : extension.service;
  to.result = extension.result;
  if (resources_.forms != nullptr && !to.form.empty() && !resources_.forms->contains(to.form)) refuse("RUN.form", from.id, "Name a form that exists.", {{"form", to.form}});
  if (!extension.assign.empty()) to.assign = formula(from.id, extension.assign, "yiwang:assign");
  for (const auto& performer : from.performers) {
    if (!to.assign && performer.kind == "humanPerformer" && performer.assignment.given) to.assign = formula(from.id, performer.assignment, "humanPerformer");
    if (!to.candidates && performer.kind == "potentialOwner" && performer.assignment.given && extension.candidates.empty()) {
      to.candidates = formula(from.id, performer.assignment, "potentialOwner");
    }
  }
  if (!extension.candidates.empty()) to.candidates = formula(from.id, extension.candidates, "yiwang:candidates");
  if (!extension.due.empty()) to.due = span(from.id, extension.due, "yiwang:due", !to.calendar.empty());
  for (const auto& mapping : extension.inputs) to.inputs.push_back({formula(from.id, mapping.source, "input"), mapping.target});
  for (const auto& mapping : extension.outputs) to.outputs.push_back({formula(from.id, mapping.source, "output"), mapping.target});
  if (to.act == Act::send || to.act == Act::receive) {
    const auto* named = definitions_.message(from.message);
    to.message = named == nullptr ? from.message : named->name.empty() ? named->id : named->name;
    const auto& text = !extension.correlation.empty() || named == nullptr ? extension.correlation : named->extension.correlation;
    if (!text.empty()) to.correlation = formula(from.id, text, "correlation");
    if (to.act == Act::receive && to.message.empty()) refuse("RUN.message", from.id, "Name the message (messageRef) that the task waits for.");
  }
  if (to.act == Act::script) script(from.id, from.script.empty() ? extension.script : from.script, from.script_format, to);
  if (to.act == Act::decision) {
    to.decision = extension.decision;
    if (to.decision.empty()) refuse("RUN.decision", from.id, "Name the decision table with yiwang:decision.");
    else if (resources_.decisions != nullptr && !resources_.decisions->contains(to.decision)) refuse("RUN.decision", from.id, "Name a decision that exists.", {{"decision", to.decision}});
  }
  if (to.act == Act::call) {
    to.called = from.called.empty() ? extension.called : from.called;
    to.called_version = extension.called_version;
    if (to.called_version == "latest" || to.called_version == "deployment") to.called_version.clear();
    const bool here = definitions_.process(to.called) != nullptr || definitions_.global_task(to.called) != nullptr;
    if (here) calls_[plan_->process_].push_back(to.called);
    if (to.called.empty()) refuse("RUN.called", from.id, "Name the process to call (calledElement).");
    else if (!here && resources_.processes != nullptr && !resources_.processes->contains(to.called)) refuse("RUN.called", from.id, "Call a process that exists.", {{"process", to.called}});
  }
  if (to.act == Act::ad_hoc) {
    to.sequential = from.ordering == bpmn::Ordering::sequential;
    to.cancel_remaining = from.cancel_remaining;
    to.completion = formula(from.id, from.completion, "completionCondition");
  }
  data(from, to);
  loop(from, to);
}

void Compiler::script(const std::string& id, const std::string& text, const std::string& format, Node& to) {
  to.script_text = text;
  to.script_format = format;
  if (resources_.script_formats.contains(format)) return;
  const bool feel = format.empty() || format.find("feel") != std::string::npos || format.find("FEEL") != std::string::npos;
  if (!feel) {
    refuse("RUN.script", id, "Write the script in FEEL (scriptFormat application/feel).", {{"format", format}});
    return;
  }
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
    to.script_text.clear();
    return;
  }
  to.script = formula(id, text, "script");
}

void Compiler::loop(const bpmn::Node& from, Node& to) {
  const auto& extension = from.extension;
  auto& plan = to.loop;
  if (from.loop.kind == bpmn::Loop::Kind::none) return;
  if (from.loop.kind == bpmn::Loop::Kind::standard) {
    plan.kind = LoopPlan::Kind::standard;
    plan.test_before = from.loop.test_before;
    plan.maximum = from.loop.maximum;
    plan.condition = formula(from.id, from.loop.condition, "loopCondition");
    if (!plan.condition && plan.maximum < 0) refuse("RUN.loop", from.id, "Give the loop a condition or a maximum, or it would never end.");
    return;
  }
  plan.kind = from.loop.sequential ? LoopPlan::Kind::sequential : LoopPlan::Kind::parallel;
  plan.cardinality = formula(from.id, from.loop.cardinality, "loopCardinality");
  plan.completion = formula(from.id, from.loop.completion, "completionCondition");
  const auto data_formula = [&](const std::string& id) { return formula(from.id, variable_of(id), "loopDataInputRef"); };
  if (!extension.collection.empty()) plan.collection = formula(from.id, extension.collection, "collection");
  else if (!from.loop.data_input.empty() && !variable_of(from.loop.data_input).empty()) plan.collection = data_formula(from.loop.data_input);
  plan.item = !extension.collection_item.empty() ? extension.collection_item : !from.loop.input_item.name.empty() ? from.loop.input_item.name : from.loop.input_item.id;
  plan.output_collection = !extension.output_collection.empty() ? extension.output_collection : variable_of(from.loop.data_output);
  const auto item = !extension.output_item.empty() ? extension.output_item : from.loop.output_item.name;
  if (!item.empty()) plan.output_item = formula(from.id, item, "outputItem");
  if (!plan.cardinality && !plan.collection) refuse("RUN.multi_instance", from.id, "Say how many: loopCardinality, or the collection to go through (yiwang:collection).");
  if (plan.cardinality) {
    const auto* fixed = plan.cardinality.expression->constant();
    if (fixed != nullptr && (!fixed->is(feel::Kind::number) || fixed->as_number().is_negative() || !fixed->as_number().is_whole())) {
      refuse("RUN.multi_instance", from.id, "The number of instances must be a whole number, not negative.", {{"text", plan.cardinality.text}});
    }
  }
  plan.behavior = from.loop.behavior;
  const auto shared = [&](const std::string& id) {
    for (const auto& one : definitions_.events) {
      if (one.id == id) return plan.thrown.push_back(definition(one, from, false));
    }
    refuse("RUN.behavior", from.id, "Point noneBehaviorEventRef or oneBehaviorEventRef to an event definition of the file.", {{"event", id}});
  };
  if (plan.behavior == bpmn::Behavior::none) {
    if (!from.loop.none_event.empty()) shared(from.loop.none_event);
  } else if (plan.behavior == bpmn::Behavior::one) {
    if (!from.loop.one_event.empty()) shared(from.loop.one_event);
  }
  for (const auto& one : from.loop.complex) {
    LoopPlan::Complex complex;
    complex.condition = formula(from.id, one.condition.text, "complexBehaviorDefinition");
    for (const auto& event : one.events) complex.events.push_back(definition(event, from, false));
    plan.complex.push_back(std::move(complex));
  }
}

}  // namespace yiwang::process
