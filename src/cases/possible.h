#pragma once
#include "cases/case.h"
#include "contract/operations.h"

namespace yiwang {

/// Whether an operation could be done on the case as it stands, whatever its fields: what a screen need not offer when false. True does not promise success:
/// fields may be wrong, and what a person can still see to (contacting the citizen, waiting for assisting units) keeps an operation in sight. Roles and
/// scope are asked elsewhere. Never false for something `decide` would do.
bool possible(const Case& c, Operation operation);

/// Operations that take the work forward or elsewhere; only these must be among an open activity's. What is said, corrected, attached or urged is always free.
bool governed(Operation operation);
/// Whether the activity, in this stage of the case, names the operation or leaves it to its stage. A step is finished by complete_activity when it says so, or says
/// nothing and has a form or stands beside the life of the case.
bool permits(const Activity& activity, Stage stage, Operation operation);
/// Whether the case's process lets it happen at its present steps. Always true for governed operations of a case without one.
bool process_permits(const Case& c, Operation operation);
/// The word by which a diagram permits a move of people (`yiwang:allow`), or empty when the operation is none.
std::string_view move_word(Operation operation);

}  // namespace yiwang
