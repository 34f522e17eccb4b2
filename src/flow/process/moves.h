#pragma once
#include <string>
#include <vector>

#include "flow/process/command.h"
#include "flow/process/engine.h"

namespace yiwang::process {

/// Where work would go back to, and what is taken away for it.
struct Way {
  int scope = 0;
  int target = 0;
  std::vector<int> removed;   // tokens of that level
};

/// Whether taking `removed` away and putting one token on `target` leaves the level sound: no join waits for a token that cannot come, nothing runs twice.
/// Empty: it does; else why not (blocks_join, runs_twice, target_join).
std::string unsound(const Engine& engine, const Way& way);
/// The way back to something done before; refused with `cannot_move` and why (never_done, nothing_after, interrupted, blocks_join, runs_twice).
Result<Way> way_back(const Engine& engine, const Past& past, int task);

Done carry_out(Engine& engine, const ReturnTo& command);
Done carry_out(Engine& engine, const Jump& command);
Done carry_out(Engine& engine, const Withdraw& command);
Done carry_out(Engine& engine, const AddSigner& command);
Done carry_out(Engine& engine, const RemoveSigner& command);
Done carry_out(Engine& engine, const Delegate& command);
Done carry_out(Engine& engine, const Transfer& command);
Done carry_out(Engine& engine, const Remind& command);
Done carry_out(Engine& engine, const Suspend& command);
Done carry_out(Engine& engine, const Resume& command);
Done carry_out(Engine& engine, const Retry& command);
Done carry_out(Engine& engine, const Skip& command);

}  // namespace yiwang::process
