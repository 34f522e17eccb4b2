#pragma once
#include <libpq-fe.h>

#include <vector>

#include "adapters/sql/connection.h"

namespace yiwang {

/// Throws what the server or libpq says, in words a city's IT can act on. `result` may be null.
[[noreturn]] void throw_postgres(PGconn* db, const PGresult* result, std::string_view doing);

/// Values and rows travel in binary: bigint, double precision, text and bytea only.
class PostgresStatement final : public Statement {
 public:
  /// An empty `handle` is a statement used once, planned for its very values.
  PostgresStatement(PGconn* db, const Sql& sql, std::string handle);
  ~PostgresStatement() override { reset(); }

  void number(std::int64_t value) override;
  void real(double value) override;
  void text(std::string_view value) override { add(kText, value); }
  void bytes(std::string_view value) override { add(kBytes, value); }
  bool step() override;
  std::int64_t number_at(int column) override;
  double real_at(int column) override;
  std::string_view text_at(int column) override { return bytes_at(column); }
  std::string_view bytes_at(int column) override;
  std::int64_t changed() override;
  void reset() noexcept override;

  /// Tells the server the statement once, with the types of the values now handed over.
  void make_ready();
  /// Puts the statement with its values into the pipeline and forgets the values.
  void send();

 private:
  static constexpr Oid kNumber = 20, kReal = 701, kText = 25, kBytes = 17;
  struct Span {
    std::size_t from, size;
  };
  void add(Oid type, std::string_view raw);
  void line_up();

  PGconn* db_;
  std::string name_, text_, handle_;
  bool ready_ = false;
  std::string buffer_;
  std::vector<Oid> types_;
  std::vector<Span> spans_;
  std::vector<const char*> values_;
  std::vector<int> lengths_, formats_;
  PGresult* result_ = nullptr;
  int row_ = -1;
};

}  // namespace yiwang
