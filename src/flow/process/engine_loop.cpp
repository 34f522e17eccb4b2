#include <algorithm>

#include "flow/process/engine.h"

namespace yiwang::process {

Loop* Engine::loop_of(int id) {
  for (auto& one : state.loops) {
    if (one.token == id) return &one;
  }
  return nullptr;
}

void Engine::begin_loop(int id) {
  auto& at = *token(id);
  const auto& node = node_of(at);
  const auto& loop = node.loop;
  const int in = at.scope, number = at.node;
  Loop made;
  made.token = id;
  if (loop.kind == LoopPlan::Kind::standard) {
    at.rest = Rest::looping;
    state.loops.push_back(std::move(made));
    if (loop.test_before && !again(id)) {
      if (token(id) != nullptr && token(id)->rest == Rest::looping) end_loop(id);
      return;
    }
    if (loop.maximum == 0) return end_loop(id);
    auto* open = loop_of(id);
    open->total = open->started = 1;
    spawn(in, number, -1, id, 1);
    return;
  }
  if (loop.collection) {
    std::string problem;
    const auto items = value(loop.collection, in, 0, &problem);
    if (!items.is(feel::Kind::list)) {
      incident(id, "loop_failed", loop.collection.text + " is no list" + (problem.empty() ? "" : ": " + problem));
      return;
    }
    made.items = items.as_list();
    made.total = static_cast<int>(std::min(made.items.size(), kMostTokens));
  }
  if (loop.cardinality) {
    std::string problem;
    const auto count = value(loop.cardinality, in, 0, &problem);
    const auto whole = count.is(feel::Kind::number) ? count.as_number().to_int64() : std::nullopt;
    if (!whole || *whole < 0 || *whole > static_cast<std::int64_t>(kMostTokens)) {
      incident(id, "loop_failed", loop.cardinality.text + " is " + text_of(count) + (problem.empty() ? "" : ": " + problem));
      return;
    }
    made.total = static_cast<int>(*whole);
  }
  token(id)->rest = Rest::looping;
  const int total = made.total;
  const bool parallel = loop.kind == LoopPlan::Kind::parallel;
  made.started = parallel ? total : std::min(1, total);
  state.loops.push_back(std::move(made));
  if (total == 0) return end_loop(id);
  for (int i = 1; i <= (parallel ? total : 1); ++i) spawn(in, number, -1, id, i);
}

/// Whether a standard loop goes round once more.
bool Engine::again(int owner) {
  const auto& at = *token(owner);
  const auto& loop = node_of(at).loop;
  if (loop.maximum >= 0 && loop_of(owner)->done >= loop.maximum) return false;
  if (!loop.condition) return true;
  std::string problem;
  const auto held = truth(loop.condition, at.scope, owner, &problem);
  if (!held) {
    std::erase_if(state.loops, [&](const Loop& one) { return one.token == owner; });
    incident(owner, "loop_failed", loop.condition.text + ": " + problem);
    return false;
  }
  return *held;
}

void Engine::instance_done(int owner, int id) {
  const auto& at = *token(owner);
  const auto& node = node_of(at);
  const auto& plan_loop = node.loop;
  const int in = at.scope, number = at.node, index = token(id)->index;
  const bool collects = !plan_loop.output_collection.empty() && plan_loop.output_item;
  if (collects) {
    auto item = value(plan_loop.output_item, in, id);
    auto& results = loop_of(owner)->results;
    if (results.size() < static_cast<std::size_t>(index)) results.resize(static_cast<std::size_t>(index));
    results[static_cast<std::size_t>(index - 1)] = std::move(item);
  }
  extra_ = nullptr;  // what one instance brought is not for the way on
  cut(id, "done");
  remove_token(id);
  ++loop_of(owner)->done;
  if (plan_loop.kind == LoopPlan::Kind::standard) {
    if (again(owner)) {
      auto* loop = loop_of(owner);
      ++loop->total;
      ++loop->started;
      spawn(in, number, -1, owner, loop->started);
    } else if (token(owner) != nullptr && token(owner)->rest == Rest::looping) {
      end_loop(owner);
    }
    return;
  }
  // What the behaviour throws may cut the loop off.
  const int done_now = loop_of(owner)->done;
  if (plan_loop.behavior == bpmn::Behavior::none || (plan_loop.behavior == bpmn::Behavior::one && done_now == 1)) {
    for (const auto& event : plan_loop.thrown) throw_implicit(owner, event, false);
  } else if (plan_loop.behavior == bpmn::Behavior::complex) {
    for (const auto& one : plan_loop.complex) {
      const auto held = one.condition ? truth(one.condition, in, owner) : std::optional(true);
      if (!held || !*held) continue;
      for (const auto& event : one.events) throw_implicit(owner, event, true);
      if (token(owner) == nullptr || loop_of(owner) == nullptr) return;
    }
  }
  if (token(owner) == nullptr || loop_of(owner) == nullptr) return;
  bool complete = false;
  if (plan_loop.completion) {
    std::string problem;
    const auto held = truth(plan_loop.completion, in, owner, &problem);
    complete = held && *held;
    if (tracing() && complete) {
      Facts facts{{"why", "completion"}};
      because(plan_loop.completion, in, owner, facts);
      say(What::joined, node, std::move(facts));
    }
  }
  auto* loop = loop_of(owner);
  if (complete || loop->done >= loop->total) return end_loop(owner);
  if (plan_loop.kind == LoopPlan::Kind::sequential) {
    ++loop->started;
    spawn(in, number, -1, owner, loop->done + 1);
  }
}

/// Ends a loop: what still runs is cut off, the results are written, and the activity is done.
void Engine::end_loop(int owner) {
  const auto& node = node_of(*token(owner));
  auto results = std::move(loop_of(owner)->results);
  // Those who were taken out of the round leave no gap.
  if (results.size() > static_cast<std::size_t>(loop_of(owner)->total)) std::erase_if(results, [](const feel::Value& one) { return one.is_null(); });
  cut(owner, "completion");
  token(owner)->rest = Rest::ready;
  if (!node.loop.output_collection.empty()) {
    feel::List list;
    for (auto& one : results) list.push_back(std::move(one));
    set(token(owner)->scope, node.loop.output_collection, feel::Value::make_list(std::move(list)));
  }
  activity_finished(owner);
}

/// The event a multi-instance activity throws by itself (BPMN 2.0, 13.3.7). Its own boundary event catches it without cutting the activity off; under the complex
/// behaviour an interrupting one ends the instances that are left, and the activity counts as done.
void Engine::throw_implicit(int owner, const Event& event, bool cancels) {
  const auto in = token(owner)->scope;
  const auto& here = plan_of(in);
  const auto& node = node_of(*token(owner));
  bool caught_here = false, interrupts = false;
  for (const int number : node.boundary) {
    const auto& boundary = here.node(number);
    for (const auto& one : boundary.events) {
      if (one.kind != event.kind || one.name != event.name || (!one.code.empty() && one.code != event.code)) continue;
      caught_here = true;
      interrupts = interrupts || boundary.interrupting;
      if (tracing()) say(What::fired, boundary, {{"kind", std::string(code_of(event.kind))}, {"by", "multi_instance"}});
      const int made = spawn(in, number, -1);
      (void)made;
      break;
    }
  }
  if (event.kind == bpmn::EventKind::signal) {
    std::vector<Catch> found;
    catchers(event.kind, event.name, found);
    if (sent != nullptr) sent->push_back({Sent::Kind::signal, node.id, event.name, {}, {}});
    for (const auto& one : found) {
      if (one.token != owner) trigger(one, nullptr);
    }
  } else if (event.kind == bpmn::EventKind::message) {
    emit(owner, node, event);
  } else if (!caught_here) {
    throw_up(event.kind, owner, event.code, false);
  }
  if (cancels && interrupts && token(owner) != nullptr && loop_of(owner) != nullptr) end_loop(owner);
}

}  // namespace yiwang::process
