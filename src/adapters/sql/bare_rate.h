#pragma once
#include <cstdint>
#include <string>

namespace yiwang {

/// The yardstick of docs/performance.md: rows a second that bare SQLite takes (WAL, synced at every commit, 1,000 rows a transaction, one table, three indexes) when each
/// row has `row_bytes` bytes. `folder` is made and left behind. Throws std::runtime_error.
double bare_sqlite_rate(const std::string& folder, std::uint64_t rows, std::size_t row_bytes);

}  // namespace yiwang
