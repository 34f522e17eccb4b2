#pragma once
#include <string>
#include <vector>

#include "flow/process/happening.h"
#include "flow/process/state.h"

namespace yiwang::process {

/// What left the instance: the caller brings it to others (and not back to this one, which has heard it).
struct Sent {
  enum class Kind { message, signal } kind = Kind::message;
  std::string element;
  std::string name;
  std::string correlation;
  Variables variables;
};

/// One move: the state after it, why, and what went out.
struct Move {
  State after;
  std::vector<Happening> trace;
  std::vector<Sent> sent;
};

}  // namespace yiwang::process
