#include "flow/process/engine.h"

#include <algorithm>

namespace yiwang::process {

Engine::Engine(const Plan& with, State& on, Instant at, const Host& around, std::vector<Happening>* told, std::vector<Sent>* out)
    : plan(with), state(on), now(at), host(around), trace(told), sent(out), watches_(with.conditional()) {}

Done Engine::resolve() {
  for (std::size_t i = called_.size(); i < state.callees.size(); ++i) {
    const auto& callee = state.callees[i];
    std::shared_ptr<const Plan> found;
    const auto try_beside = [&](const Plan& at) {
      if (found) return;
      auto beside = at.beside(callee.process);
      if (beside && beside->version() == callee.version) found = std::move(beside);
    };
    try_beside(plan);
    for (const auto& other : called_) try_beside(*other);
    if (!found) found = host.called(callee.process, callee.version);
    if (!found || found->version() != callee.version) return refuse(Reason::not_found, {{"process", callee.process}, {"version", callee.version}});
    watches_ = watches_ || found->conditional();
    called_.push_back(std::move(found));
  }
  if (!fits()) return refuse(Reason::does_not_fit, {{"why", "broken_state"}});
  return done();
}

/// Whether every number in the state is one of its plan, so that a text that was tampered with cannot lead astray.
bool Engine::fits() const {
  const auto known = [&](int in, int node) {
    const auto* at = state.scope(in);
    return at != nullptr && node >= 0 && static_cast<std::size_t>(node) < plan_of(in).nodes().size();
  };
  for (const auto& one : state.scopes) {
    if (!known(one.id, one.node)) return false;
    const auto act = plan_of(one.id).node(one.node).act;
    const bool inner = act == Act::sub_process || act == Act::transaction || act == Act::ad_hoc;
    if (!inner && act != Act::event_sub_process && (act != Act::process || (one.id != 1 && one.callee == 0))) return false;
    if (one.id != 1 && (inner || act == Act::process) && !one.kept && one.token == 0) return false;
    if (one.id != 1 && act != Act::process && one.callee != state.scope(one.parent)->callee) return false;
  }
  for (const auto& one : state.tokens) {
    if (!known(one.scope, one.node)) return false;
    const auto& here = plan_of(one.scope);
    const auto& node = here.node(one.node);
    if (node.parent != state.scope(one.scope)->node && one.rest != Rest::throwing) return false;
    if (one.via >= static_cast<int>(here.flows().size())) return false;
    if (one.rest == Rest::join && (one.via < 0 || here.flow(one.via).target != one.node)) return false;
    if (one.rest == Rest::looping && node.loop.kind == LoopPlan::Kind::none) return false;
    if (one.loop != 0) {
      const auto* owner = state.token(one.loop);
      const auto loop = std::find_if(state.loops.begin(), state.loops.end(), [&](const Loop& at) { return at.token == one.loop; });
      const bool instance = owner->rest == Rest::looping && owner->node == one.node && loop != state.loops.end() && one.index >= 1 && one.index <= 50'000;
      if (!instance && owner->rest != Rest::throwing) return false;
    }
  }
  for (const auto& one : state.timers) {
    if (!known(one.scope, one.node)) return false;
    const auto& node = plan_of(one.scope).node(one.node);
    if (one.definition < 0 || static_cast<std::size_t>(one.definition) >= node.events.size()) return false;
    if (one.token == 0 ? node.act != Act::start : state.token(one.token)->scope != one.scope) return false;
    if (node.events[static_cast<std::size_t>(one.definition)].kind != bpmn::EventKind::timer) return false;
  }
  const auto all_known = [&](const auto& list) { return std::all_of(list.begin(), list.end(), [&](const auto& one) { return known(one.scope, one.node); }); };
  for (const auto& one : state.finished) {
    if (!known(one.scope, one.node)) return false;
    if (one.kept == 0 ? plan_of(one.scope).node(one.node).compensation < 0 : !state.scope(one.kept)->kept) return false;
  }
  return all_known(state.marks) && all_known(state.past);
}

void Engine::run() {
  while (true) {
    if (dirty_ && watches_) check_conditions();
    dirty_ = false;
    if (state.ended) return;
    int next = 0;
    if (ready_at_ < ready_.size()) {
      next = ready_[ready_at_++];
      if (ready_at_ == ready_.size()) {
        ready_.clear();
        ready_at_ = 0;
      }
      const auto* at = token(next);
      if (at == nullptr || at->rest != Rest::ready) continue;
      if (node_of(*at).speaks) {
        late_.push_back(next);
        continue;
      }
    } else if (late_at_ < late_.size()) {
      next = late_[late_at_++];
      if (late_at_ == late_.size()) {
        late_.clear();
        late_at_ = 0;
      }
      const auto* at = token(next);
      if (at == nullptr || at->rest != Rest::ready) continue;
    } else if (settle_joins()) {
      continue;
    } else {
      return;
    }
    if (++steps_ > kMostSteps || state.tokens.size() > kMostTokens) {
      incident(next, "endless_loop", std::to_string(steps_ - 1));
      continue;
    }
    enter(next);
  }
}

const Plan& Engine::plan_of(int id) const {
  if (id == 1) return plan;
  const auto* at = state.scope(id);
  return at == nullptr || at->callee == 0 ? plan : *called_[static_cast<std::size_t>(at->callee - 1)];
}

Token* Engine::token(int id) { return const_cast<Token*>(state.token(id)); }
Scope* Engine::scope(int id) { return id == 1 ? &state.scopes.front() : const_cast<Scope*>(state.scope(id)); }

bool Engine::is_instance(const Token& at) const {
  if (at.loop == 0) return false;
  const auto* owner = state.token(at.loop);
  return owner != nullptr && owner->rest == Rest::looping;
}

int Engine::guarded(int id) const {
  const auto* at = state.token(id);
  return at != nullptr && is_instance(*at) ? at->loop : id;
}

int Engine::task_of(int id) const {
  for (const auto& task : state.tasks) {
    if (task.token == id) return task.id;
  }
  return 0;
}

void Engine::say(What what, const Node& node, Facts facts) {
  if (trace == nullptr) return;
  trace->push_back({what, node.id, node.name, std::move(facts)});
}

void Engine::say_flow(What what, const Flow& flow, Facts facts) {
  if (trace == nullptr) return;
  trace->push_back({what, flow.id, flow.name, std::move(facts)});
}

void Engine::ready(int id) {
  ready_.push_back(id);
}

}  // namespace yiwang::process
