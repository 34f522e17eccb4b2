#pragma once
#include <stdexcept>
#include <string>
#include <string_view>

namespace yiwang {

enum class Dialect { sqlite, postgres };

/// A named statement. Values are written `?1`, `?2`... in both dialects; the PostgreSQL connection turns them into `$1`, `$2`...
/// A plain insert has the shape `INSERT INTO table (columns) VALUES (...)` and nothing after it, so that many rows may go by COPY.
struct Sql {
  std::string_view name;
  std::string_view text;
};

/// The database failed: what was being done, what it said, and its code. `state` is SQLite's extended result code or PostgreSQL's SQLSTATE.
class SqlError : public std::runtime_error {
 public:
  SqlError(std::string_view doing, std::string_view said, std::string state_code)
      : std::runtime_error(std::string(doing) + ": " + std::string(said) + " (" + state_code + ")"), state(std::move(state_code)) {}
  std::string state;
};

}  // namespace yiwang
