#pragma once
#include <time.h>

namespace yiwang {

/// Seconds of processor time this thread has had: what others on the machine do does not count.
inline double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace yiwang
