#include <algorithm>

#include "flow/process/engine.h"

namespace yiwang::process {

int Engine::spawn(int in, int node, int via, int loop, int index) {
  const int id = state.next++;
  state.tokens.push_back({id, in, node, Rest::ready, via, loop, index});
  ready(id);
  return id;
}

void Engine::enter(int id) {
  auto& at = *token(id);
  const auto& node = node_of(at);
  if (tracing() && !is_instance(at)) say(What::entered, node);
  if (node.start_quantity > 1 && at.loop == 0 && at.via >= 0) {
    at.rest = Rest::join;
    std::vector<int> here;
    for (const auto& other : state.tokens) {
      if (other.scope == at.scope && other.node == at.node && other.rest == Rest::join && other.loop == 0) here.push_back(other.id);
    }
    if (static_cast<int>(here.size()) < node.start_quantity) {
      if (tracing()) say(What::waiting, node, {{"arrived", std::to_string(here.size())}, {"of", std::to_string(node.start_quantity)}});
      return;
    }
    for (int i = 0; i < node.start_quantity; ++i) {
      if (here[static_cast<std::size_t>(i)] != id && i + 1 < node.start_quantity) remove_token(here[static_cast<std::size_t>(i)]);
    }
    token(id)->rest = Rest::ready;
  }
  switch (node.act) {
    case Act::start:
    case Act::boundary: leave(id); break;
    case Act::end: end_event(id); break;
    case Act::catch_event: wait_event(id); break;
    case Act::throw_event: throw_event(id); break;
    case Act::exclusive: leave(id); break;
    case Act::parallel:
    case Act::inclusive:
    case Act::event_gateway:
    case Act::complex: gateway(id); break;
    default: begin_activity(id); break;
  }
}

void Engine::follow(int id, int flow) {
  auto& at = *token(id);
  at.via = flow;
  at.node = plan_of(at.scope).flow(flow).target;
  at.rest = Rest::ready;
  ready(id);
}

/// Picks the ways out: all true ones, the first true one (exclusive), or all (parallel, events); the default when no condition holds.
void Engine::leave(int id) {
  auto& at = *token(id);
  const auto& here = plan_of(at.scope);
  const auto& node = here.node(at.node);
  if (node.outgoing.empty()) {
    consume(id);
    return;
  }
  boost::container::small_vector<int, 8> ways;
  if (node.outgoing.size() == 1 && !here.flow(node.outgoing.front()).condition) {
    ways.push_back(node.outgoing.front());
    if (tracing()) say_flow(What::taken, here.flow(node.outgoing.front()));
  } else {
    bool held = false, free = false;
    for (const int number : node.outgoing) {
      const auto& flow = here.flow(number);
      if (number == node.default_flow) continue;
      if (!flow.condition) {
        ways.push_back(number);
        free = true;
        if (tracing()) say_flow(What::taken, flow, {{"why", "all"}});
      } else {
        std::string problem;
        const auto true_ = truth(flow.condition, at.scope, id, &problem);
        if (!true_) {
          incident(id, "condition_failed", flow.id + ": " + flow.condition.text + (problem.empty() ? "" : ": " + problem), true);
          return;
        }
        if (tracing()) {
          Facts facts;
          if (*true_) facts.emplace_back("why", "condition");
          because(flow.condition, at.scope, id, facts);
          say_flow(*true_ ? What::taken : What::not_taken, flow, std::move(facts));
        }
        if (!*true_) continue;
        ways.push_back(number);
        held = true;
      }
      if (node.act == Act::exclusive && (held || free)) break;
    }
    // A gateway needs some way; an activity's default counts against its conditional flows alone.
    const bool gateway = node.act == Act::exclusive || node.act == Act::inclusive || node.act == Act::complex;
    if (node.default_flow >= 0 && !held && !(gateway && free)) {
      ways.push_back(node.default_flow);
      if (tracing()) say_flow(What::taken, here.flow(node.default_flow), {{"why", "default"}});
    }
    if (ways.empty()) {
      incident(id, "no_way_out", "no condition holds and there is no default flow", true);
      return;
    }
  }
  const int in = at.scope;
  follow(id, ways.front());
  for (std::size_t i = 1; i < ways.size(); ++i) spawn(in, plan_of(in).flow(ways[i]).target, ways[i]);
}

void Engine::remove_token(int id) {
  const auto at = std::lower_bound(state.tokens.begin(), state.tokens.end(), id, [](const Token& item, int wanted) { return item.id < wanted; });
  if (at != state.tokens.end() && at->id == id) state.tokens.erase(at);
}

void Engine::consume(int id) {
  const int in = token(id)->scope;
  remove_token(id);
  scope_check(in);
}

void Engine::incident(int id, std::string_view cause, std::string detail, bool leaving) {
  auto& at = *token(id);
  at.rest = Rest::stopped;
  const int number = state.next++;
  if (tracing()) say(What::incident, node_of(at), {{"number", std::to_string(number)}, {"cause", std::string(cause)}, {"detail", detail}});
  state.incidents.push_back({number, id, std::string(cause), std::move(detail), now, leaving});
}

}  // namespace yiwang::process
