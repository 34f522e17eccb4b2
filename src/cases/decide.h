#pragma once
#include <vector>

#include "cases/case.h"
#include "cases/command.h"
#include "city/city.h"

namespace yiwang {

/// All that a decision may look at besides the case and the command.
struct Context {
  const City& city;
  Instant now;
  Actor actor;
};

/// May refuse, changes nothing. Pure: same arguments, same answer, on any thread. Who may ask is checked before, in service/; here only whether it can happen now.
/// Checks run in the order of contract/reasons.yaml.
Result<std::vector<Event>> decide(const Case& c, const Command& command, const Context& context);

/// A report that opens a new case; `id` is given. Always succeeds for a report that intake let through: without a sure unit the case waits for a dispatcher.
std::vector<Event> open_case(CaseId id, const ReceiveReport& received, const Context& context);
/// A report that joins an open case (`case_merged` or `wrong_stage` otherwise).
Result<std::vector<Event>> join_case(const Case& c, const ReceiveReport& received, const Context& context);
/// The other halves of merge and split.
Result<std::vector<Event>> absorb_case(const Case& c, const Case& other, const Context& context);
std::vector<Event> open_split_off(CaseId id, const Case& from, ReportId report, const Context& context);

}  // namespace yiwang
