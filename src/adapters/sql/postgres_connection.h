#pragma once
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

#include "adapters/sql/connection.h"

struct pg_conn;

namespace yiwang {

class PostgresStatement;

/// PostgreSQL 15 by libpq. Many rows of a plain insert go by binary COPY, other repeated statements in pipelines, so a batch costs few round trips.
/// When the connection was lost, the next `begin` opens it anew; what was under way has failed and, if it was a COMMIT, its outcome must be looked up.
class PostgresConnection final : public Connection {
 public:
  /// `greet` runs after every (re)connect, before anything else.
  using Greet = std::function<void(PostgresConnection&)>;
  explicit PostgresConnection(const std::string& where, Greet greet = {});
  ~PostgresConnection() override;

  Dialect dialect() const override { return Dialect::postgres; }
  Statement& prepare(const Sql& sql) override;
  Statement& prepare_once(const Sql& sql) override;
  void write_many(const Sql& sql, std::size_t rows, const FillRow& fill, bool each_changes) override;
  void script(std::string_view name, const std::string& text) override;
  void begin() override;
  void commit() override;
  void rollback() noexcept override;

  /// "PostgreSQL 15.4 (database city on host db1)"
  std::string describe() const;

 private:
  void greet();
  PostgresStatement& prepared(const Sql& sql);
  void copy_in(const Sql& sql, std::size_t rows, const FillRow& fill);
  void pipeline(const Sql& sql, std::size_t rows, const FillRow& fill, bool each_changes);

  pg_conn* db_ = nullptr;
  Greet greet_;
  bool greeted_ = false;                   // a connection without its greeting (the writer's lock) must not be used
  std::unordered_map<const void*, std::unique_ptr<PostgresStatement>> kept_;
  std::unique_ptr<PostgresStatement> once_;
};

}  // namespace yiwang
