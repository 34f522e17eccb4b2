#pragma once
#include "flow/process/command.h"
#include "flow/process/host.h"
#include "flow/process/move.h"
#include "flow/process/plan.h"

namespace yiwang::process {

/// Begins an instance at its none start event, or at start event `at` (its id) when a message, signal, timer or condition begins it. Refused with `not_found` when there
/// is no such start. Runs until everything waits. Never throws for what a model or its data do: those become incidents in the state.
Result<Move> start(const Plan& plan, Variables variables, Instant now, const Host& host, std::string_view at = {});

/// Carries out one command. Refusals leave nothing changed: `already_done` (ended), `unknown_task`, `not_permitted` (`yiwang:allow` does not name the move),
/// `reason_required`, `already_suspended`, `not_suspended`, `not_found` (element, incident, message), `out_of_range`.
/// While suspended only Resume, SetVariables, Remind and Cancel are accepted.
Result<Move> step(const Plan& plan, const State& state, const Command& command, Instant now, const Host& host);

/// The same in place, without rendering a trace: for populations of instances. `trace`, when given, is appended to.
Done advance(const Plan& plan, State& state, const Command& command, Instant now, const Host& host, std::vector<Happening>* trace = nullptr,
             std::vector<Sent>* sent = nullptr);

Done begin(const Plan& plan, State& state, Variables variables, Instant now, const Host& host, std::string_view at = {}, std::vector<Happening>* trace = nullptr,
           std::vector<Sent>* sent = nullptr);

}  // namespace yiwang::process
