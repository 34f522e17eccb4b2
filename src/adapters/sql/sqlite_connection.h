#pragma once
#include <memory>
#include <string>
#include <unordered_map>

#include "adapters/sql/connection.h"

struct sqlite3;

namespace yiwang {

enum class SqliteUse { write, read, checkpoint };

class SqliteStatement;

/// SQLite 3. The writer waits for the disk at every commit (WAL, synchronous=FULL); it never checkpoints by itself, see checkpointer.h.
class SqliteConnection final : public Connection {
 public:
  SqliteConnection(const std::string& file, SqliteUse use);
  ~SqliteConnection() override;

  Dialect dialect() const override { return Dialect::sqlite; }
  Statement& prepare(const Sql& sql) override;
  Statement& prepare_once(const Sql& sql) override;
  void write_many(const Sql& sql, std::size_t rows, const FillRow& fill, bool each_changes) override;
  void script(std::string_view name, const std::string& text) override;
  void begin() override;
  void commit() override;
  void rollback() noexcept override;

  /// What a checkpoint left: frames in the log and frames already moved to the database.
  struct Checkpoint {
    int log = 0, moved = 0;
  };
  /// `restart`: wait for readers shortly and let the log start from its beginning.
  Checkpoint checkpoint(bool restart);
  /// Length of the log after this connection's last commit.
  int log_pages() const { return log_pages_; }

 private:
  SqliteStatement& prepared(const Sql& sql);

  sqlite3* db_ = nullptr;
  int log_pages_ = 0;
  std::unordered_map<const void*, std::unique_ptr<SqliteStatement>> kept_;
  std::unique_ptr<SqliteStatement> once_;
};

}  // namespace yiwang
