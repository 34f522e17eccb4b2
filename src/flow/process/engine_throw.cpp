#include <algorithm>

#include "flow/process/engine.h"

namespace yiwang::process {

using bpmn::EventKind;

namespace {
/// Whether it asks for compensation, which takes time.
const Event* compensation_of(const Node& node) {
  for (const auto& event : node.events) {
    if (event.kind == EventKind::compensate) return &event;
  }
  return nullptr;
}
}  // namespace

void Engine::throw_event(int id) {
  const auto at = *token(id);
  const auto& node = node_of(at);
  const auto alive = [&] {
    const auto* still = token(id);
    return still != nullptr && still->node == at.node && still->rest == Rest::ready;
  };
  for (const auto& event : node.events) {
    switch (event.kind) {
      case EventKind::message:
      case EventKind::signal: emit(id, node, event); break;
      case EventKind::escalation: throw_up(EventKind::escalation, id, event.code, false); break;
      case EventKind::link:
        token(id)->node = node.link_target;
        token(id)->via = -1;
        ready(id);
        return;
      default: break;
    }
    if (!alive()) return;
  }
  if (const auto* event = compensation_of(node)) {
    (void)event;
    compensate(id, compensation_scope(at));
    return;
  }
  leave(id);
}

void Engine::end_event(int id) {
  const auto at = *token(id);
  const auto& node = node_of(at);
  const auto alive = [&] {
    const auto* still = token(id);
    return still != nullptr && still->node == at.node && still->rest == Rest::ready;
  };
  for (const auto& event : node.events) {
    switch (event.kind) {
      case EventKind::message:
      case EventKind::signal: emit(id, node, event); break;
      case EventKind::escalation: throw_up(EventKind::escalation, id, event.code, false); break;
      case EventKind::error:
        if (!throw_up(EventKind::error, id, event.code, false)) {
          if (tracing()) say(What::error, node, {{"code", event.code}, {"caught_by", "nobody"}});
          end("failed");
        }
        return;
      case EventKind::terminate: {
        if (at.scope == 1) return end("terminated");
        cut_inside(at.scope, node.id);
        complete_scope(at.scope);
        return;
      }
      case EventKind::cancel: return cancel_transaction(id);
      default: break;
    }
    if (!alive()) return;
  }
  if (compensation_of(node) != nullptr) return compensate(id, compensation_scope(at));
  consume(id);
}

/// Errors and escalations climb from where they were thrown: at each level the event sub-processes, then the boundary of the activity around it. A handler for
/// exactly this code goes before one for all codes.
bool Engine::throw_up(EventKind kind, int id, std::string_view code, bool from_activity, int origin_scope) {
  const auto said = kind == EventKind::error ? What::error : What::escalation;
  const auto matches = [&](const Node& node, bool exact) {
    for (const auto& event : node.events) {
      if (event.kind == kind && (exact ? event.code == code && !event.code.empty() : event.code.empty())) return true;
    }
    return false;
  };
  const auto on_boundary = [&](int activity) -> bool {
    const auto at = *token(activity);
    const auto& here = plan_of(at.scope);
    for (const bool exact : {true, false}) {
      for (const int number : here.node(at.node).boundary) {
        if (!matches(here.node(number), exact)) continue;
        if (tracing()) say(said, here.node(number), {{"code", std::string(code)}, {"caught_by", here.node(number).id}});
        trigger_boundary(activity, number);
        return true;
      }
    }
    return false;
  };
  const auto* thrower = id != 0 ? token(id) : nullptr;
  int in = thrower != nullptr ? thrower->scope : origin_scope;
  if (from_activity && thrower != nullptr && on_boundary(guarded(id))) return true;
  while (in != 0) {
    const auto at = *scope(in);
    const auto& inside = container(at);
    if (!at.interrupted || kind == EventKind::escalation) {
      for (const bool exact : {true, false}) {
        for (const int start : inside.event_starts) {
          const auto& node = plan_of(in).node(start);
          if (!matches(node, exact) || at.interrupted) continue;
          if (tracing()) say(said, node, {{"code", std::string(code)}, {"caught_by", node.id}});
          trigger_event_sub(in, start);
          return true;
        }
      }
    }
    if (inside.act == Act::event_sub_process) {
      // What an event sub-process throws, its siblings do not catch.
      in = at.parent;
      const auto outer = *scope(in);
      if (outer.token != 0 && !outer.kept) {
        const int activity = guarded(outer.token);
        if (on_boundary(activity)) return true;
      }
      in = outer.parent;
      continue;
    }
    if (at.token != 0 && !at.kept) {
      const int activity = guarded(at.token);
      if (on_boundary(activity)) return true;
    }
    in = at.parent;
  }
  if (kind == EventKind::escalation && tracing() && thrower != nullptr) {
    say(What::escalation, node_of(*token(id)), {{"code", std::string(code)}, {"caught_by", "nobody"}});
  }
  return false;
}

}  // namespace yiwang::process
