#include <algorithm>

#include "flow/process/engine.h"

namespace yiwang::process {

using bpmn::EventKind;

/// A throwing event compensates its own level; from inside an event sub-process, the level that one belongs to.
int Engine::compensation_scope(const Token& at) const {
  const auto* in = state.scope(at.scope);
  const auto& inside = plan_of(in->id).node(in->node);
  const auto& node = node_of(at);
  int named = -1;
  for (const auto& event : node.events) {
    if (event.kind == EventKind::compensate) named = event.activity;
  }
  if (named >= 0) {
    // The level on which the named activity is drawn.
    for (const auto* up = in; up != nullptr; up = state.scope(up->parent)) {
      if (up->node == plan_of(at.scope).node(named).parent) return up->id;
      if (up->node == 0) break;
    }
  }
  return inside.act == Act::event_sub_process ? in->parent : in->id;
}

void Engine::compensate(int id, int) {
  token(id)->rest = Rest::throwing;
  compensate_next(id);
}

/// Runs the handler of what finished last; when none is left, the throwing event goes on.
void Engine::compensate_next(int id) {
  const auto* thrower = token(id);
  if (thrower == nullptr || thrower->rest != Rest::throwing) return;
  const auto& node = node_of(*thrower);
  int named = -1;
  bool cancels = false;
  for (const auto& event : node.events) {
    if (event.kind == EventKind::compensate) named = event.activity;
    if (event.kind == EventKind::cancel) cancels = true;
  }
  const int level = cancels ? thrower->scope : compensation_scope(*thrower);
  while (true) {
    int found = -1;
    for (int i = static_cast<int>(state.finished.size()) - 1; i >= 0 && found < 0; --i) {
      const auto& one = state.finished[static_cast<std::size_t>(i)];
      const auto* in = state.scope(one.scope);
      const bool opened = in->kept && in->token == id;
      const bool mine = one.scope == level && (named < 0 || one.node == named);
      if (opened || mine) found = i;
    }
    if (found < 0) break;
    const auto one = state.finished[static_cast<std::size_t>(found)];
    state.finished.erase(state.finished.begin() + found);
    const auto& done_node = plan_of(one.scope).node(one.node);
    if (one.kept == 0) {
      spawn(one.scope, done_node.compensation, -1, id, 0);
      return;
    }
    auto& kept = *scope(one.kept);
    kept.token = id;
    if (done_node.compensation_start >= 0) {
      const int start = done_node.compensation_start;
      const int made = open_scope(one.kept, id, plan_of(one.kept).node(start).parent, kept.callee);
      spawn(made, start, -1);
      return;
    }
  }
  std::vector<int> over;
  for (const auto& one : state.scopes) {
    if (one.kept && one.token == id) over.push_back(one.id);
  }
  for (const int one : over) cut_scope(one, "done");
  compensation_over(id);
}

void Engine::compensation_over(int id) {
  auto& at = *token(id);
  const auto& node = node_of(at);
  const bool cancels = std::any_of(node.events.begin(), node.events.end(), [](const Event& event) { return event.kind == EventKind::cancel; });
  at.rest = Rest::ready;
  if (!cancels) {
    if (node.act == Act::end) consume(id);
    else leave(id);
    return;
  }
  const int owner = scope(at.scope)->token;
  const int activity = guarded(owner);
  const auto around = *token(activity);
  for (const int number : plan_of(around.scope).node(around.node).boundary) {
    const auto& boundary = plan_of(around.scope).node(number);
    const bool catches = std::any_of(boundary.events.begin(), boundary.events.end(), [](const Event& event) { return event.kind == EventKind::cancel; });
    if (!catches) continue;
    if (tracing()) say(What::fired, boundary, {{"kind", "cancel"}});
    trigger_boundary(activity, number);
    return;
  }
  cut(activity, "cancelled");
  consume(activity);
}

/// BPMN 2.0, 10.5.6: what runs in the transaction stops, what was done in it is compensated, then the cancel event on its boundary goes on.
void Engine::cancel_transaction(int id) {
  int in = token(id)->scope;
  while (in != 0 && container(*scope(in)).act != Act::transaction) in = scope(in)->parent;
  if (in == 0) return consume(id);
  auto& at = *token(id);
  const int from = at.scope;
  at.scope = in;
  at.rest = Rest::throwing;
  if (tracing()) say(What::cancelled, container(*scope(in)), {{"why", node_of(at).id}});
  (void)from;
  cut_inside(in, "cancelled", id);
  disarm_scope(in);
  compensate_next(id);
}

}  // namespace yiwang::process
