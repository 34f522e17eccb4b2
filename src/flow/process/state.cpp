#include "flow/process/state.h"

#include <algorithm>

namespace yiwang::process {

namespace {
// Numbers only grow and nothing is put in front, so lists of numbered things are sorted.
template <class T>
const T* by_id(const std::vector<T>& list, int id) {
  const auto at = std::lower_bound(list.begin(), list.end(), id, [](const T& item, int wanted) { return item.id < wanted; });
  return at != list.end() && at->id == id ? &*at : nullptr;
}
template <class T>
bool ascending(const std::vector<T>& list) {
  return std::is_sorted(list.begin(), list.end(), [](const T& a, const T& b) { return a.id < b.id; });
}
std::string number(int value) { return std::to_string(value); }
}  // namespace

const Task* State::task(int id) const { return by_id(tasks, id); }
const Token* State::token(int id) const { return by_id(tokens, id); }
const Scope* State::scope(int id) const { return by_id(scopes, id); }

std::optional<Instant> next_timer(const State& state) {
  if (state.suspended || state.ended) return std::nullopt;
  std::optional<Instant> first;
  for (const auto& timer : state.timers) {
    if (!first || timer.due < *first) first = timer.due;
  }
  return first;
}

std::string fault_of(const State& state) {
  if (state.scopes.empty()) return "no process scope";
  std::vector<int> ids;
  ids.reserve(state.scopes.size() + state.tokens.size() + state.tasks.size() + state.incidents.size());
  const auto fresh = [&](int id) {
    ids.push_back(id);
    return id > 0 && id < state.next;
  };
  if (!ascending(state.tokens) || !ascending(state.scopes) || !ascending(state.tasks) || !ascending(state.incidents)) return "numbers out of order";
  if (state.scopes.front().id != 1 || state.scopes.front().node != 0 || state.scopes.front().kept) return "no process scope";
  for (const auto& scope : state.scopes) {
    if (!fresh(scope.id)) return "scope number " + number(scope.id);
    if (scope.id != 1 && (scope.parent >= scope.id || state.scope(scope.parent) == nullptr)) return "scope " + number(scope.id) + " has no parent";
    if (scope.token != 0 && !scope.kept && state.token(scope.token) == nullptr) return "scope " + number(scope.id) + " has no token";
    if (scope.callee < 0 || scope.callee > static_cast<int>(state.callees.size())) return "scope " + number(scope.id) + " has no plan";
  }
  for (const auto& token : state.tokens) {
    if (!fresh(token.id)) return "token number " + number(token.id);
    const auto* scope = state.scope(token.scope);
    if (scope == nullptr) return "token " + number(token.id) + " has no scope";
    if (token.loop != 0 && state.token(token.loop) == nullptr) return "token " + number(token.id) + " has no loop";
    const auto owns = [&](const auto& list) { return std::any_of(list.begin(), list.end(), [&](const auto& item) { return item.token == token.id; }); };
    if (token.rest == Rest::ready) return "token " + number(token.id) + " rests nowhere";
    if (token.rest == Rest::task && !owns(state.tasks)) return "token " + number(token.id) + " has no task";
    if (token.rest == Rest::looping && !owns(state.loops)) return "token " + number(token.id) + " has no loop entry";
    if (token.rest == Rest::stopped && !owns(state.incidents)) return "token " + number(token.id) + " has no incident";
    if (token.rest == Rest::inside && !owns(state.scopes)) return "token " + number(token.id) + " has no scope below";
  }
  for (const auto& task : state.tasks) {
    const auto* token = state.token(task.token);
    if (!fresh(task.id)) return "task number " + number(task.id);
    if (token == nullptr || token->rest != Rest::task) return "task " + number(task.id) + " has no token";
  }
  for (const auto& incident : state.incidents) {
    const auto* token = state.token(incident.token);
    if (!fresh(incident.id)) return "incident number " + number(incident.id);
    if (token == nullptr || token->rest != Rest::stopped) return "incident " + number(incident.id) + " has no token";
  }
  for (const auto& timer : state.timers) {
    if (timer.token != 0 && state.token(timer.token) == nullptr) return "timer of node " + number(timer.node) + " has no token";
    if (state.scope(timer.scope) == nullptr) return "timer of node " + number(timer.node) + " has no scope";
  }
  for (const auto& loop : state.loops) {
    const auto* token = state.token(loop.token);
    if (loop.total < 0 || loop.total > 50'000 || loop.done < 0 || loop.started < loop.done || loop.started > loop.total) return "loop counts";
    if (token == nullptr || token->rest != Rest::looping) return "loop of token " + number(loop.token) + " has no token";
  }
  for (const auto& mark : state.marks) {
    if (mark.token != 0 && state.token(mark.token) == nullptr) return "mark of node " + number(mark.node) + " has no token";
    if (state.scope(mark.scope) == nullptr) return "mark of node " + number(mark.node) + " has no scope";
  }
  for (const auto& done : state.finished) {
    if (state.scope(done.scope) == nullptr || (done.kept != 0 && state.scope(done.kept) == nullptr)) return "finished node " + number(done.node) + " has no scope";
  }
  for (const auto& past : state.past) {
    if (state.scope(past.scope) == nullptr) return "past node " + number(past.node) + " has no scope";
  }
  if (state.ended && (!state.tokens.empty() || !state.tasks.empty() || !state.timers.empty() || !state.incidents.empty() || state.scopes.size() != 1)) {
    return "ended with something left";
  }
  if (!state.ended && state.tokens.empty()) return "running with nothing in it";
  std::sort(ids.begin(), ids.end());
  if (std::adjacent_find(ids.begin(), ids.end()) != ids.end()) return "a number used twice";
  return {};
}

}  // namespace yiwang::process
