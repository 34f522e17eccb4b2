#include "adapters/sql/sqlite_connection.h"

#include "adapters/sql/sqlite_statement.h"

namespace yiwang {
namespace {

constexpr int kBusyMs = 10'000;            // longest wait for another connection
constexpr int kCheckpointBusyMs = 100;     // a checkpoint holds the writer, so it soon gives way to readers
// A negative cache size is in KiB. The writer keeps the inner pages of every index; readers mostly live on the system's page cache.
constexpr const char* kWriterPragmas =
    "PRAGMA page_size=4096; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-131072;"
    "PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=OFF; PRAGMA journal_size_limit=268435456;";
constexpr const char* kReaderPragmas = "PRAGMA query_only=ON; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY;";
constexpr const char* kCheckpointPragmas = "PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0;";
constexpr Sql kBegin{"begin", "BEGIN IMMEDIATE"};
constexpr Sql kCommit{"commit", "COMMIT"};

const char* pragmas(SqliteUse use) { return use == SqliteUse::write ? kWriterPragmas : use == SqliteUse::read ? kReaderPragmas : kCheckpointPragmas; }

}  // namespace

SqliteConnection::SqliteConnection(const std::string& file, SqliteUse use) {
  const int flags = SQLITE_OPEN_NOMUTEX | (use == SqliteUse::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE);
  try {
    if (sqlite3_open_v2(file.c_str(), &db_, flags, nullptr) != SQLITE_OK) throw_sqlite(db_, "open " + file);
    sqlite3_extended_result_codes(db_, 1);
    sqlite3_busy_timeout(db_, use == SqliteUse::checkpoint ? kCheckpointBusyMs : kBusyMs);
    script("set up " + file, pragmas(use));
    if (use == SqliteUse::write) {
      const auto note = [](void* pages, sqlite3*, const char*, int log) { return *static_cast<int*>(pages) = log, SQLITE_OK; };
      sqlite3_wal_hook(db_, note, &log_pages_);
    }
  } catch (...) {
    sqlite3_close_v2(db_);
    throw;
  }
}

SqliteConnection::~SqliteConnection() {
  kept_.clear();
  once_.reset();
  sqlite3_close_v2(db_);
}

SqliteStatement& SqliteConnection::prepared(const Sql& sql) {
  auto& slot = kept_[sql.text.data()];
  if (!slot) slot = std::make_unique<SqliteStatement>(db_, sql);
  return *slot;
}

Statement& SqliteConnection::prepare(const Sql& sql) { return prepared(sql); }

Statement& SqliteConnection::prepare_once(const Sql& sql) {
  once_ = std::make_unique<SqliteStatement>(db_, sql);
  return *once_;
}

void SqliteConnection::write_many(const Sql& sql, std::size_t rows, const FillRow& fill, bool each_changes) {
  auto& statement = prepared(sql);
  struct Free {
    SqliteStatement& s;
    ~Free() {
      s.reset();
      s.values_live_on(false);
    }
  } free{statement};
  statement.values_live_on(true);
  for (std::size_t i = 0; i < rows; ++i) {
    fill(statement, i);
    statement.step();
    if (each_changes && statement.changed() == 0) throw SqlError("SQLite, " + std::string(sql.name), "the row to change is not there", "0");
    statement.reset();
  }
}

void SqliteConnection::script(std::string_view name, const std::string& text) {
  if (sqlite3_exec(db_, text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) throw_sqlite(db_, name);
}

void SqliteConnection::begin() { run(*this, kBegin); }
void SqliteConnection::commit() { run(*this, kCommit); }

void SqliteConnection::rollback() noexcept {
  // SQLite may have rolled back by itself after a full disk or an I/O error.
  if (db_ && !sqlite3_get_autocommit(db_)) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
}

SqliteConnection::Checkpoint SqliteConnection::checkpoint(bool restart) {
  Checkpoint left;
  const int code = sqlite3_wal_checkpoint_v2(db_, nullptr, restart ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE, &left.log, &left.moved);
  if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY) throw_sqlite(db_, "checkpoint");
  return left;
}

}  // namespace yiwang
