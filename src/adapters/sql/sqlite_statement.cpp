#include "adapters/sql/sqlite_statement.h"

namespace yiwang {

void throw_sqlite(sqlite3* db, std::string_view doing) {
  const int code = db ? sqlite3_extended_errcode(db) : SQLITE_NOMEM;
  std::string said = db ? sqlite3_errmsg(db) : "out of memory";
  switch (code & 0xff) {
    case SQLITE_FULL: said = "the disk is full: " + said; break;
    case SQLITE_READONLY: said = "the data folder cannot be written: " + said; break;
    case SQLITE_CANTOPEN: said = "the database file cannot be opened: " + said; break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: said = "the database file is damaged or is not one: " + said; break;
    case SQLITE_IOERR: said = "the disk failed: " + said; break;
    default: break;
  }
  throw SqlError("SQLite, " + std::string(doing), said, std::to_string(code));
}

SqliteStatement::SqliteStatement(sqlite3* db, const Sql& sql) : db_(db), name_(sql.name) {
  if (sqlite3_prepare_v3(db, sql.text.data(), static_cast<int>(sql.text.size()), SQLITE_PREPARE_PERSISTENT, &statement_, nullptr) != SQLITE_OK) throw_sqlite(db, name_);
}

bool SqliteStatement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) throw_sqlite(db_, name_);
  return false;
}

std::string_view SqliteStatement::bytes_at(int column) {
  const void* data = sqlite3_column_blob(statement_, column);
  return data ? std::string_view(static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))) : std::string_view();
}

}  // namespace yiwang
