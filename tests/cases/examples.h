#pragma once
#include "cases/event.h"

namespace yiwang::testing {

/// One event of each kind with every member filled, so that its bytes show its whole shape. Never change an example whose bytes are frozen.
Event example_of(EventKind kind);

}  // namespace yiwang::testing
