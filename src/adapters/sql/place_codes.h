#pragma once
#include "adapters/sql/connection.h"

namespace yiwang {

/// Gives cases written before codes of places were kept their code, some thousand a transaction; done once (a fact says for which level), taken up again
/// after a stop. About ten seconds a million cases; lists within a shape would miss the cases not yet reached, so a start waits for it.
void fill_place_codes(Connection& on);

}  // namespace yiwang
