#pragma once
#include <string>
#include <utility>
#include <vector>

#include "flow/process/host.h"
#include "flow/process/move.h"
#include "flow/process/plan.h"

namespace yiwang::process {

/// How instances of one version go on in another. Elements of the same id and kind go to each other by themselves; `map` names the others (old id -> new id).
struct MigrationPlan {
  std::vector<std::pair<std::string, std::string>> map;
  Variables variables;         // written into the process's data
};

/// Why something would not fit.
struct Misfit {
  std::string element;         // in the old version
  std::string to;              // in the new one, when there is one
  std::string why;             // no_such_element, other_kind, other_scope, suspended, ended, other_version, loop_changed
};

/// Whether every active element has a place: the dry run. Empty: it fits.
std::vector<Misfit> misfits(const Plan& from, const Plan& to, const State& state, const MigrationPlan& plan);

/// Nothing moves: tokens, tasks and timers keep their numbers and due moments at the elements of the new version; boundary timers that are new begin at `now`, those
/// that are gone vanish. Refused with `does_not_fit` and the misfits as facts when it does not fit.
Result<Move> migrate(const Plan& from, const Plan& to, const State& state, const MigrationPlan& plan, Instant now, const Host& host);

/// One result of a batch, in the order given.
struct Migrated {
  bool fits = false;
  std::vector<Misfit> misfits;
  State after;                 // when it fits and it was no dry run
};
std::vector<Migrated> migrate_all(const Plan& from, const Plan& to, const std::vector<State>& states, const MigrationPlan& plan, Instant now, const Host& host, bool dry_run);

}  // namespace yiwang::process
