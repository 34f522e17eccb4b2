#pragma once
#include "cases/case.h"
#include "contract/operations.h"

namespace yiwang {

/// Whether an operation could be done on the case as it stands, whatever its fields: what a screen need not offer when false. True does not promise success:
/// fields may be wrong, and what a person can still see to (contacting the citizen, waiting for assisting units) keeps an operation in sight. Roles and
/// scope are asked elsewhere. Never false for something `decide` would do.
bool possible(const Case& c, Operation operation);

}  // namespace yiwang
