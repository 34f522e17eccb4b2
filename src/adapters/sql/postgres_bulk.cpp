#include "adapters/sql/big_endian.h"
#include "adapters/sql/postgres_connection.h"
#include "adapters/sql/postgres_statement.h"

namespace yiwang {
namespace {

constexpr std::size_t kCopyChunk = 256u << 10;     // bytes handed to libpq at once
constexpr std::size_t kPipelineRows = 256;         // answers stay well below the socket's buffers, so neither side waits for the other

/// One row in COPY's binary format: number of fields, then length and bytes of each.
class CopyRow final : public Values {
 public:
  explicit CopyRow(std::string& out) : out_(out) {}
  void start() {
    head_ = out_.size();
    fields_ = 0;
    put_big_endian(out_, std::int16_t{0});
  }
  void finish() {
    out_[head_] = static_cast<char>(fields_ >> 8);
    out_[head_ + 1] = static_cast<char>(fields_);
  }
  void number(std::int64_t value) override {
    field(sizeof value);
    put_big_endian(out_, value);
  }
  void real(double value) override {
    field(sizeof value);
    put_big_endian(out_, std::bit_cast<std::uint64_t>(value));
  }
  void text(std::string_view value) override { bytes(value); }
  void bytes(std::string_view value) override {
    field(value.size());
    out_ += value;
  }

 private:
  void field(std::size_t size) {
    ++fields_;
    put_big_endian(out_, static_cast<std::int32_t>(size));
  }
  std::string& out_;
  std::size_t head_ = 0;
  int fields_ = 0;
};

/// Takes every answer up to the end of what is under way; keeps the first that failed.
class Answers {
 public:
  explicit Answers(PGconn* db) : db_(db) {}
  ~Answers() { PQclear(failed_); }
  Answers(const Answers&) = delete;
  Answers& operator=(const Answers&) = delete;

  void take(PGresult* answer) {
    const auto status = PQresultStatus(answer);
    const bool bad = status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE;
    if (status == PGRES_COMMAND_OK && std::string_view(PQcmdTuples(answer)) == "0") ++unchanged_;
    if (bad && !failed_) failed_ = answer;
    else PQclear(answer);
  }
  void all() {
    while (PGresult* answer = PQgetResult(db_)) take(answer);
  }
  void until_sync() {
    for (bool lost = false; !lost;) {
      PGresult* answer = PQgetResult(db_);
      if (!answer) {
        lost = PQstatus(db_) == CONNECTION_BAD;
        continue;
      }
      const bool sync = PQresultStatus(answer) == PGRES_PIPELINE_SYNC;
      take(answer);
      if (sync) return;
    }
  }
  PGresult* failed() const { return failed_; }
  std::size_t unchanged() const { return unchanged_; }

 private:
  PGconn* db_;
  PGresult* failed_ = nullptr;
  std::size_t unchanged_ = 0;
};

}  // namespace

void PostgresConnection::copy_in(const Sql& sql, std::size_t rows, const FillRow& fill) {
  constexpr std::string_view insert = "INSERT INTO ";
  const auto table = sql.text.substr(insert.size(), sql.text.find(" VALUES ") - insert.size());
  PGresult* started = PQexec(db_, ("COPY " + std::string(table) + " FROM STDIN (FORMAT binary)").c_str());
  const bool ready = PQresultStatus(started) == PGRES_COPY_IN;
  Answers answers(db_);
  answers.take(started);
  if (!ready) throw_postgres(db_, answers.failed(), sql.name);

  std::string out("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", 19);
  CopyRow row(out);
  try {
    for (std::size_t i = 0; i < rows; ++i) {
      row.start();
      fill(row, i);
      row.finish();
      if (out.size() < kCopyChunk) continue;
      if (PQputCopyData(db_, out.data(), static_cast<int>(out.size())) != 1) break;
      out.clear();
    }
    put_big_endian(out, std::int16_t{-1});
    PQputCopyData(db_, out.data(), static_cast<int>(out.size()));
    PQputCopyEnd(db_, nullptr);
  } catch (...) {
    PQputCopyEnd(db_, "given up");
    answers.all();
    throw;
  }
  answers.all();
  if (answers.failed() || PQstatus(db_) == CONNECTION_BAD) throw_postgres(db_, answers.failed(), sql.name);
}

void PostgresConnection::pipeline(const Sql& sql, std::size_t rows, const FillRow& fill, bool each_changes) {
  auto& statement = prepared(sql);
  struct Leave {
    PGconn* db;
    PostgresStatement& s;
    ~Leave() {
      s.reset();
      PQexitPipelineMode(db);
    }
  } leave{db_, statement};
  fill(statement, 0);
  statement.make_ready();
  PQenterPipelineMode(db_);
  Answers answers(db_);
  std::size_t next = 0;
  while (next < rows) {
    std::exception_ptr broken;
    try {
      for (const auto end = std::min(rows, next + kPipelineRows); next < end; ++next) {
        if (next > 0) fill(statement, next);
        statement.send();
      }
    } catch (...) {
      broken = std::current_exception();
    }
    PQpipelineSync(db_);
    answers.until_sync();
    if (broken) std::rethrow_exception(broken);
    if (answers.failed() || PQstatus(db_) == CONNECTION_BAD) throw_postgres(db_, answers.failed(), sql.name);
  }
  if (each_changes && answers.unchanged()) throw SqlError("PostgreSQL, " + std::string(sql.name), "the row to change is not there", "02000");
}

}  // namespace yiwang
