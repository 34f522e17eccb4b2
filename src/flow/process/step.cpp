#include "flow/process/step.h"

#include <algorithm>

#include "flow/process/moves.h"

namespace yiwang::process {

namespace {

Done carry_out(Engine& engine, const CompleteTask& command) {
  auto* task = const_cast<Task*>(engine.state.task(command.task));
  if (task == nullptr) return refuse(Reason::unknown_task);
  const int id = task->token;
  const auto at = *engine.token(id);
  const auto& node = engine.node_of(at);
  std::string by = command.by;
  const Variables* written = &command.variables;
  Variables with_outcome;
  if (!command.outcome.empty()) {
    with_outcome = command.variables;
    with_outcome.set("outcome", feel::Value::make_string(command.outcome));
    written = &with_outcome;
  }
  if (!task->signers.empty() && !command.by.empty()) {
    const auto signer = std::find_if(task->signers.begin(), task->signers.end(), [&](const Signer& one) { return one.who == command.by; });
    if (signer == task->signers.end()) return refuse(Reason::unknown_person, {{"who", command.by}});
    if (signer->done) return refuse(Reason::already_done, {{"who", command.by}});
    signer->done = true;
    if (!std::all_of(task->signers.begin(), task->signers.end(), [](const Signer& one) { return one.done; })) {
      engine.write(id, *written);
      if (engine.tracing()) {
        Engine::Facts facts{{"task", std::to_string(task->id)}, {"by", command.by}, {"signers", "open"}};
        if (!command.outcome.empty()) facts.emplace_back("outcome", command.outcome);
        engine.say(What::task_closed, node, std::move(facts));
      }
      return done();
    }
  }
  if (!task->owner.empty()) {
    // Delegated work comes back to whom it belongs.
    engine.write(id, *written);
    if (engine.tracing()) engine.say(What::delegated, node, {{"task", std::to_string(task->id)}, {"back_to", task->owner}, {"from", task->assigned}});
    task->assigned = std::move(task->owner);
    task->owner.clear();
    return done();
  }
  if (by.empty()) by = task->assigned;
  if (engine.tracing()) {
    Engine::Facts facts{{"task", std::to_string(task->id)}};
    if (!command.outcome.empty()) facts.emplace_back("outcome", command.outcome);
    if (!by.empty()) facts.emplace_back("by", by);
    engine.say(What::task_closed, node, std::move(facts));
  }
  const int number = task->id;
  engine.close_task(id);
  if (node.act == Act::person && (at.loop == 0 || engine.is_instance(at))) {
    auto& past = engine.state.past;
    std::erase_if(past, [&](const Past& one) { return one.scope == at.scope && one.node == at.node; });
    past.push_back({at.scope, at.node, number, std::move(by), engine.now});
  }
  engine.activity_done(id, written);
  return done();
}

Done carry_out(Engine& engine, const FireTimers& command) {
  engine.fire_due(command.limit);
  return done();
}

Done carry_out(Engine& engine, const Deliver& command) {
  if (!engine.deliver(command.message, command.correlation, command.correlation.empty(), command.variables)) {
    return refuse(Reason::not_found, {{"message", command.message}});
  }
  return done();
}

Done carry_out(Engine& engine, const Signal& command) {
  engine.signal(command.name, &command.variables);
  return done();
}

Done carry_out(Engine& engine, const ThrowError& command) {
  const auto* task = engine.state.task(command.task);
  if (task == nullptr) return refuse(Reason::unknown_task);
  const int id = task->token;
  if (!engine.throw_up(bpmn::EventKind::error, id, command.code, true)) {
    engine.cut(id, "error");
    engine.incident(id, "uncaught_error", command.code + (command.message.empty() ? "" : ": " + command.message));
  }
  return done();
}

Done carry_out(Engine& engine, const Escalate& command) {
  const auto* task = engine.state.task(command.task);
  if (task == nullptr) return refuse(Reason::unknown_task);
  engine.throw_up(bpmn::EventKind::escalation, task->token, command.code, true);
  return done();
}

Done carry_out(Engine& engine, const SetVariables& command) {
  for (const auto& entry : command.variables) engine.set(1, entry.name, entry.value);
  if (engine.tracing()) {
    Engine::Facts facts;
    for (const auto& entry : command.variables) facts.emplace_back(entry.name, engine.text_of(entry.value));
    engine.say(What::variables_set, engine.plan.node(0), std::move(facts));
  }
  return done();
}

Done carry_out(Engine& engine, const Cancel& command) {
  if (engine.tracing()) engine.say(What::cancelled, engine.plan.node(0), command.reason.empty() ? Engine::Facts{} : Engine::Facts{{"reason", command.reason}});
  engine.end("cancelled");
  return done();
}

Done carry_out(Engine& engine, const StartActivity& command) {
  for (const auto& scope : engine.state.scopes) {
    const auto& here = engine.plan_of(scope.id);
    const auto& inside = here.node(scope.node);
    if (inside.act != Act::ad_hoc || scope.kept) continue;
    for (const int start : inside.starts) {
      if (here.node(start).id != command.element) continue;
      if (inside.sequential && std::any_of(engine.state.tokens.begin(), engine.state.tokens.end(), [&](const Token& one) { return one.scope == scope.id; })) {
        return refuse(Reason::cannot_move, {{"why", "at_work"}});
      }
      engine.spawn(scope.id, start, -1);
      return done();
    }
  }
  return refuse(Reason::not_found, {{"element", command.element}});
}

/// The word of the permission a move of people needs, and the reason it gives; empty for what needs none.
struct Wanted {
  std::string_view move;
  const std::string* reason = nullptr;
};
struct Asks {
  Wanted operator()(const ReturnTo& c) const { return {"return", &c.reason}; }
  Wanted operator()(const Jump& c) const { return {"jump", &c.reason}; }
  Wanted operator()(const AddSigner& c) const { return {"add_signer", &c.reason}; }
  Wanted operator()(const RemoveSigner& c) const { return {"remove_signer", &c.reason}; }
  Wanted operator()(const Delegate& c) const { return {"delegate", &c.reason}; }
  Wanted operator()(const Transfer& c) const { return {"transfer", &c.reason}; }
  Wanted operator()(const Withdraw& c) const { return {"withdraw", &c.reason}; }
  Wanted operator()(const Remind& c) const { return {"remind", &c.reason}; }
  Wanted operator()(const Suspend& c) const { return {"suspend", &c.reason}; }
  Wanted operator()(const Resume&) const { return {"suspend", nullptr}; }
  Wanted operator()(const Retry&) const { return {"retry", nullptr}; }
  Wanted operator()(const Skip& c) const { return {"skip", &c.reason}; }
  template <class Other>
  Wanted operator()(const Other&) const {
    return {};
  }
};

Done may(const Plan& plan, const State& state, const Command& command) {
  if (state.ended) return refuse(Reason::already_done, {{"how", state.how}});
  if (state.process != plan.process() || state.version != plan.version()) {
    return refuse(Reason::does_not_fit, {{"why", "other_version"}, {"state", state.version}, {"plan", plan.version()}});
  }
  const auto wanted = std::visit(Asks{}, command);
  if (!wanted.move.empty()) {
    if (!plan.allows(wanted.move)) return refuse(Reason::not_permitted, {{"move", std::string(wanted.move)}});
    if (wanted.reason != nullptr && wanted.reason->empty() && plan.asks_reason(wanted.move)) return refuse(Reason::reason_required, {}, "reason");
  }
  const bool resumes = std::holds_alternative<Resume>(command);
  if (resumes && !state.suspended) return refuse(Reason::not_suspended);
  if (state.suspended && !resumes && !std::holds_alternative<SetVariables>(command) && !std::holds_alternative<Remind>(command) && !std::holds_alternative<Cancel>(command)) {
    return refuse(Reason::already_suspended);
  }
  return done();
}

}  // namespace

Done advance(const Plan& plan, State& state, const Command& command, Instant now, const Host& host, std::vector<Happening>* trace, std::vector<Sent>* sent) {
  if (auto ok = may(plan, state, command); !ok) return ok;
  Engine engine(plan, state, now, host, trace, sent);
  if (auto ok = engine.resolve(); !ok) return ok;
  auto result = std::visit([&](const auto& one) { return carry_out(engine, one); }, command);
  if (!result) return result;
  // Data set while everything stands still wakes nothing: conditions are looked at on resuming.
  if (!state.suspended) engine.run();
  return result;
}

Result<Move> step(const Plan& plan, const State& state, const Command& command, Instant now, const Host& host) {
  Move move{state, {}, {}};
  if (auto ok = advance(plan, move.after, command, now, host, &move.trace, &move.sent); !ok) return tl::unexpected(ok.error());
  return move;
}

Done begin(const Plan& plan, State& state, Variables variables, Instant now, const Host& host, std::string_view at, std::vector<Happening>* trace, std::vector<Sent>* sent) {
  int start = -1;
  if (!at.empty()) {
    start = plan.find(at);
    const auto& starts = plan.starts();
    bool known = start >= 0 && std::find(starts.begin(), starts.end(), start) != starts.end();
    if (start >= 0 && !known) {
      // An event behind a gateway that begins the process.
      for (const int flow : plan.node(start).incoming) {
        const int from = plan.flow(flow).source;
        known = known || (plan.node(from).act == Act::event_gateway && plan.node(from).instantiate);
      }
    }
    if (!known) return refuse(Reason::not_found, {{"element", std::string(at)}});
  } else {
    const auto& starts = plan.starts();
    const bool plain = std::any_of(starts.begin(), starts.end(), [&](int one) {
      const auto& node = plan.node(one);
      return node.act == Act::start ? node.events.empty() || starts.size() == 1 : !node.instantiate;
    });
    if (!plain) return refuse(Reason::not_found, {{"element", "start"}, {"why", "only_events"}});
  }
  Engine engine(plan, state, now, host, trace, sent);
  engine.begin(std::move(variables), start);
  engine.run();
  return done();
}

Result<Move> start(const Plan& plan, Variables variables, Instant now, const Host& host, std::string_view at) {
  Move move;
  if (auto ok = begin(plan, move.after, std::move(variables), now, host, at, &move.trace, &move.sent); !ok) return tl::unexpected(ok.error());
  return move;
}

}  // namespace yiwang::process
