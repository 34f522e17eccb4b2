#include "flow/process/migrate.h"

#include <algorithm>

#include "flow/process/engine.h"

namespace yiwang::process {

namespace {

/// Old numbers to new ones, by id and by what the plan says; -1 where there is none.
class Renumbering {
 public:
  Renumbering(const Plan& from, const Plan& to, const MigrationPlan& plan) : from_(from), to_(to), plan_(plan) {
    for (const auto& node : from.nodes()) nodes_.push_back(&node == from.nodes().data() ? 0 : to.find(renamed(node.id)));
  }
  int node(int old) const { return old >= 0 && static_cast<std::size_t>(old) < nodes_.size() ? nodes_[static_cast<std::size_t>(old)] : -1; }
  int flow(int old) const {
    if (old < 0) return -1;
    const auto id = renamed(from_.flow(old).id);
    for (std::size_t i = 0; i < to_.flows().size(); ++i) {
      if (to_.flows()[i].id == id) return static_cast<int>(i);
    }
    return -1;
  }
  std::string renamed(const std::string& id) const {
    for (const auto& [old, fresh] : plan_.map) {
      if (old == id) return fresh;
    }
    return id;
  }

 private:
  const Plan& from_;
  const Plan& to_;
  const MigrationPlan& plan_;
  std::vector<int> nodes_;
};

bool same_kind(const Node& a, const Node& b) { return a.act == b.act; }

const Scope* scope_of(const State& state, int id) { return state.scope(id); }

}  // namespace

std::vector<Misfit> misfits(const Plan& from, const Plan& to, const State& state, const MigrationPlan& plan) {
  std::vector<Misfit> out;
  if (state.process != from.process() || state.version != from.version()) out.push_back({state.process, to.process(), "other_version"});
  if (state.ended) out.push_back({state.process, to.process(), "ended"});
  if (!out.empty()) return out;
  const Renumbering map(from, to, plan);
  const auto mine = [&](int scope) {
    const auto* at = scope_of(state, scope);
    return at != nullptr && at->callee == 0;
  };
  const auto look_at = [&](int old) {
    const auto& node = from.node(old);
    const int fresh = map.node(old);
    if (fresh < 0) {
      out.push_back({node.id, map.renamed(node.id), "no_such_element"});
      return false;
    }
    const auto& other = to.node(fresh);
    if (!same_kind(node, other)) {
      out.push_back({node.id, other.id, "other_kind"});
      return false;
    }
    if (old != 0 && map.node(node.parent) != other.parent) {
      out.push_back({node.id, other.id, "other_scope"});
      return false;
    }
    return true;
  };
  for (const auto& scope : state.scopes) {
    if (scope.callee == 0 && !scope.kept && scope.node != 0) look_at(scope.node);
  }
  for (const auto& token : state.tokens) {
    if (!mine(token.scope) || !look_at(token.node)) continue;
    const auto& node = from.node(token.node);
    const auto& other = to.node(map.node(token.node));
    if (token.rest == Rest::looping && node.loop.kind != other.loop.kind) out.push_back({node.id, other.id, "loop_changed"});
    if (token.rest != Rest::looping && token.loop == 0 && other.loop.kind != node.loop.kind && token.rest != Rest::stopped) out.push_back({node.id, other.id, "loop_changed"});
    if (token.rest == Rest::join) {
      const int via = map.flow(token.via);
      if (token.via >= 0 && (via < 0 || to.flow(via).target != map.node(token.node))) out.push_back({from.flow(token.via).id, map.renamed(from.flow(token.via).id), "no_such_element"});
    }
  }
  return out;
}

Result<Move> migrate(const Plan& from, const Plan& to, const State& state, const MigrationPlan& plan, Instant now, const Host& host) {
  if (const auto wrong = misfits(from, to, state, plan); !wrong.empty()) {
    Refusal refusal{Reason::does_not_fit, {}, {}};
    for (const auto& one : wrong) refusal.facts.emplace_back(one.element, one.why);
    return tl::unexpected(std::move(refusal));
  }
  const Renumbering map(from, to, plan);
  Move move{state, {}, {}};
  auto& after = move.after;
  const auto mine = [&](int scope) {
    const auto* at = scope_of(state, scope);
    return at != nullptr && at->callee == 0;
  };
  after.process = to.process();
  after.version = to.version();
  for (auto& token : after.tokens) {
    if (!mine(token.scope)) continue;
    token.node = map.node(token.node);
    token.via = map.flow(token.via);
  }
  std::erase_if(after.timers, [&](const Timer& one) {
    if (!mine(one.scope)) return false;
    const int fresh = map.node(one.node);
    if (fresh < 0) return true;
    const auto& events = to.node(fresh).events;
    if (static_cast<std::size_t>(one.definition) >= events.size() || events[static_cast<std::size_t>(one.definition)].kind != bpmn::EventKind::timer) return true;
    // A boundary event that moved to another activity no longer guards this one.
    const auto* token = state.token(one.token);
    return token != nullptr && to.node(fresh).act == Act::boundary && to.node(fresh).attached_to != map.node(token->node);
  });
  for (auto& timer : after.timers) {
    if (mine(timer.scope)) timer.node = map.node(timer.node);
  }
  std::erase_if(after.marks, [&](const Mark& one) { return mine(one.scope) && map.node(one.node) < 0; });
  for (auto& one : after.marks) {
    if (mine(one.scope)) one.node = map.node(one.node);
  }
  std::erase_if(after.past, [&](const Past& one) { return mine(one.scope) && map.node(one.node) < 0; });
  for (auto& one : after.past) {
    if (mine(one.scope)) one.node = map.node(one.node);
  }
  std::vector<int> lost;
  std::erase_if(after.finished, [&](const Finished& one) {
    if (!mine(one.scope)) return false;
    const int fresh = map.node(one.node);
    const bool gone = fresh < 0 || (one.kept == 0 && to.node(fresh).compensation < 0);
    if (gone && one.kept != 0) lost.push_back(one.kept);
    return gone;
  });
  for (auto& one : after.finished) {
    if (mine(one.scope)) one.node = map.node(one.node);
  }
  for (auto& scope : after.scopes) {
    if (scope.callee == 0 && map.node(scope.node) >= 0) scope.node = map.node(scope.node);
  }
  for (const auto& entry : plan.variables) after.scopes.front().variables.set(entry.name, entry.value);
  Engine engine(to, after, now, host, &move.trace, &move.sent);
  if (auto ok = engine.resolve(); !ok) return tl::unexpected(ok.error());
  engine.say(What::migrated, to.node(0), {{"from", from.version()}, {"to", to.version()}});
  for (const int one : lost) engine.cut_scope(one, "migrated");
  // Timers the new version adds to what is under way.
  const auto add_timers = [&](int token, int scope, int number) {
    const auto& node = to.node(number);
    for (std::size_t i = 0; i < node.events.size(); ++i) {
      if (node.events[i].kind != bpmn::EventKind::timer) continue;
      const bool known = from.find(node.id) >= 0 || std::any_of(plan.map.begin(), plan.map.end(), [&](const auto& one) { return one.second == node.id; });
      if (!known) engine.set_timer(token, scope, number, static_cast<int>(i));
    }
  };
  const auto tokens = after.tokens;
  for (const auto& token : tokens) {
    if (!mine(token.scope) || engine.is_instance(token) || token.rest == Rest::join || token.rest == Rest::throwing) continue;
    for (const int boundary : to.node(token.node).boundary) add_timers(token.id, token.scope, boundary);
  }
  const auto scopes = after.scopes;
  for (const auto& scope : scopes) {
    if (scope.callee != 0 || scope.kept || scope.interrupted) continue;
    for (const int start : to.node(scope.node).event_starts) add_timers(0, scope.id, start);
  }
  return move;
}

std::vector<Migrated> migrate_all(const Plan& from, const Plan& to, const std::vector<State>& states, const MigrationPlan& plan, Instant now, const Host& host, bool dry_run) {
  std::vector<Migrated> out;
  out.reserve(states.size());
  for (const auto& state : states) {
    auto& one = out.emplace_back();
    one.misfits = misfits(from, to, state, plan);
    one.fits = one.misfits.empty();
    if (!one.fits || dry_run) continue;
    auto moved = migrate(from, to, state, plan, now, host);
    if (moved) {
      one.after = std::move(moved->after);
    } else {
      one.fits = false;
      for (const auto& [element, why] : moved.error().facts) one.misfits.push_back({element, {}, why});
    }
  }
  return out;
}

}  // namespace yiwang::process
