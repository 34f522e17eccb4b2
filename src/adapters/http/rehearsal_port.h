#pragma once
#include <functional>
#include <optional>

#include "base/instant.h"
#include "base/result.h"

namespace yiwang {

/// How a rehearsal is asked about and changed, whoever runs it. An empty function: there is none, it answers as one that stands still.
struct RehearsalControl {
  struct State {
    bool running = false;
    double pace_per_minute = 0;
    bool staff = false;
    std::int64_t made = 0;
    std::optional<Instant> since;
  };
  std::function<State()> get;
  std::function<Result<State>(double pace_per_minute, bool staff)> put;
};

}  // namespace yiwang
