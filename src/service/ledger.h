#pragma once
#include <string>

#include "cases/event.h"
#include "service/ports.h"

namespace yiwang {

/// SHA-256 over the previous hash and every field, length-prefixed: altering, removing or reordering any row shows in all that follow.
std::string chain_hash(std::string_view previous, const LedgerRow& row);
/// The row of an entry, chained to `previous` (empty for the first).
LedgerRow to_row(const Entry& entry, std::string_view previous);
/// Throws std::runtime_error when a row is not readable: the ledger is damaged.
Entry to_entry(const LedgerRow& row);
/// The case as the ledger tells it; id 0 when there are no rows.
Case replay(const std::vector<LedgerRow>& rows);

}  // namespace yiwang
