#include <algorithm>

#include "flow/process/engine.h"

namespace yiwang::process {

void Engine::begin_activity(int id) {
  const auto at = *token(id);
  const auto& node = node_of(at);
  if (is_instance(at)) {
    body(id);
    return;
  }
  if (!node.boundary.empty()) {
    arm(id);
    if (token(id) == nullptr || token(id)->node != at.node || token(id)->rest != Rest::ready) return;
  }
  if (node.loop.kind != LoopPlan::Kind::none) begin_loop(id);
  else body(id);
}

void Engine::body(int id) {
  const auto at = *token(id);
  const auto& node = node_of(at);
  switch (node.act) {
    case Act::person: open_task(id); break;
    case Act::service: serve(id, "service"); break;
    case Act::send:
      if (node.message.empty()) {
        serve(id, "send");
      } else {
        Event event;
        event.kind = bpmn::EventKind::message;
        event.name = node.message;
        event.correlation = node.correlation;
        emit(id, node, event);
        if (token(id) != nullptr && token(id)->node == at.node) activity_done(id, nullptr);
      }
      break;
    case Act::receive: token(id)->rest = Rest::event; break;
    case Act::script: script(id); break;
    case Act::decision: decide(id); break;
    case Act::call: call(id); break;
    case Act::sub_process:
    case Act::transaction:
    case Act::ad_hoc: {
      int deep = 0;
      for (const auto* up = state.scope(at.scope); up != nullptr; up = state.scope(up->parent)) ++deep;
      if (deep > kDeepest) return incident(id, "endless_loop", "nested deeper than " + std::to_string(kDeepest));
      token(id)->rest = Rest::inside;
      const int callee = scope(at.scope)->callee;
      const int made = open_scope(at.scope, id, at.node, callee);
      for (const auto& mapping : node.inputs) {
        if (mapping.source) scope(made)->variables.set(mapping.target, value(mapping.source, at.scope, id));
      }
      if (watches_) check_conditions();
      if (scope(made) == nullptr || scope(made)->interrupted) return;
      enter_scope(made);
      scope_check(made);
      break;
    }
    default: activity_done(id, nullptr); break;
  }
}

void Engine::open_task(int id, std::string_view who) {
  const auto at = *token(id);
  const auto& node = node_of(at);
  Task task;
  task.token = id;
  task.opened = now;
  if (!who.empty()) {
    task.assigned = std::string(who);
  } else if (node.assign) {
    std::string problem;
    const auto to = value(node.assign, at.scope, id, &problem);
    if (to.is(feel::Kind::string)) {
      task.assigned = std::string(to.as_string());
    } else if (to.is(feel::Kind::list) && !to.as_list().empty()) {
      for (const auto& one : to.as_list()) task.signers.push_back({text_of(one), false});
      if (task.signers.size() == 1) {
        task.assigned = task.signers.front().who;
        task.signers.clear();
      }
    } else if (!to.is_null() || !problem.empty()) {
      incident(id, "assign_failed", node.assign.text + " is " + text_of(to) + (problem.empty() ? "" : ": " + problem));
      return;
    }
  } else if (is_instance(at) && !node.loop.collection) {
    // Somebody was put in line where the diagram only says how many.
    const auto& items = loop_of(at.loop)->items;
    const auto index = static_cast<std::size_t>(at.index - 1);
    if (index < items.size() && items[index].is(feel::Kind::string)) task.assigned = std::string(items[index].as_string());
  }
  if (!node.due.text.empty()) {
    task.due = due_of(at.scope, id, node, node.due, node.calendar, now);
    if (!task.due) {
      incident(id, "timer_failed", node.due.text);
      return;
    }
  }
  task.id = state.next++;
  token(id)->rest = Rest::task;
  if (tracing()) {
    Facts facts{{"task", std::to_string(task.id)}};
    if (!task.assigned.empty()) facts.emplace_back("for", task.assigned);
    if (!task.signers.empty()) {
      std::string all;
      for (const auto& one : task.signers) all += (all.empty() ? "" : ",") + one.who;
      facts.emplace_back("for", all);
    }
    if (at.index > 0) facts.emplace_back("instance", std::to_string(at.index));
    if (task.due) facts.emplace_back("due", yiwang::to_text(*task.due));
    say(What::task_opened, node, std::move(facts));
  }
  state.tasks.push_back(std::move(task));
}

void Engine::close_task(int id) {
  std::erase_if(state.tasks, [&](const Task& one) { return one.token == id; });
  token(id)->rest = Rest::ready;
}

void Engine::serve(int id, std::string_view kind) {
  const auto at = *token(id);
  const auto& node = node_of(at);
  feel::Value inputs;
  if (node.inputs.empty()) {
    inputs = visible(at.scope, id);
  } else {
    feel::Context given;
    for (const auto& mapping : node.inputs) given.put(mapping.target, mapping.source ? value(mapping.source, at.scope, id) : feel::Value());
    inputs = feel::Value::make_context(std::move(given));
  }
  const Work work{plan_of(at.scope).process(), node.id, kind, node.service, node.script_text, &node.data_reads, &node.data_writes};
  auto served = host.serve(work, inputs);
  if (served.how == Served::How::waits) return open_task(id);
  if (served.how == Served::How::failed) {
    if (!served.error.empty() && throw_up(bpmn::EventKind::error, id, served.error, true)) return;
    const bool uncaught = !served.error.empty();
    incident(id, uncaught ? "uncaught_error" : kind == "script" ? "script_failed" : "service_failed", uncaught ? served.error : served.problem);
    return;
  }
  if (tracing() && kind == "script") say(What::script, node, {{"wrote", std::to_string(served.variables.size())}});
  activity_done(id, &served.variables);
}

void Engine::script(int id) {
  const auto at = *token(id);
  const auto& node = node_of(at);
  if (!node.script) {
    if (node.script_text.empty()) activity_done(id, nullptr);
    else serve(id, "script");
    return;
  }
  std::string problem;
  auto out = value(node.script, at.scope, id, &problem);
  if (out.is_null() && !problem.empty()) return incident(id, "script_failed", node.script.text + ": " + problem);
  Variables written;
  if (!node.result.empty()) {
    written.set(node.result, std::move(out));
  } else if (out.is(feel::Kind::context)) {
    for (const auto& [name, item] : out.as_context()) written.set(name, item);
  }
  if (tracing()) {
    Facts facts;
    for (const auto& entry : written) facts.emplace_back(entry.name, text_of(entry.value));
    say(What::script, node, std::move(facts));
  }
  activity_done(id, &written);
}

void Engine::decide(int id) {
  const auto at = *token(id);
  const auto& node = node_of(at);
  feel::Value inputs;
  if (node.inputs.empty()) {
    inputs = visible(at.scope, id);
  } else {
    feel::Context given;
    for (const auto& mapping : node.inputs) given.put(mapping.target, mapping.source ? value(mapping.source, at.scope, id) : feel::Value());
    inputs = feel::Value::make_context(std::move(given));
  }
  auto decided = host.decide(node.decision, inputs);
  if (!decided) {
    std::string detail = node.decision;
    for (const auto& [key, fact] : decided.error().facts) detail += " " + key + "=" + fact;
    return incident(id, "decision_failed", std::move(detail));
  }
  if (tracing()) {
    Facts facts{{"decision", node.decision}};
    // The whole data of a process would drown what matters.
    if (!node.inputs.empty()) facts.emplace_back("inputs", text_of(inputs));
    facts.emplace_back("result", text_of(*decided));
    say(What::decided, node, std::move(facts));
  }
  Variables written;
  if (!node.result.empty()) {
    written.set(node.result, std::move(*decided));
  } else if (decided->is(feel::Kind::context)) {
    for (const auto& [name, item] : decided->as_context()) written.set(name, item);
  } else {
    written.set(node.decision, std::move(*decided));
  }
  activity_done(id, &written);
}

void Engine::call(int id) {
  const auto at = *token(id);
  const auto& node = node_of(at);
  const auto& here = plan_of(at.scope);
  int deep = 0;
  for (const auto* up = state.scope(at.scope); up != nullptr; up = state.scope(up->parent)) ++deep;
  if (deep > kDeepest) return incident(id, "endless_loop", "calls nested deeper than " + std::to_string(kDeepest));
  std::shared_ptr<const Plan> called;
  if (node.called_version.empty()) called = here.beside(node.called);
  if (!called) called = host.called(node.called, node.called_version);
  if (!called) return incident(id, "no_such_process", node.called + (node.called_version.empty() ? "" : "@" + node.called_version));
  const Callee callee{called->process(), called->version()};
  std::size_t index = 0;
  while (index < state.callees.size() && !(state.callees[index] == callee)) ++index;
  if (index == state.callees.size()) {
    state.callees.push_back(callee);
    called_.push_back(called);
    watches_ = watches_ || called->conditional();
  }
  Variables given;
  if (node.inputs.empty()) {
    const auto all = visible(at.scope, id);
    for (const auto& [name, item] : all.as_context()) given.set(name, item);
  } else {
    for (const auto& mapping : node.inputs) given.set(mapping.target, mapping.source ? value(mapping.source, at.scope, id) : feel::Value());
  }
  if (tracing()) say(What::called, node, {{"process", callee.process}, {"version", callee.version}});
  token(id)->rest = Rest::inside;
  const int made = open_scope(at.scope, id, 0, static_cast<int>(index) + 1);
  for (const auto& entry : given) scope(made)->variables.set(entry.name, entry.value);
  if (watches_) check_conditions();
  if (scope(made) == nullptr || scope(made)->interrupted) return;
  enter_scope(made);
  scope_check(made);
}

/// Begins what an ad-hoc sub-process still has to do: everything at once, or one after the other.
void Engine::ad_hoc_next(int id) {
  const auto& at = *scope(id);
  const auto& inside = container(at);
  auto* begun = mark(0, id, at.node, true);
  const auto total = static_cast<unsigned>(inside.starts.size());
  if (begun->bits >= total) {
    // With a condition that does not hold yet, somebody may still begin an activity again.
    if (!inside.completion || at.interrupted) complete_scope(id);
    return;
  }
  const unsigned from = begun->bits;
  const unsigned to = inside.sequential ? from + 1 : total;
  begun->bits = to;
  for (unsigned i = from; i < to; ++i) spawn(id, inside.starts[i], -1);
}

void Engine::write(int id, const Variables& written) {
  const auto at = *token(id);
  const auto& node = node_of(at);
  if (!node.outputs.empty() && node.act != Act::call) {
    Variables mapped;
    extra_ = &written;
    for (const auto& mapping : node.outputs) mapped.set(mapping.target, mapping.source ? value(mapping.source, at.scope, id) : feel::Value());
    extra_ = nullptr;
    for (const auto& entry : mapped) set(at.scope, entry.name, entry.value);
    return;
  }
  for (const auto& entry : written) {
    bool moved = false;
    for (const auto& [from, to] : node.data_out) {
      if (from != entry.name) continue;
      set(at.scope, to, entry.value);
      moved = true;
    }
    if (!moved) set(at.scope, entry.name, entry.value);
  }
}

/// One run of an activity's body is over.
void Engine::activity_done(int id, const Variables* written) {
  const auto at = *token(id);
  const auto& node = node_of(at);
  if (node.act != Act::call) {
    if (written != nullptr && !written->empty()) write(id, *written);
    else if (!node.outputs.empty()) write(id, {});
  }
  if (at.loop != 0) {
    const int owner = at.loop;
    if (is_instance(at)) {
      extra_ = written;
      instance_done(owner, id);
      extra_ = nullptr;
    } else {
      if (tracing()) say(What::compensated, node);
      cut(id, "done");
      remove_token(id);
      compensate_next(owner);
    }
    return;
  }
  activity_finished(id);
}

/// The whole activity is over, all its instances included.
void Engine::activity_finished(int id) {
  const auto at = *token(id);
  const auto& node = node_of(at);
  if (!node.boundary.empty()) disarm(id);
  if (at.loop != 0) {
    const int owner = at.loop;
    if (tracing()) say(What::compensated, node);
    remove_token(id);
    compensate_next(owner);
    return;
  }
  if (node.compensation >= 0) state.finished.push_back({at.scope, at.node, 0});
  if (tracing()) say(What::left, node);
  for (int i = 1; i < node.completion_quantity; ++i) {
    const int more = state.next++;
    state.tokens.push_back({more, at.scope, at.node, Rest::ready, -1, 0, 0});
    leave(more);
  }
  leave(id);
}

}  // namespace yiwang::process
