#pragma once
#include "adapters/sql/connection.h"
#include "service/ports.h"

namespace yiwang {

/// Writes a batch inside an open transaction: new cases are inserted, known ones changed (one that is not there is an error), cubes added to.
void write_batch(Connection& on, const Batch& batch);
/// Writes only what can be made again from the ledger (cases, tasks, intake keys, cubes), over what is there.
void write_projections(Connection& on, const Batch& batch);

}  // namespace yiwang
