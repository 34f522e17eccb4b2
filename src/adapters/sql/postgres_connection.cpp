#include "adapters/sql/postgres_connection.h"

#include "adapters/sql/postgres_statement.h"

namespace yiwang {
namespace {

// A commit waits for the log on disk whatever the server's default; short statements do not gain from JIT.
constexpr const char* kSetUp = "SET synchronous_commit = on; SET client_encoding = 'UTF8'; SET client_min_messages = warning; SET jit = off; SET application_name = 'yiwang'";
constexpr std::size_t kCopyFrom = 32;      // rows from which a COPY's extra round trips are repaid

void no_notices(void*, const PGresult*) {}

std::string address_of(PGconn* db) {
  const auto part = [](const char* text) { return std::string(text ? text : ""); };
  return "database " + part(PQdb(db)) + " on host " + part(PQhost(db)) + " port " + part(PQport(db));
}

}  // namespace

PostgresConnection::PostgresConnection(const std::string& where, Greet greet) : db_(PQconnectdb(where.c_str())), greet_(std::move(greet)) {
  try {
    if (PQstatus(db_) != CONNECTION_OK) throw std::runtime_error("PostgreSQL cannot be reached, " + address_of(db_) + ": " + PQerrorMessage(db_));
    this->greet();
  } catch (...) {
    PQfinish(db_);
    throw;
  }
}

PostgresConnection::~PostgresConnection() {
  kept_.clear();
  once_.reset();
  PQfinish(db_);
}

void PostgresConnection::greet() {
  greeted_ = false;
  PQsetNoticeReceiver(db_, no_notices, nullptr);
  const char* encoding = PQparameterStatus(db_, "server_encoding");
  if (!encoding || std::string_view(encoding) != "UTF8") throw std::runtime_error("the " + address_of(db_) + " keeps text as " + (encoding ? encoding : "?") + "; make it with ENCODING 'UTF8'");
  script("set up connection", kSetUp);
  if (greet_) greet_(*this);
  greeted_ = true;
}

PostgresStatement& PostgresConnection::prepared(const Sql& sql) {
  auto& slot = kept_[sql.text.data()];
  if (!slot) slot = std::make_unique<PostgresStatement>(db_, sql, "s" + std::to_string(kept_.size()));
  return *slot;
}

Statement& PostgresConnection::prepare(const Sql& sql) { return prepared(sql); }

Statement& PostgresConnection::prepare_once(const Sql& sql) {
  once_ = std::make_unique<PostgresStatement>(db_, sql, "");
  return *once_;
}

void PostgresConnection::write_many(const Sql& sql, std::size_t rows, const FillRow& fill, bool each_changes) {
  if (rows == 0) return;
  const bool plain = sql.text.starts_with("INSERT INTO ") && sql.text.ends_with(")") && sql.text.find(" ON CONFLICT ") == std::string_view::npos;
  if (plain && rows >= kCopyFrom) copy_in(sql, rows, fill);
  else pipeline(sql, rows, fill, each_changes);
}

void PostgresConnection::script(std::string_view name, const std::string& text) {
  PGresult* result = PQexec(db_, text.c_str());
  struct Free {
    PGresult* r;
    ~Free() { PQclear(r); }
  } free{result};
  const auto status = PQresultStatus(result);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw_postgres(db_, result, name);
}

void PostgresConnection::begin() {
  if (PQstatus(db_) == CONNECTION_BAD || !greeted_) {
    kept_.clear();
    once_.reset();
    PQreset(db_);
    if (PQstatus(db_) != CONNECTION_OK) throw_postgres(db_, nullptr, "connect again");
    greet();
  }
  script("begin", "BEGIN");
}

void PostgresConnection::commit() {
  // A transaction that failed answers COMMIT with ROLLBACK and no error.
  if (PQtransactionStatus(db_) != PQTRANS_INTRANS) throw SqlError("PostgreSQL, commit", "the transaction has failed before", "25P02");
  script("commit", "COMMIT");
}

void PostgresConnection::rollback() noexcept {
  const auto status = PQtransactionStatus(db_);
  if (status == PQTRANS_INTRANS || status == PQTRANS_INERROR) PQclear(PQexec(db_, "ROLLBACK"));
}

std::string PostgresConnection::describe() const {
  const char* version = PQparameterStatus(db_, "server_version");
  return "PostgreSQL " + std::string(version ? version : "?") + " (" + address_of(db_) + ")";
}

}  // namespace yiwang
