#include <algorithm>

#include "flow/process/moves.h"

namespace yiwang::process {

namespace {

tl::unexpected<Refusal> cannot(std::string why) { return refuse(Reason::cannot_move, {{"why", std::move(why)}}); }

Task* task_by_id(State& state, int id) { return const_cast<Task*>(state.task(id)); }

Engine::Facts facts_of(int task, const std::string& key, const std::string& who, const std::string& reason) {
  Engine::Facts out{{"task", std::to_string(task)}};
  if (!key.empty()) out.emplace_back(key, who);
  if (!reason.empty()) out.emplace_back("reason", reason);
  return out;
}

const Node& node_of(Engine& engine, const Task& task) { return engine.node_of(*engine.token(task.token)); }

}  // namespace

Done carry_out(Engine& engine, const AddSigner& command) {
  auto* task = task_by_id(engine.state, command.task);
  if (task == nullptr) return refuse(Reason::unknown_task);
  if (command.who.empty()) return refuse(Reason::missing_field, {}, "who");
  const auto at = *engine.token(task->token);
  const auto& node = engine.node_of(at);
  if (node.act != Act::person) return cannot("no_person");
  if (engine.is_instance(at) && node.loop.kind != LoopPlan::Kind::standard) {
    for (const auto& other : engine.state.tasks) {
      const auto* token = engine.token(other.token);
      if (token->loop == at.loop && other.assigned == command.who) return refuse(Reason::already_done, {{"who", command.who}});
    }
    auto& loop = *engine.loop_of(at.loop);
    if (loop.total >= 5'000) return cannot("too_many");
    if (loop.items.size() < static_cast<std::size_t>(loop.total)) loop.items.resize(static_cast<std::size_t>(loop.total));
    loop.items.push_back(feel::Value::make_string(command.who));
    ++loop.total;
    engine.say(What::signer_added, node, facts_of(command.task, "who", command.who, command.reason));
    if (node.loop.kind == LoopPlan::Kind::parallel) {
      ++loop.started;
      // Places in line are never given twice, also after somebody left it.
      const int index = static_cast<int>(loop.items.size());
      const int id = engine.state.next++;
      engine.state.tokens.push_back({id, at.scope, at.node, Rest::ready, -1, at.loop, index});
      engine.open_task(id, command.who);
    }
    return done();
  }
  for (const auto& signer : task->signers) {
    if (signer.who == command.who) return refuse(Reason::already_done, {{"who", command.who}});
  }
  if (task->signers.empty()) {
    if (task->assigned == command.who) return refuse(Reason::already_done, {{"who", command.who}});
    task->signers.push_back({task->assigned, false});
    task->assigned.clear();
  }
  task->signers.push_back({command.who, false});
  engine.say(What::signer_added, node, facts_of(command.task, "who", command.who, command.reason));
  return done();
}

Done carry_out(Engine& engine, const RemoveSigner& command) {
  auto* task = task_by_id(engine.state, command.task);
  if (task == nullptr) return refuse(Reason::unknown_task);
  const auto at = *engine.token(task->token);
  const auto& node = engine.node_of(at);
  if (engine.is_instance(at) && node.loop.kind != LoopPlan::Kind::standard) {
    auto& loop = *engine.loop_of(at.loop);
    if (loop.total - loop.done <= 1) return cannot("last_signer");
    int gone = 0;
    for (const auto& other : engine.state.tasks) {
      if (engine.token(other.token)->loop == at.loop && other.assigned == command.who) gone = other.token;
    }
    if (gone != 0) {
      if (node.loop.kind == LoopPlan::Kind::sequential) return cannot("at_work");
      engine.say(What::signer_removed, node, facts_of(command.task, "who", command.who, command.reason));
      --loop.total;
      --loop.started;
      engine.cut(gone, "signer_removed");
      engine.remove_token(gone);
      return done();
    }
    // In a sequence, one whose turn has not come.
    const bool sequence = node.loop.kind == LoopPlan::Kind::sequential;
    for (std::size_t i = static_cast<std::size_t>(loop.started); sequence && i < loop.items.size(); ++i) {
      if (engine.text_of(loop.items[i]) != command.who) continue;
      engine.say(What::signer_removed, node, facts_of(command.task, "who", command.who, command.reason));
      loop.items.erase(loop.items.begin() + static_cast<std::ptrdiff_t>(i));
      --loop.total;
      return done();
    }
    return refuse(Reason::unknown_person, {{"who", command.who}});
  }
  const auto signer = std::find_if(task->signers.begin(), task->signers.end(), [&](const Signer& one) { return one.who == command.who; });
  if (signer == task->signers.end()) return task->signers.empty() ? cannot("last_signer") : refuse(Reason::unknown_person, {{"who", command.who}});
  const auto open = std::count_if(task->signers.begin(), task->signers.end(), [](const Signer& one) { return !one.done; });
  if (signer->done) return refuse(Reason::already_done, {{"who", command.who}});
  if (open <= 1) return cannot("last_signer");
  task->signers.erase(signer);
  if (task->signers.size() == 1) {
    task->assigned = task->signers.front().who;
    task->signers.clear();
  }
  engine.say(What::signer_removed, node, facts_of(command.task, "who", command.who, command.reason));
  return done();
}

Done carry_out(Engine& engine, const Delegate& command) {
  auto* task = task_by_id(engine.state, command.task);
  if (task == nullptr) return refuse(Reason::unknown_task);
  if (command.to.empty()) return refuse(Reason::missing_field, {}, "to");
  if (!task->signers.empty()) return cannot("several_signers");
  if (task->assigned.empty()) return cannot("nobody_assigned");
  if (task->assigned == command.to) return refuse(Reason::already_done, {{"who", command.to}});
  engine.say(What::delegated, node_of(engine, *task), facts_of(command.task, "to", command.to, command.reason));
  if (task->owner.empty()) task->owner = task->assigned;
  task->assigned = command.to;
  return done();
}

Done carry_out(Engine& engine, const Transfer& command) {
  auto* task = task_by_id(engine.state, command.task);
  if (task == nullptr) return refuse(Reason::unknown_task);
  if (command.to.empty()) return refuse(Reason::missing_field, {}, "to");
  if (!task->signers.empty()) return cannot("several_signers");
  if (task->assigned == command.to) return refuse(Reason::already_done, {{"who", command.to}});
  engine.say(What::transferred, node_of(engine, *task), facts_of(command.task, "to", command.to, command.reason));
  task->owner.clear();
  task->assigned = command.to;
  return done();
}

Done carry_out(Engine& engine, const Remind& command) {
  auto* task = task_by_id(engine.state, command.task);
  if (task == nullptr) return refuse(Reason::unknown_task);
  ++task->reminded;
  engine.say(What::reminded, node_of(engine, *task), facts_of(command.task, "times", std::to_string(task->reminded), command.reason));
  return done();
}

Done carry_out(Engine& engine, const Suspend& command) {
  engine.state.suspended = engine.now;
  engine.say(What::suspended, engine.plan.node(0), command.reason.empty() ? Engine::Facts{} : Engine::Facts{{"reason", command.reason}});
  return done();
}

namespace {

/// The moment with the same open time before it, counted from `resumed` instead of `suspended`. What was overdue stays so. A moment right at an opening stays at an
/// opening, one at a closing at a closing, which open time alone does not tell apart.
std::optional<Instant> shifted(const Host& host, std::string_view calendar, Instant at, Instant suspended, Instant resumed) {
  if (at <= suspended || resumed <= suspended) return at;
  if (calendar.empty()) return at + (resumed - suspended);
  const auto left = host.between(calendar, suspended, at);
  if (!left) return std::nullopt;
  auto out = host.due(calendar, resumed, Span{*left, 0});
  const auto just_before = host.between(calendar, at - milliseconds{1}, at);
  if (out && just_before && just_before->count() == 0) out = host.due(calendar, *out, Span{});
  return out;
}

}  // namespace

Done carry_out(Engine& engine, const Resume&) {
  const auto since = *engine.state.suspended;
  // Nothing is changed before everything is known.
  std::vector<Instant> timers;
  for (const auto& timer : engine.state.timers) {
    const auto& node = engine.plan_of(timer.scope).node(timer.node);
    const bool fixed = node.events[static_cast<std::size_t>(timer.definition)].timer == TimerKind::date;
    const auto due = fixed ? timer.due : shifted(engine.host, node.calendar, timer.due, since, engine.now);
    if (!due) return refuse(Reason::not_found, {{"calendar", node.calendar}});
    timers.push_back(*due);
  }
  std::vector<std::optional<Instant>> tasks;
  for (const auto& task : engine.state.tasks) {
    if (!task.due) {
      tasks.emplace_back();
      continue;
    }
    const auto& node = node_of(engine, task);
    const auto due = shifted(engine.host, node.calendar, *task.due, since, engine.now);
    if (!due) return refuse(Reason::not_found, {{"calendar", node.calendar}});
    tasks.push_back(due);
  }
  for (std::size_t i = 0; i < timers.size(); ++i) engine.state.timers[i].due = timers[i];
  for (std::size_t i = 0; i < tasks.size(); ++i) engine.state.tasks[i].due = tasks[i];
  engine.state.suspended.reset();
  engine.say(What::resumed, engine.plan.node(0), {{"since", yiwang::to_text(since)}});
  engine.check_conditions();
  return done();
}

Done carry_out(Engine& engine, const Retry& command) {
  const auto at = std::find_if(engine.state.incidents.begin(), engine.state.incidents.end(), [&](const Incident& one) { return one.id == command.incident; });
  if (at == engine.state.incidents.end()) return refuse(Reason::not_found, {{"incident", std::to_string(command.incident)}});
  const auto incident = *at;
  const auto& token = *engine.token(incident.token);
  engine.say(What::retried, engine.node_of(token), {{"number", std::to_string(incident.id)}});
  for (const auto& entry : command.variables) engine.set(token.scope, entry.name, entry.value);
  if (incident.leaving) {
    std::erase_if(engine.state.incidents, [&](const Incident& one) { return one.id == incident.id; });
    engine.token(incident.token)->rest = Rest::ready;
    engine.leave(incident.token);
    return done();
  }
  engine.cut(incident.token, "retried");
  engine.token(incident.token)->rest = Rest::ready;
  engine.ready(incident.token);
  return done();
}

Done carry_out(Engine& engine, const Skip& command) {
  const auto at = std::find_if(engine.state.incidents.begin(), engine.state.incidents.end(), [&](const Incident& one) { return one.id == command.incident; });
  if (at == engine.state.incidents.end()) return refuse(Reason::not_found, {{"incident", std::to_string(command.incident)}});
  const auto incident = *at;
  const auto token = *engine.token(incident.token);
  const auto& node = engine.node_of(token);
  Engine::Facts facts{{"number", std::to_string(incident.id)}};
  if (!command.reason.empty()) facts.emplace_back("reason", command.reason);
  engine.say(What::skipped, node, std::move(facts));
  for (const auto& entry : command.variables) engine.set(token.scope, entry.name, entry.value);
  engine.cut(incident.token, "skipped");
  engine.token(incident.token)->rest = Rest::ready;
  if (incident.leaving && !node.outgoing.empty()) {
    engine.follow(incident.token, node.default_flow >= 0 ? node.default_flow : node.outgoing.front());
  } else if (bpmn::is_activity(node.kind)) {
    engine.activity_done(incident.token, nullptr);
  } else {
    engine.leave(incident.token);
  }
  return done();
}

}  // namespace yiwang::process
