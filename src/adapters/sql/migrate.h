#pragma once
#include <string_view>
#include <vector>

#include "adapters/sql/connection.h"

namespace yiwang {

/// A numbered step of the schema as it was when the program was built (migrations/, embedded by CMake).
struct Migration {
  int number = 0;
  std::string_view name;                   // file name
  std::string_view text;
};
/// Those of one dialect, in order: shared files and the dialect's own.
std::vector<Migration> migrations_for(Dialect dialect);

/// Brings the schema up to `steps`, each step in its own transaction. Throws std::runtime_error when the database is newer than the program, or when a step
/// that was applied is not the one the program knows.
void migrate(Connection& on, const std::vector<Migration>& steps);
/// The same judgement without changing anything; also throws when steps are missing.
void check_schema(Connection& on, const std::vector<Migration>& steps);

}  // namespace yiwang
