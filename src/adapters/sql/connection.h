#pragma once
#include <concepts>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>

#include "adapters/sql/sql.h"

namespace yiwang {

/// The values of one statement, handed over in order.
class Values {
 public:
  virtual ~Values() = default;
  virtual void number(std::int64_t value) = 0;
  virtual void real(double value) = 0;
  virtual void text(std::string_view value) = 0;
  virtual void bytes(std::string_view value) = 0;
};

/// One prepared statement of one connection: values in, rows out. Views live until the next step.
class Statement : public Values {
 public:
  /// Moves to the next row; false when there is none.
  virtual bool step() = 0;
  virtual std::int64_t number_at(int column) = 0;
  virtual double real_at(int column) = 0;
  virtual std::string_view text_at(int column) = 0;
  virtual std::string_view bytes_at(int column) = 0;
  /// Rows the statement changed; after the last step.
  virtual std::int64_t changed() = 0;
  /// Ready for new values. Never throws.
  virtual void reset() noexcept = 0;
};

using FillRow = std::function<void(Values&, std::size_t)>;

/// One connection to one database; used by one thread at a time. Throws SqlError. Prepared statements of named constants are kept.
class Connection {
 public:
  virtual ~Connection() = default;
  virtual Dialect dialect() const = 0;
  /// Kept for the life of the connection; `sql.text` must live as long.
  virtual Statement& prepare(const Sql& sql) = 0;
  /// For statements composed at run time: kept until the next call.
  virtual Statement& prepare_once(const Sql& sql) = 0;
  /// Runs the statement once for each row `fill` hands over; `fill` must hand over views that live until this returns.
  /// With `each_changes` a row that changes nothing is an error.
  virtual void write_many(const Sql& sql, std::size_t rows, const FillRow& fill, bool each_changes = false) = 0;
  /// Several statements without values, as in a migration.
  virtual void script(std::string_view name, const std::string& text) = 0;
  virtual void begin() = 0;
  virtual void commit() = 0;
  /// Safe to call after any failure, also when no transaction is open.
  virtual void rollback() noexcept = 0;
};

inline void hand_over(Values& to, std::string_view value) { to.text(value); }
inline void hand_over(Values& to, double value) { to.real(value); }
template <std::integral T>
void hand_over(Values& to, T value) {
  to.number(static_cast<std::int64_t>(value));
}
/// Marks a value as raw bytes instead of text.
struct Bytes {
  std::string_view view;
};
inline void hand_over(Values& to, Bytes value) { to.bytes(value.view); }

/// A statement at work; when it goes out of scope the statement is free again.
class Query {
 public:
  template <class... V>
  Query(Connection& on, const Sql& sql, const V&... values) : statement_(on.prepare(sql)) {
    (hand_over(statement_, values), ...);
  }
  explicit Query(Statement& prepared) : statement_(prepared) {}
  ~Query() { statement_.reset(); }
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  bool next() { return statement_.step(); }
  template <class T = std::int64_t>
  T number(int column) { return static_cast<T>(statement_.number_at(column)); }
  bool flag(int column) { return statement_.number_at(column) != 0; }
  double real(int column) { return statement_.real_at(column); }
  std::string text(int column) { return std::string(statement_.text_at(column)); }
  std::string bytes(int column) { return std::string(statement_.bytes_at(column)); }

 private:
  Statement& statement_;
};

/// Runs a statement that gives no rows; returns how many it changed.
template <class... V>
std::int64_t run(Connection& on, const Sql& sql, const V&... values) {
  auto& statement = on.prepare(sql);
  struct Free {
    Statement& s;
    ~Free() { s.reset(); }
  } free{statement};
  (hand_over(statement, values), ...);
  while (statement.step()) {}
  return statement.changed();
}

/// Everything or nothing: rolled back unless `commit` was reached.
class Transaction {
 public:
  explicit Transaction(Connection& on) : on_(on) { on_.begin(); }
  ~Transaction() {
    if (!done_) on_.rollback();
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit() {
    on_.commit();
    done_ = true;
  }

 private:
  Connection& on_;
  bool done_ = false;
};

}  // namespace yiwang
