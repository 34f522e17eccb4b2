#pragma once
#include <sqlite3.h>

#include "adapters/sql/connection.h"

namespace yiwang {

/// Throws what the connection says about its last failure, in words a city's IT can act on.
[[noreturn]] void throw_sqlite(sqlite3* db, std::string_view doing);

class SqliteStatement final : public Statement {
 public:
  SqliteStatement(sqlite3* db, const Sql& sql);
  ~SqliteStatement() override { sqlite3_finalize(statement_); }

  void number(std::int64_t value) override { check(sqlite3_bind_int64(statement_, ++bound_, value)); }
  void real(double value) override { check(sqlite3_bind_double(statement_, ++bound_, value)); }
  void text(std::string_view value) override {
    check(sqlite3_bind_text(statement_, ++bound_, value.data() ? value.data() : "", static_cast<int>(value.size()), lifetime_));
  }
  void bytes(std::string_view value) override {
    check(sqlite3_bind_blob64(statement_, ++bound_, value.data() ? value.data() : "", value.size(), lifetime_));
  }
  bool step() override;
  std::int64_t number_at(int column) override { return sqlite3_column_int64(statement_, column); }
  double real_at(int column) override { return sqlite3_column_double(statement_, column); }
  std::string_view text_at(int column) override { return bytes_at(column); }
  std::string_view bytes_at(int column) override;
  std::int64_t changed() override { return sqlite3_changes64(db_); }
  void reset() noexcept override {
    sqlite3_reset(statement_);
    bound_ = 0;
  }
  /// Values stay where they are until the statement has run: no copies.
  void values_live_on(bool yes) { lifetime_ = yes ? SQLITE_STATIC : SQLITE_TRANSIENT; }

 private:
  void check(int code) {
    if (code != SQLITE_OK) throw_sqlite(db_, name_);
  }

  sqlite3* db_;
  std::string name_;
  sqlite3_stmt* statement_ = nullptr;
  sqlite3_destructor_type lifetime_ = SQLITE_TRANSIENT;
  int bound_ = 0;
};

}  // namespace yiwang
