#include <algorithm>

#include "flow/process/engine.h"

namespace yiwang::process {

void Engine::begin(Variables variables, int at) {
  state.process = plan.process();
  state.version = plan.version();
  state.started = now;
  state.scopes.push_back({1, 0, 0, 0, 0, false, false, std::move(variables)});
  for (const auto& name : plan.node(0).data) {
    if (state.scopes.front().variables.find(name) == nullptr) state.scopes.front().variables.set(name, {});
  }
  if (tracing()) say(What::started, plan.node(0), {{"process", plan.process()}, {"version", plan.version()}});
  dirty_ = true;
  for (const int start : plan.node(0).event_starts) {
    for (std::size_t i = 0; i < plan.node(start).events.size(); ++i) {
      if (plan.node(start).events[i].kind == bpmn::EventKind::timer) set_timer(0, 1, start, static_cast<int>(i));
    }
  }
  if (at >= 0) {
    const auto& node = plan.node(at);
    // A receive task or a catching event behind an instantiating gateway has had its message: what follows it begins.
    if (node.act == Act::receive || node.act == Act::catch_event) {
      for (const int flow : node.incoming) {
        const auto& gateway = plan.node(plan.flow(flow).source);
        if (gateway.act != Act::event_gateway || !gateway.waits_all) continue;
        const int waits = state.next++;
        state.tokens.push_back({waits, 1, plan.flow(flow).source, Rest::event, -1, 0, 0});
        trigger({waits, 1, at, 0}, nullptr);
        return;
      }
      const int id = state.next++;
      state.tokens.push_back({id, 1, at, Rest::event, -1, 0, 0});
      if (tracing()) say(What::fired, node);
      leave(id);
      return;
    }
    spawn(1, at, -1);
    return;
  }
  enter_scope(1);
}

void Engine::enter_scope(int id) {
  const auto& inside = container(*scope(id));
  if (inside.act == Act::ad_hoc) {
    ad_hoc_next(id);
    return;
  }
  const auto& here = plan_of(id);
  bool none = false;
  for (const int start : inside.starts) {
    const auto& node = here.node(start);
    const bool plain = node.act != Act::start || node.events.empty();
    // One way in is taken where a level draws several empty start events; nodes without incoming flow all begin.
    if (node.act == Act::start && none) continue;
    if (!plain && inside.starts.size() > 1) continue;
    if (node.instantiate && inside.act == Act::process && id == 1) continue;
    spawn(id, start, -1);
    none = none || node.act == Act::start;
  }
}

int Engine::open_scope(int parent, int id, int node, int callee) {
  const int number = state.next++;
  state.scopes.push_back({number, parent, id, node, callee, false, false, {}});
  const auto& inside = plan_of(number).node(node);
  for (const auto& name : inside.data) scope(number)->variables.set(name, {});
  for (const int start : inside.event_starts) {
    const auto& at = plan_of(number).node(start);
    for (std::size_t i = 0; i < at.events.size(); ++i) {
      if (at.events[i].kind == bpmn::EventKind::timer) set_timer(0, number, start, static_cast<int>(i));
    }
  }
  dirty_ = true;
  return number;
}

void Engine::scope_check(int id) {
  const auto* at = scope(id);
  if (at == nullptr || at->kept || state.ended) return;
  const auto& inside = container(*at);
  const bool busy = std::any_of(state.tokens.begin(), state.tokens.end(), [&](const Token& one) { return one.scope == id; });
  const bool below = std::any_of(state.scopes.begin(), state.scopes.end(), [&](const Scope& one) { return one.parent == id && !one.kept && one.token == 0; });
  if (inside.act == Act::ad_hoc) {
    if (inside.completion && !at->interrupted) {
      const int owner = at->token;
      const auto held = truth(inside.completion, id, 0);
      if (held && *held) {
        if (inside.cancel_remaining) cut_inside(id, "completion");
        else scope(id)->interrupted = true;
        if (inside.cancel_remaining || (!busy && !below)) complete_scope(id);
        return;
      }
      if (token(owner) == nullptr) return;
    }
    if (inside.sequential ? !busy : !busy && !below) ad_hoc_next(id);
    return;
  }
  if (!busy && !below) complete_scope(id);
}

void Engine::complete_scope(int id) {
  if (id == 1) {
    end("completed");
    return;
  }
  const auto& inside = container(*scope(id));
  const int owner = scope(id)->token, parent = scope(id)->parent;
  if (inside.act == Act::event_sub_process) {
    if (tracing()) say(What::left, inside);
    cut_scope(id, "done");
    if (owner != 0) compensate_next(owner);
    else scope_check(parent);
    return;
  }
  disarm_scope(id);
  cut_inside(id, "done");
  Variables out;
  auto& at = *scope(id);
  if (at.callee != 0) {
    const auto& outer = node_of(*token(owner));
    if (outer.outputs.empty()) out = at.variables;
    else {
      // Mappings of a call read the called process's data.
      for (const auto& mapping : outer.outputs) out.set(mapping.target, mapping.source ? value(mapping.source, id, 0) : feel::Value());
    }
  }
  const bool compensable = (inside.has_compensation || inside.compensation_start >= 0) && at.callee == 0 && node_of(*token(owner)).compensation < 0;
  const bool anything = inside.compensation_start >= 0 ||
                        std::any_of(state.finished.begin(), state.finished.end(), [&](const Finished& one) { return one.scope == id; });
  if (compensable && anything) {
    at.kept = true;
    at.token = 0;
    state.finished.push_back({parent, at.node, id});
  } else {
    cut_scope(id, "done");
  }
  token(owner)->rest = Rest::ready;
  if (!out.empty()) {
    const int in = token(owner)->scope;
    for (const auto& entry : out) set(in, entry.name, entry.value);
  }
  activity_done(owner, out.empty() ? nullptr : &out);
}

void Engine::end(std::string_view how) {
  auto kept = std::move(state.scopes.front());
  const bool finished = how == "completed";
  if (tracing()) {
    for (const auto& task : state.tasks) {
      if (const auto* at = token(task.token)) say(What::task_cancelled, node_of(*at), {{"task", std::to_string(task.id)}, {"why", std::string(how)}});
    }
  }
  state.scopes.clear();
  state.scopes.push_back(std::move(kept));
  state.tokens.clear();
  state.tasks.clear();
  state.timers.clear();
  state.loops.clear();
  state.incidents.clear();
  state.finished.clear();
  state.marks.clear();
  state.past.clear();
  state.callees.clear();
  state.suspended.reset();
  state.ended = now;
  state.how = std::string(how);
  if (tracing()) say(What::ended, plan.node(0), {{"how", std::string(finished ? "completed" : how)}});
}

/// Takes away everything that hangs on a token, not the token itself.
void Engine::cut(int id, std::string_view why) {
  const auto* at = token(id);
  if (at == nullptr) return;
  const auto& node = node_of(*at);
  for (std::size_t i = 0; i < state.tasks.size(); ++i) {
    if (state.tasks[i].token != id) continue;
    if (tracing()) say(What::task_cancelled, node, {{"task", std::to_string(state.tasks[i].id)}, {"why", std::string(why)}});
    state.tasks.erase(state.tasks.begin() + static_cast<std::ptrdiff_t>(i--));
  }
  disarm(id);
  std::erase_if(state.incidents, [&](const Incident& one) { return one.token == id; });
  std::vector<int> below;
  for (const auto& one : state.tokens) {
    if (one.loop == id) below.push_back(one.id);
  }
  for (const int one : below) {
    cut(one, why);
    remove_token(one);
  }
  std::erase_if(state.loops, [&](const Loop& one) { return one.token == id; });
  std::vector<int> scopes;
  for (const auto& one : state.scopes) {
    if (one.token == id) scopes.push_back(one.id);
  }
  for (const int one : scopes) cut_scope(one, why);
}

void Engine::cut_inside(int id, std::string_view why, int except) {
  std::vector<int> tokens;
  for (const auto& one : state.tokens) {
    if (one.scope == id && one.id != except) tokens.push_back(one.id);
  }
  for (const int one : tokens) {
    const auto* at = token(one);
    if (at == nullptr) continue;
    if (tracing() && why != "done" && at->rest != Rest::task && at->rest != Rest::ready) say(What::cancelled, node_of(*at), {{"why", std::string(why)}});
    cut(one, why);
    remove_token(one);
  }
  std::vector<int> scopes;
  for (const auto& one : state.scopes) {
    if (one.parent == id && !one.kept && one.token == 0) scopes.push_back(one.id);
  }
  for (const int one : scopes) cut_scope(one, why);
}

void Engine::cut_scope(int id, std::string_view why) {
  if (scope(id) == nullptr) return;
  cut_inside(id, why);
  std::vector<int> kept;
  for (const auto& one : state.scopes) {
    if (one.parent == id) kept.push_back(one.id);
  }
  for (const int one : kept) cut_scope(one, why);
  std::erase_if(state.timers, [&](const Timer& one) { return one.scope == id; });
  std::erase_if(state.marks, [&](const Mark& one) { return one.scope == id; });
  std::erase_if(state.finished, [&](const Finished& one) { return one.scope == id || one.kept == id; });
  std::erase_if(state.past, [&](const Past& one) { return one.scope == id; });
  std::erase_if(state.scopes, [&](const Scope& one) { return one.id == id; });
}

}  // namespace yiwang::process
