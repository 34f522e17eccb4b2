#pragma once
#include <optional>
#include <string>
#include <vector>

#include "flow/process/host.h"
#include "flow/process/plan.h"

namespace yiwang::process {

/// One way in which a process begins.
struct StartWay {
  std::string element;
  std::string kind;     // none | message | signal | timer | conditional | multiple
  std::string name;     // of the message or signal
};
/// In document order, receive tasks and events behind a gateway that begin the process included. Whoever keeps many instances offers messages and signals to these
/// when nobody waits for them, and begins timers when `next_start` says.
std::vector<StartWay> start_ways(const Plan& plan);

/// When a timer start event fires next after `after`; none for other events, and when its date or its cycle is over. `began` is when the version came into force:
/// durations and cycles count from it.
std::optional<Instant> next_start(const Plan& plan, std::string_view element, Instant began, Instant after, const Host& host);

/// Whether a conditional start event holds over these data.
bool start_holds(const Plan& plan, std::string_view element, const Variables& variables, Instant now, const Host& host);

}  // namespace yiwang::process
