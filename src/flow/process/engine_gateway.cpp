#include <algorithm>

#include "flow/process/engine.h"

namespace yiwang::process {

void Engine::gateway(int id) {
  auto& at = *token(id);
  const auto& node = node_of(at);
  switch (node.act) {
    case Act::parallel:
      if (node.incoming.size() > 1 && at.via >= 0) parallel_join(id);
      else leave(id);
      break;
    case Act::inclusive:
      // Whether it may go on is seen when everything else has come to rest.
      if (node.incoming.size() > 1 && at.via >= 0) at.rest = Rest::join;
      else leave(id);
      break;
    case Act::complex:
      if (node.incoming.size() > 1 && at.via >= 0) complex_join(id);
      else leave(id);
      break;
    default: wait_event(id); break;
  }
}

void Engine::parallel_join(int id) {
  auto& at = *token(id);
  at.rest = Rest::join;
  const auto& here = plan_of(at.scope);
  const auto& node = here.node(at.node);
  boost::container::small_vector<int, 8> first(node.incoming.size(), 0);
  std::size_t arrived = 0;
  for (const auto& one : state.tokens) {
    if (one.scope != at.scope || one.node != at.node || one.rest != Rest::join) continue;
    auto& slot = first[static_cast<std::size_t>(here.flow(one.via).joined_at)];
    if (slot == 0) {
      slot = one.id;
      ++arrived;
    }
  }
  if (arrived < node.incoming.size()) {
    if (tracing()) say(What::waiting, node, {{"arrived", std::to_string(arrived)}, {"of", std::to_string(node.incoming.size())}});
    return;
  }
  for (const int one : first) {
    if (one != id) remove_token(one);
  }
  token(id)->rest = Rest::ready;
  if (tracing()) say(What::joined, node, {{"tokens", std::to_string(arrived)}});
  leave(id);
}

/// Whether a token elsewhere on this level could still come by an incoming flow.
bool Engine::reachable(int in, const Node& gateway, int number, std::size_t incoming) const {
  const auto& from = gateway.reach[incoming];
  return std::any_of(state.tokens.begin(), state.tokens.end(), [&](const Token& one) {
    return one.scope == in && one.node != number && one.loop == 0 && from[static_cast<std::size_t>(one.node)];
  });
}

/// Inclusive joins (BPMN 2.0, 13.4.3): go on when no token elsewhere can reach an empty incoming flow, other than by a way that also reaches one that is filled.
/// Complex gateways that wait for the rest of a round reset when nothing more can come.
bool Engine::settle_joins() {
  for (std::size_t i = 0; i < state.tokens.size(); ++i) {
    const auto at = state.tokens[i];
    if (at.rest != Rest::join) continue;
    const auto& here = plan_of(at.scope);
    const auto& node = here.node(at.node);
    if (node.act != Act::inclusive || node.reach.empty()) continue;
    boost::container::small_vector<int, 8> first(node.incoming.size(), 0);
    for (const auto& one : state.tokens) {
      if (one.scope != at.scope || one.node != at.node || one.rest != Rest::join) continue;
      auto& slot = first[static_cast<std::size_t>(here.flow(one.via).joined_at)];
      if (slot == 0) slot = one.id;
    }
    const auto blocks = [&](const Token& one) {
      if (one.scope != at.scope || one.node == at.node || one.loop != 0) return false;
      bool empty = false;
      for (std::size_t flow = 0; flow < first.size(); ++flow) {
        if (!node.reach[flow][static_cast<std::size_t>(one.node)]) continue;
        if (first[flow] != 0) return false;
        empty = true;
      }
      return empty;
    };
    if (std::any_of(state.tokens.begin(), state.tokens.end(), blocks)) continue;
    std::size_t joined = 0;
    for (const int one : first) {
      if (one == 0) continue;
      ++joined;
      if (one != at.id) remove_token(one);
    }
    token(at.id)->rest = Rest::ready;
    if (tracing()) say(What::joined, node, {{"tokens", std::to_string(joined)}, {"of", std::to_string(node.incoming.size())}});
    leave(at.id);
    return true;
  }
  for (std::size_t i = 0; i < state.marks.size(); ++i) {
    const auto round = state.marks[i];
    const auto& node = plan_of(round.scope).node(round.node);
    if (node.act != Act::complex || round.token != 0) continue;
    bool open = false;
    for (std::size_t flow = 0; flow < node.incoming.size(); ++flow) {
      if ((round.bits & (1u << flow)) == 0 && reachable(round.scope, node, round.node, flow)) open = true;
    }
    if (open) continue;
    unmark(0, round.scope, round.node);
    std::vector<int> held;
    for (const auto& one : state.tokens) {
      if (one.scope == round.scope && one.node == round.node && one.rest == Rest::join) held.push_back(one.id);
    }
    // What came twice in the old round begins the new one.
    for (const int one : held) {
      token(one)->rest = Rest::ready;
      ready(one);
    }
    if (held.empty()) scope_check(round.scope);
    return true;
  }
  return false;
}

/// BPMN 2.0, 10.6.5: fires once when its condition holds over the tokens that came; then takes in one token of each other way that still can come, and begins anew.
void Engine::complex_join(int id) {
  auto& at = *token(id);
  const auto& here = plan_of(at.scope);
  const auto& node = here.node(at.node);
  const auto bit = 1u << std::min(31, here.flow(at.via).joined_at);
  const int in = at.scope, number = at.node;
  if (auto* round = mark(0, in, number, false)) {
    if ((round->bits & bit) != 0) {
      at.rest = Rest::join;
      return;
    }
    round->bits |= bit;
    if (tracing()) say(What::joined, node, {{"late", here.flow(at.via).id}});
    remove_token(id);
    // The level must not end while the gateway still waits; settle_joins looks at it next.
    return;
  }
  at.rest = Rest::join;
  unsigned bits = 0;
  std::int64_t count = 0;
  std::vector<int> first;
  for (const auto& one : state.tokens) {
    if (one.scope != in || one.node != number || one.rest != Rest::join) continue;
    ++count;
    const auto its = 1u << std::min(31, here.flow(one.via).joined_at);
    if ((bits & its) == 0) first.push_back(one.id);
    bits |= its;
  }
  Variables counts;
  counts.set("activationCount", feel::Value::make_number(count));
  bool fires = true;
  if (node.activation) {
    extra_ = &counts;
    std::string problem;
    const auto held = truth(node.activation, in, id, &problem);
    extra_ = nullptr;
    if (!held) {
      incident(id, "condition_failed", node.activation.text + (problem.empty() ? "" : ": " + problem));
      return;
    }
    fires = *held;
  }
  if (!fires) {
    if (tracing()) say(What::waiting, node, {{"arrived", std::to_string(count)}, {"condition", node.activation.text}});
    return;
  }
  for (const int one : first) {
    if (one != id) remove_token(one);
  }
  if (tracing()) say(What::joined, node, {{"tokens", std::to_string(first.size())}, {"of", std::to_string(node.incoming.size())}});
  mark(0, in, number, true)->bits = bits;
  token(id)->rest = Rest::ready;
  leave(id);
}

}  // namespace yiwang::process
