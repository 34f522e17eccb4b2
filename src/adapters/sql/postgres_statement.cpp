#include "adapters/sql/postgres_statement.h"

#include "adapters/sql/big_endian.h"

namespace yiwang {
namespace {

/// `?7` to `$7`; a question mark never stands for anything else in our statements.
std::string in_postgres_words(std::string_view text) {
  std::string out(text);
  for (auto& c : out) {
    if (c == '?') c = '$';
  }
  return out;
}

std::string one_line(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  for (auto& c : text) {
    if (c == '\n') c = ' ';
  }
  return text;
}

}  // namespace

void throw_postgres(PGconn* db, const PGresult* result, std::string_view doing) {
  const char* code = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
  const std::string state = code ? code : "08000";
  std::string said = one_line(result ? PQresultErrorMessage(result) : PQerrorMessage(db));
  if (said.empty()) said = "no answer";
  if (state == "53100") said = "the database server's disk is full: " + said;
  if (state == "25006") said = "the database may only be read: " + said;
  if (PQstatus(db) == CONNECTION_BAD) said = "the connection to the database was lost: " + said;
  throw SqlError("PostgreSQL, " + std::string(doing), said, state);
}

PostgresStatement::PostgresStatement(PGconn* db, const Sql& sql, std::string handle)
    : db_(db), name_(sql.name), text_(in_postgres_words(sql.text)), handle_(std::move(handle)) {}

void PostgresStatement::add(Oid type, std::string_view raw) {
  if (!ready_) types_.push_back(type);
  spans_.push_back({buffer_.size(), raw.size()});
  buffer_ += raw;
}

void PostgresStatement::number(std::int64_t value) {
  std::string raw;
  put_big_endian(raw, value);
  add(kNumber, raw);
}

void PostgresStatement::real(double value) {
  std::string raw;
  put_big_endian(raw, std::bit_cast<std::uint64_t>(value));
  add(kReal, raw);
}

void PostgresStatement::line_up() {
  values_.clear();
  lengths_.clear();
  for (const auto& span : spans_) {
    values_.push_back(buffer_.data() + span.from);
    lengths_.push_back(static_cast<int>(span.size));
  }
  formats_.assign(spans_.size(), 1);
}

void PostgresStatement::make_ready() {
  if (ready_) return;
  PGresult* answer = PQprepare(db_, handle_.c_str(), text_.c_str(), static_cast<int>(types_.size()), types_.data());
  const bool fine = PQresultStatus(answer) == PGRES_COMMAND_OK;
  struct Free {
    PGresult* r;
    ~Free() { PQclear(r); }
  } free{answer};
  if (!fine) throw_postgres(db_, answer, name_);
  ready_ = true;
}

void PostgresStatement::send() {
  line_up();
  const int sent = PQsendQueryPrepared(db_, handle_.c_str(), static_cast<int>(values_.size()), values_.data(), lengths_.data(), formats_.data(), 1);
  spans_.clear();
  buffer_.clear();
  if (!sent) throw_postgres(db_, nullptr, name_);
}

bool PostgresStatement::step() {
  if (!result_) {
    const int count = static_cast<int>(spans_.size());
    if (!handle_.empty()) make_ready();
    line_up();
    result_ = handle_.empty() ? PQexecParams(db_, text_.c_str(), count, types_.data(), values_.data(), lengths_.data(), formats_.data(), 1)
                              : PQexecPrepared(db_, handle_.c_str(), count, values_.data(), lengths_.data(), formats_.data(), 1);
    const auto status = PQresultStatus(result_);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) throw_postgres(db_, result_, name_);
    row_ = -1;
  }
  return ++row_ < PQntuples(result_);
}

std::string_view PostgresStatement::bytes_at(int column) {
  return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
}

std::int64_t PostgresStatement::number_at(int column) { return read_big_endian(bytes_at(column)); }
double PostgresStatement::real_at(int column) { return std::bit_cast<double>(read_big_endian(bytes_at(column))); }

std::int64_t PostgresStatement::changed() {
  const char* rows = result_ ? PQcmdTuples(result_) : "";
  return *rows ? std::stoll(rows) : 0;
}

void PostgresStatement::reset() noexcept {
  PQclear(result_);
  result_ = nullptr;
  row_ = -1;
  spans_.clear();
  buffer_.clear();
  if (!ready_) types_.clear();
}

}  // namespace yiwang
