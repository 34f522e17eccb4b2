#include "flow/process/view.h"

#include <algorithm>

#include "flow/process/moves.h"

namespace yiwang::process {

namespace {

/// An engine only to look with: it is never run, so the state stays as it is.
class Glass {
 public:
  Glass(const Plan& plan, const State& state, const Host& host) : engine(plan, const_cast<State&>(state), state.started, host, nullptr, nullptr), ok(engine.resolve().has_value()) {}
  Engine engine;
  bool ok;
};

std::string_view kind_word(Act act) {
  switch (act) {
    case Act::service: return "service";
    case Act::send: return "send";
    case Act::script: return "script";
    case Act::receive: return "receive";
    default: return "user";
  }
}

}  // namespace

std::vector<OpenTask> open_tasks(const Plan& plan, const State& state, const Host& host) {
  std::vector<OpenTask> out;
  const Glass glass(plan, state, host);
  if (!glass.ok) return out;
  for (const auto& task : state.tasks) {
    const auto* token = state.token(task.token);
    if (token == nullptr) continue;
    const auto& node = glass.engine.node_of(*token);
    OpenTask one;
    one.id = task.id;
    one.element = node.id;
    one.name = node.name;
    one.kind = node.kind == bpmn::NodeKind::manual_task ? "manual" : std::string(kind_word(node.act));
    one.stage = node.stage;
    one.operations = node.operations;
    one.form = node.form;
    one.assigned = task.assigned;
    one.owner = task.owner;
    one.signers = task.signers;
    one.due = task.due;
    one.opened = task.opened;
    one.reminded = task.reminded;
    one.index = token->index;
    out.push_back(std::move(one));
  }
  return out;
}

std::vector<TokenCount> tokens_at(const Plan& plan, const State& state, const Host& host) {
  std::vector<TokenCount> out;
  const Glass glass(plan, state, host);
  if (!glass.ok) return out;
  std::vector<std::pair<const Node*, int>> counts;
  for (const auto& token : state.tokens) {
    if (token.rest == Rest::looping) continue;
    const auto* node = &glass.engine.node_of(token);
    const auto at = std::find_if(counts.begin(), counts.end(), [&](const auto& one) { return one.first == node; });
    if (at != counts.end()) ++at->second;
    else counts.emplace_back(node, 1);
  }
  // Within one plan nodes lie in document order.
  std::stable_sort(counts.begin(), counts.end(), [&](const auto& a, const auto& b) {
    const auto mine = [&](const Node* node) { return node >= plan.nodes().data() && node < plan.nodes().data() + plan.nodes().size(); };
    if (mine(a.first) != mine(b.first)) return mine(a.first);
    return mine(a.first) && a.first < b.first;
  });
  for (const auto& [node, count] : counts) out.push_back({node->id, count});
  return out;
}

std::vector<Awaited> awaited(const Plan& plan, const State& state, const Host& host) {
  std::vector<Awaited> out;
  Glass glass(plan, state, host);
  if (!glass.ok) return out;
  const auto look_at = [&](int scope, int token, const Node& node) {
    for (const auto& event : node.events) {
      if (event.kind != bpmn::EventKind::message && event.kind != bpmn::EventKind::signal && event.kind != bpmn::EventKind::conditional) continue;
      Awaited one;
      one.kind = event.kind == bpmn::EventKind::message ? "message" : event.kind == bpmn::EventKind::signal ? "signal" : "condition";
      one.element = node.id;
      one.name = event.kind == bpmn::EventKind::conditional ? event.condition.text : event.name;
      if (event.correlation) one.correlation = glass.engine.text_of(glass.engine.value(event.correlation, scope, token));
      out.push_back(std::move(one));
    }
    if (node.act == Act::receive) {
      Awaited one{"message", node.id, node.message, {}, std::nullopt};
      if (node.correlation) one.correlation = glass.engine.text_of(glass.engine.value(node.correlation, scope, token));
      out.push_back(std::move(one));
    }
  };
  for (const auto& token : state.tokens) {
    if (token.rest == Rest::join || token.rest == Rest::throwing) continue;
    const auto& here = glass.engine.plan_of(token.scope);
    const auto& node = here.node(token.node);
    if (token.rest == Rest::event) {
      if (node.act == Act::event_gateway) {
        for (const int flow : node.outgoing) look_at(token.scope, token.id, here.node(here.flow(flow).target));
      } else {
        look_at(token.scope, token.id, node);
      }
    }
    if (!glass.engine.is_instance(token)) {
      for (const int boundary : node.boundary) look_at(token.scope, token.id, here.node(boundary));
    }
  }
  for (const auto& scope : state.scopes) {
    if (scope.kept || scope.interrupted || state.ended) continue;
    const auto& here = glass.engine.plan_of(scope.id);
    for (const int start : here.node(scope.node).event_starts) look_at(scope.id, 0, here.node(start));
  }
  for (const auto& timer : state.timers) {
    out.push_back({"timer", glass.engine.plan_of(timer.scope).node(timer.node).id, {}, {}, timer.due});
  }
  return out;
}

std::vector<OpenIncident> open_incidents(const Plan& plan, const State& state, const Host& host) {
  std::vector<OpenIncident> out;
  const Glass glass(plan, state, host);
  if (!glass.ok) return out;
  for (const auto& incident : state.incidents) {
    const auto* token = state.token(incident.token);
    if (token == nullptr) continue;
    const auto& node = glass.engine.node_of(*token);
    out.push_back({incident.id, node.id, node.name, incident.cause, incident.detail, incident.since});
  }
  return out;
}

int find_task(const Plan& plan, const State& state, const Host& host, std::string_view element) {
  int found = 0;
  const Glass glass(plan, state, host);
  if (!glass.ok) return 0;
  for (const auto& task : state.tasks) {
    const auto* token = state.token(task.token);
    if (token == nullptr || glass.engine.node_of(*token).id != element) continue;
    if (found != 0) return 0;
    found = task.id;
  }
  return found;
}

std::vector<std::string> possible_returns(const Plan& plan, const State& state, const Host& host) {
  std::vector<std::string> out;
  if (state.ended || state.suspended || !plan.allows("return")) return out;
  const Glass glass(plan, state, host);
  if (!glass.ok) return out;
  const int task = state.tasks.size() == 1 ? state.tasks.front().id : 0;
  for (auto at = state.past.rbegin(); at != state.past.rend(); ++at) {
    const auto& id = glass.engine.plan_of(at->scope).node(at->node).id;
    if (std::find(out.begin(), out.end(), id) == out.end() && way_back(glass.engine, *at, task)) out.push_back(id);
  }
  return out;
}

std::vector<std::string> possible_commands(const Plan& plan, const State& state) {
  std::vector<std::string> out;
  if (state.ended) return out;
  const auto add = [&](std::string_view word, std::string_view permission, bool fits) {
    if (fits && (permission.empty() || plan.allows(permission))) out.emplace_back(word);
  };
  if (state.suspended) {
    add("resume", "suspend", true);
    add("set_variables", "", true);
    add("cancel", "", true);
    return out;
  }
  const bool tasks = !state.tasks.empty(), incidents = !state.incidents.empty();
  add("complete", "", tasks);
  add("return_to", "return", !state.past.empty());
  add("jump", "jump", tasks);
  add("add_signer", "add_signer", tasks);
  add("remove_signer", "remove_signer", tasks);
  add("delegate", "delegate", tasks);
  add("transfer", "transfer", tasks);
  add("withdraw", "withdraw", !state.past.empty());
  add("remind", "remind", tasks);
  add("suspend", "suspend", true);
  add("retry", "retry", incidents);
  add("skip", "skip", incidents);
  add("set_variables", "", true);
  add("cancel", "", true);
  return out;
}

}  // namespace yiwang::process
