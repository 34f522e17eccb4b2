#include "flow/process/moves.h"

#include <algorithm>
#include <set>

namespace yiwang::process {

namespace {

/// Nodes reached from `from` along flows, boundary events and links, not passing a node for which `stop` holds (it is reached itself).
template <class Stop>
std::vector<bool> forward(const Plan& plan, int from, const Stop& stop) {
  std::vector<bool> seen(plan.nodes().size(), false);
  std::vector<int> open;
  const auto visit = [&](int node) {
    if (node < 0 || seen[static_cast<std::size_t>(node)]) return;
    seen[static_cast<std::size_t>(node)] = true;
    if (!stop(node)) open.push_back(node);
  };
  seen[static_cast<std::size_t>(from)] = true;
  open.push_back(from);
  while (!open.empty()) {
    const auto& node = plan.node(open.back());
    open.pop_back();
    for (const int flow : node.outgoing) visit(plan.flow(flow).target);
    for (const int boundary : node.boundary) visit(boundary);
    visit(node.link_target);
  }
  return seen;
}

bool is_join(const Node& node) { return node.act == Act::parallel && node.incoming.size() > 1; }

/// Which incoming flows of a join a node can still fill without passing it.
std::set<int> owed(const Plan& plan, int from, int join) {
  std::set<int> out;
  if (from == join) return out;
  const auto seen = forward(plan, from, [&](int node) { return node == join; });
  for (const int flow : plan.node(join).incoming) {
    const int source = plan.flow(flow).source;
    if (source != join && seen[static_cast<std::size_t>(source)]) out.insert(flow);
  }
  return out;
}

std::set<int> owed(const Plan& plan, const Token& token, int join) {
  if (token.node == join && token.rest == Rest::join) return {token.via};
  return owed(plan, token.node, join);
}

bool on_level(const Token& token, int scope) { return token.scope == scope && token.loop == 0; }

tl::unexpected<Refusal> cannot(std::string why) { return refuse(Reason::cannot_move, {{"why", std::move(why)}}); }

}  // namespace

std::string unsound(const Engine& engine, const Way& way) {
  const auto& plan = engine.plan_of(way.scope);
  const auto& inside = engine.plan_of(way.scope).node(engine.state.scope(way.scope)->node);
  std::vector<Token> rest, removed;
  for (const auto& token : engine.state.tokens) {
    if (!on_level(token, way.scope)) continue;
    (std::find(way.removed.begin(), way.removed.end(), token.id) == way.removed.end() ? rest : removed).push_back(token);
  }
  std::set<int> live;
  for (const int join : inside.children) {
    const auto& node = plan.node(join);
    if (!is_join(node)) continue;
    bool others = false;
    for (const auto& token : rest) others = others || !owed(plan, token, join).empty();
    const auto fresh = owed(plan, way.target, join);
    if (others) {
      live.insert(join);
      std::set<int> before;
      for (const auto& token : removed) before.merge(owed(plan, token, join));
      if (before != fresh) return "blocks_join";
    } else if (!fresh.empty() && fresh.size() != node.incoming.size()) {
      return "blocks_join";
    }
  }
  const auto seen = forward(plan, way.target, [&](int node) { return live.contains(node); });
  for (const auto& token : rest) {
    if (live.contains(token.node)) continue;
    if (seen[static_cast<std::size_t>(token.node)]) return "runs_twice";
  }
  return {};
}

Result<Way> way_back(const Engine& engine, const Past& past, int task) {
  const auto* scope = engine.state.scope(past.scope);
  if (scope == nullptr) return cannot("never_done");
  if (scope->interrupted) return cannot("interrupted");
  const auto& plan = engine.plan_of(past.scope);
  Way way{past.scope, past.node, {}};
  // First the task alone, so that work beside it goes on; then everything that came after.
  if (const auto* open = engine.state.task(task)) {
    const auto* at = engine.state.token(engine.guarded(open->token));
    while (at != nullptr && at->scope != past.scope) {
      const auto* up = engine.state.scope(at->scope);
      while (up != nullptr && up->token == 0 && up->id != past.scope) up = engine.state.scope(up->parent);
      at = up == nullptr || up->token == 0 ? nullptr : engine.state.token(engine.guarded(up->token));
    }
    if (at != nullptr) {
      way.removed = {at->id};
      const auto seen = forward(plan, past.node, [](int) { return false; });
      if (seen[static_cast<std::size_t>(at->node)] && unsound(engine, way).empty()) return way;
      way.removed.clear();
    }
  }
  const auto seen = forward(plan, past.node, [](int) { return false; });
  for (const auto& token : engine.state.tokens) {
    if (!on_level(token, past.scope) || !seen[static_cast<std::size_t>(token.node)]) continue;
    if (token.rest == Rest::join && is_join(plan.node(token.node)) && !owed(plan, past.node, token.node).contains(token.via)) continue;
    way.removed.push_back(token.id);
  }
  if (way.removed.empty()) return cannot("nothing_after");
  if (auto why = unsound(engine, way); !why.empty()) return cannot(std::move(why));
  return way;
}

namespace {

void take(Engine& engine, const Way& way, What what, const std::string& reason) {
  const auto& plan = engine.plan_of(way.scope);
  const auto& target = plan.node(way.target);
  if (engine.tracing()) {
    std::string from;
    for (const int id : way.removed) from += (from.empty() ? "" : ",") + plan.node(engine.token(id)->node).id;
    Engine::Facts facts{{"from", from}};
    if (!reason.empty()) facts.emplace_back("reason", reason);
    engine.say(what, target, std::move(facts));
  }
  for (const int id : way.removed) {
    engine.cut(id, std::string(code_of(what)));
    engine.remove_token(id);
  }
  const auto seen = forward(plan, way.target, [](int) { return false; });
  std::erase_if(engine.state.past, [&](const Past& one) { return one.scope == way.scope && seen[static_cast<std::size_t>(one.node)]; });
  engine.spawn(way.scope, way.target, -1);
}

const Past* newest(const Engine& engine, std::string_view element) {
  for (auto at = engine.state.past.rbegin(); at != engine.state.past.rend(); ++at) {
    if (engine.plan_of(at->scope).node(at->node).id == element) return &*at;
  }
  return nullptr;
}

bool below(const State& state, int scope, int top) {
  for (const auto* at = state.scope(scope); at != nullptr; at = state.scope(at->parent)) {
    if (at->id == top) return true;
  }
  return false;
}

}  // namespace

Done carry_out(Engine& engine, const ReturnTo& command) {
  if (command.task != 0 && engine.state.task(command.task) == nullptr) return refuse(Reason::unknown_task);
  const auto* past = newest(engine, command.element);
  if (past == nullptr) return cannot("never_done");
  const auto way = way_back(engine, *past, command.task);
  if (!way) return tl::unexpected(way.error());
  take(engine, *way, What::returned, command.reason);
  return done();
}

Done carry_out(Engine& engine, const Withdraw& command) {
  const Past* past = nullptr;
  if (command.task != 0) {
    for (const auto& one : engine.state.past) {
      if (one.task == command.task) past = &one;
    }
  } else {
    past = newest(engine, command.element);
  }
  if (past == nullptr) return cannot("never_done");
  if (!command.by.empty() && past->by != command.by) return refuse(Reason::not_permitted, {{"by", past->by}});
  const auto way = way_back(engine, *past, 0);
  if (!way) return tl::unexpected(way.error());
  const auto& plan = engine.plan_of(way->scope);
  const auto seen = forward(plan, way->target, [](int) { return false; });
  for (const auto* later = past + 1; later != engine.state.past.data() + engine.state.past.size(); ++later) {
    if (later->scope == way->scope ? seen[static_cast<std::size_t>(later->node)] : below(engine.state, later->scope, way->scope)) return cannot("gone_on");
  }
  for (const int id : way->removed) {
    for (const auto& loop : engine.state.loops) {
      if (loop.token == id && loop.done > 0) return cannot("gone_on");
    }
  }
  take(engine, *way, What::withdrawn, command.reason);
  return done();
}

Done carry_out(Engine& engine, const Jump& command) {
  const auto* task = engine.state.task(command.task);
  if (task == nullptr) return refuse(Reason::unknown_task);
  const auto& at = *engine.state.token(engine.guarded(task->token));
  if (at.loop != 0) return cannot("compensating");
  const auto& plan = engine.plan_of(at.scope);
  const int target = plan.find(command.element);
  if (target < 0) return refuse(Reason::not_found, {{"element", command.element}});
  const auto& node = plan.node(target);
  if (node.parent != engine.state.scope(at.scope)->node) return cannot("other_level");
  const bool activity = bpmn::is_activity(node.kind) && node.act != Act::event_sub_process && !node.for_compensation && node.start_quantity == 1;
  const bool event = node.act == Act::catch_event || node.act == Act::throw_event || node.act == Act::end;
  if (!activity && !event && node.act != Act::exclusive) return cannot("no_target");
  const Way way{at.scope, target, {at.id}};
  if (auto why = unsound(engine, way); !why.empty()) return cannot(std::move(why));
  if (engine.tracing()) {
    Engine::Facts facts{{"from", plan.node(at.node).id}, {"task", std::to_string(command.task)}};
    if (!command.reason.empty()) facts.emplace_back("reason", command.reason);
    engine.say(What::jumped, node, std::move(facts));
  }
  engine.cut(way.removed.front(), "jumped");
  engine.remove_token(way.removed.front());
  engine.spawn(way.scope, target, -1);
  return done();
}

}  // namespace yiwang::process
