#include <algorithm>

#include "flow/process/engine.h"

namespace yiwang::process {

using bpmn::EventKind;

Mark* Engine::mark(int of, int in, int node, bool make) {
  for (auto& one : state.marks) {
    if (one.token == of && one.scope == in && one.node == node) return &one;
  }
  if (!make) return nullptr;
  return &state.marks.emplace_back(Mark{of, in, node, 0});
}

void Engine::unmark(int of, int in, int node) {
  std::erase_if(state.marks, [&](const Mark& one) { return one.token == of && one.scope == in && one.node == node; });
}

/// Timers of the boundary events begin to run; conditions that hold already fire at once.
void Engine::arm(int id) {
  const auto at = *token(id);
  const auto& node = node_of(at);
  std::vector<Catch> conditional;
  for (const int number : node.boundary) {
    const auto& boundary = plan_of(at.scope).node(number);
    for (std::size_t i = 0; i < boundary.events.size(); ++i) {
      if (boundary.events[i].kind == EventKind::timer && !set_timer(id, at.scope, number, static_cast<int>(i))) return;
      if (boundary.events[i].kind == EventKind::conditional) conditional.push_back({id, at.scope, number, static_cast<int>(i)});
    }
  }
  if (!conditional.empty()) try_conditions(conditional);
}

void Engine::disarm(int id) {
  if (tracing()) {
    for (const auto& one : state.timers) {
      if (one.token == id) say(What::timer_cancelled, plan_of(one.scope).node(one.node));
    }
  }
  if (!state.timers.empty()) std::erase_if(state.timers, [&](const Timer& one) { return one.token == id; });
  if (!state.marks.empty()) std::erase_if(state.marks, [&](const Mark& one) { return one.token == id; });
}

void Engine::disarm_scope(int id) {
  if (tracing()) {
    for (const auto& one : state.timers) {
      if (one.scope == id && one.token == 0) say(What::timer_cancelled, plan_of(one.scope).node(one.node));
    }
  }
  std::erase_if(state.timers, [&](const Timer& one) { return one.scope == id && one.token == 0; });
}

/// A catching event or an event gateway comes to rest; its timers begin to run.
void Engine::wait_event(int id) {
  const auto at = *token(id);
  const auto& here = plan_of(at.scope);
  const auto& node = here.node(at.node);
  if (node.act == Act::catch_event && !node.events.empty() && node.events.front().kind == EventKind::link) {
    leave(id);
    return;
  }
  token(id)->rest = Rest::event;
  bool conditional = false;
  const auto wait_for = [&](int number) {
    const auto& event_node = here.node(number);
    for (std::size_t i = 0; i < event_node.events.size(); ++i) {
      if (event_node.events[i].kind == EventKind::timer && !set_timer(id, at.scope, number, static_cast<int>(i))) return;
      conditional = conditional || event_node.events[i].kind == EventKind::conditional;
    }
  };
  if (node.act == Act::event_gateway) {
    for (const int flow : node.outgoing) wait_for(here.flow(flow).target);
  } else {
    wait_for(at.node);
  }
  if (conditional) dirty_ = true;
}

/// Everything that waits for an event now, tokens in the order in which they came, then event sub-processes from the inside out.
void Engine::catchers(EventKind kind, std::string_view name, std::vector<Catch>& out) const {
  const auto look_at = [&](int of, int in, const Plan& here, int number) {
    const auto& node = here.node(number);
    for (std::size_t i = 0; i < node.events.size(); ++i) {
      if (node.events[i].kind == kind && (kind == EventKind::conditional || node.events[i].name == name)) out.push_back({of, in, number, static_cast<int>(i)});
    }
  };
  for (const auto& at : state.tokens) {
    if (at.rest == Rest::ready || at.rest == Rest::join || at.rest == Rest::throwing) continue;
    const auto& here = plan_of(at.scope);
    const auto& node = here.node(at.node);
    if (at.rest == Rest::event) {
      if (node.act == Act::event_gateway) {
        for (const int flow : node.outgoing) {
          const int target = here.flow(flow).target;
          look_at(at.id, at.scope, here, target);
          if (kind == EventKind::message && here.node(target).act == Act::receive && here.node(target).message == name) out.push_back({at.id, at.scope, target, 0});
        }
      } else if (node.act == Act::receive) {
        if (kind == EventKind::message && node.message == name) out.push_back({at.id, at.scope, at.node, 0});
      } else {
        look_at(at.id, at.scope, here, at.node);
      }
    }
    if (!node.boundary.empty() && !is_instance(at)) {
      for (const int number : node.boundary) look_at(at.id, at.scope, here, number);
    }
  }
  for (auto at = state.scopes.rbegin(); at != state.scopes.rend(); ++at) {
    if (at->kept || at->interrupted) continue;
    const auto& here = plan_of(at->id);
    for (const int start : here.node(at->node).event_starts) look_at(0, at->id, here, start);
  }
}

/// An event has come for one that waits. `origin` is the token that threw it.
void Engine::trigger(const Catch& at, const Variables* written, int origin) {
  (void)origin;
  const auto* here = scope(at.scope);
  if (here == nullptr || here->kept) return;
  const auto& plan_here = plan_of(at.scope);
  const auto& node = plan_here.node(at.node);
  if (at.token != 0 && token(at.token) == nullptr) return;
  if (at.token == 0 && here->interrupted) return;
  if (at.token != 0) {
    const auto& now_at = *token(at.token);
    const auto& waiting = plan_here.node(now_at.node);
    const bool boundary = node.act == Act::boundary;
    if (boundary ? node.attached_to != now_at.node : now_at.rest != Rest::event) return;
    if (!boundary && now_at.node != at.node && waiting.act != Act::event_gateway) return;
  }
  if (written != nullptr) {
    if (!node.outputs.empty()) {
      extra_ = written;
      Variables mapped;
      for (const auto& mapping : node.outputs) mapped.set(mapping.target, mapping.source ? value(mapping.source, at.scope, at.token) : feel::Value());
      extra_ = nullptr;
      for (const auto& entry : mapped) set(at.scope, entry.name, entry.value);
    } else {
      for (const auto& entry : *written) {
        bool moved = false;
        for (const auto& [from, to] : node.data_out) {
          if (from != entry.name) continue;
          set(at.scope, to, entry.value);
          moved = true;
        }
        if (!moved) set(at.scope, entry.name, entry.value);
      }
    }
  }
  const auto* event = static_cast<std::size_t>(at.definition) < node.events.size() ? &node.events[static_cast<std::size_t>(at.definition)] : nullptr;
  if (node.parallel_multiple && node.events.size() > 1) {
    auto* seen = mark(at.token, at.scope, at.node, true);
    seen->bits |= 1u << std::min(15, at.definition);
    const auto all = (1u << node.events.size()) - 1;
    if ((seen->bits & all) != all) {
      if (tracing()) say(What::waiting, node, {{"arrived", event->name}});
      return;
    }
    unmark(at.token, at.scope, at.node);
  }
  if (tracing()) {
    Facts facts;
    if (event != nullptr) {
      facts.emplace_back("kind", std::string(code_of(event->kind)));
      if (!event->name.empty()) facts.emplace_back("name", event->name);
      if (event->kind == EventKind::conditional) because(event->condition, at.scope, at.token, facts);
    } else {
      facts.emplace_back("kind", "message");
      facts.emplace_back("name", node.message);
    }
    say(What::fired, node, std::move(facts));
  }
  if (node.act == Act::boundary) return trigger_boundary(at.token, at.node);
  if (node.act == Act::start) return trigger_event_sub(at.scope, at.node);
  auto& waits = *token(at.token);
  const auto& resting = plan_here.node(waits.node);
  if (resting.act == Act::event_gateway && resting.waits_all) {
    // A parallel gateway that began the process: each branch goes its way, the gateway waits for the rest.
    auto* seen = mark(at.token, at.scope, waits.node, true);
    unsigned all = 0;
    for (std::size_t i = 0; i < resting.outgoing.size(); ++i) {
      all |= 1u << i;
      if (plan_here.flow(resting.outgoing[i]).target == at.node) {
        if ((seen->bits & (1u << i)) != 0) return;
        seen->bits |= 1u << i;
      }
    }
    const bool complete = seen->bits == all;
    const int way = state.next++;
    state.tokens.push_back({way, at.scope, at.node, Rest::ready, -1, 0, 0});
    if (complete) {
      disarm(at.token);
      remove_token(at.token);
    }
    leave(way);
    return;
  }
  disarm(at.token);
  waits.node = at.node;
  waits.rest = Rest::ready;
  if (node.act == Act::receive) activity_done(at.token, nullptr);
  else leave(at.token);
}

void Engine::trigger_boundary(int id, int number) {
  const auto at = *token(id);
  const auto& boundary = plan_of(at.scope).node(number);
  if (!boundary.interrupting && boundary.events.front().kind != EventKind::error && boundary.events.front().kind != EventKind::cancel) {
    spawn(at.scope, number, -1);
    return;
  }
  if (tracing()) say(What::cancelled, node_of(at), {{"why", boundary.id}});
  cut(id, boundary.id);
  auto& moved = *token(id);
  moved.node = number;
  moved.rest = Rest::ready;
  moved.via = -1;
  ready(id);
}

void Engine::trigger_event_sub(int in, int start) {
  const auto& here = plan_of(in);
  const auto& node = here.node(start);
  const int inside = node.parent;
  const bool always = !node.events.empty() && (node.events.front().kind == EventKind::error || node.events.front().kind == EventKind::compensate);
  const int callee = scope(in)->callee;
  if (node.interrupting || always) {
    scope(in)->interrupted = true;
    disarm_scope(in);
    cut_inside(in, node.id);
  }
  const int made = open_scope(in, 0, inside, callee);
  spawn(made, start, -1);
}

bool Engine::deliver(std::string_view name, std::string_view correlation, bool any, const Variables& variables) {
  std::vector<Catch> found;
  catchers(EventKind::message, name, found);
  for (const auto& one : found) {
    const auto& node = plan_of(one.scope).node(one.node);
    const auto& wants = node.act == Act::receive ? node.correlation : node.events[static_cast<std::size_t>(one.definition)].correlation;
    if (!any && !correlation.empty() && wants) {
      const auto key = value(wants, one.scope, one.token);
      if (text_of(key) != correlation) continue;
    }
    if (tracing()) say(What::message, node, {{"name", std::string(name)}, {"way", "delivered"}});
    trigger(one, &variables);
    return true;
  }
  return false;
}

void Engine::signal(std::string_view name, const Variables* variables) {
  std::vector<Catch> found;
  catchers(EventKind::signal, name, found);
  for (const auto& one : found) trigger(one, variables);
}

/// A message or signal leaves an element: first to whoever waits in this instance, signals always and messages when nobody took them also to the outside.
void Engine::emit(int id, const Node& node, const Event& event) {
  const auto at = *token(id);
  Variables carried;
  for (const auto& mapping : node.inputs) carried.set(mapping.target, mapping.source ? value(mapping.source, at.scope, id) : feel::Value());
  if (event.kind == EventKind::signal) {
    if (tracing()) say(What::signal, node, {{"name", event.name}});
    if (sent != nullptr) sent->push_back({Sent::Kind::signal, node.id, event.name, {}, carried});
    signal(event.name, &carried);
    return;
  }
  std::string key;
  if (event.correlation) key = text_of(value(event.correlation, at.scope, id));
  if (tracing()) say(What::message, node, {{"name", event.name}, {"way", "thrown"}});
  if (!event.name.empty() && deliver(event.name, key, false, carried)) return;
  if (sent != nullptr) sent->push_back({Sent::Kind::message, node.id, event.name, std::move(key), std::move(carried)});
}

/// Conditions are looked at when data changed. One fires when it becomes true, again only after it was false.
bool Engine::check_conditions() {
  if (!watches_) return false;
  std::vector<Catch> found;
  catchers(EventKind::conditional, {}, found);
  return try_conditions(found);
}

bool Engine::try_conditions(const std::vector<Catch>& found) {
  bool fired = false;
  for (const auto& one : found) {
    if (scope(one.scope) == nullptr) continue;
    if (one.token != 0 && token(one.token) == nullptr) continue;
    const auto& node = plan_of(one.scope).node(one.node);
    const auto held = truth(node.events[static_cast<std::size_t>(one.definition)].condition, one.scope, one.token);
    const auto bit = 1u << (16 + std::min(15, one.definition));
    const bool again = node.act == Act::boundary || node.act == Act::start;
    auto* was = mark(one.token, one.scope, one.node, false);
    if (!held || !*held) {
      if (was != nullptr) {
        was->bits &= ~bit;
        if (was->bits == 0) unmark(one.token, one.scope, one.node);
      }
      continue;
    }
    if (was != nullptr && (was->bits & bit) != 0) continue;
    if (again && !node.interrupting) mark(one.token, one.scope, one.node, true)->bits |= bit;
    fired = true;
    trigger(one, nullptr);
  }
  return fired;
}

}  // namespace yiwang::process
