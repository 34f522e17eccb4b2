#include "adapters/sql/bare_rate.h"

#include <sqlite3.h>

#include <chrono>
#include <filesystem>
#include <stdexcept>

#include "base/random.h"

namespace yiwang {
namespace {

struct Bare {
  sqlite3* db = nullptr;
  ~Bare() { sqlite3_close(db); }
  void run(const char* sql) {
    if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) throw std::runtime_error(std::string("bare SQLite: ") + sqlite3_errmsg(db));
  }
};

}  // namespace

double bare_sqlite_rate(const std::string& folder, std::uint64_t rows, std::size_t row_bytes) {
  std::filesystem::create_directories(folder);
  Bare bare;
  if (sqlite3_open((folder + "/bare.db").c_str(), &bare.db) != SQLITE_OK) throw std::runtime_error("bare SQLite does not open");
  bare.run("PRAGMA journal_mode=WAL");
  bare.run("PRAGMA synchronous=FULL");
  bare.run("CREATE TABLE row(id INTEGER PRIMARY KEY, unit TEXT, stage TEXT, due INTEGER, body TEXT)");
  bare.run("CREATE INDEX row_unit ON row(unit)");
  bare.run("CREATE INDEX row_stage ON row(stage)");
  bare.run("CREATE INDEX row_due ON row(due)");
  sqlite3_stmt* insert = nullptr;
  if (sqlite3_prepare_v2(bare.db, "INSERT INTO row(unit, stage, due, body) VALUES(?1, ?2, ?3, ?4)", -1, &insert, nullptr) != SQLITE_OK) throw std::runtime_error("bare SQLite does not prepare");
  const std::string body(row_bytes > 40 ? row_bytes - 40 : 1, 'x');
  Random random(1);
  const auto began = std::chrono::steady_clock::now();
  for (std::uint64_t i = 0; i < rows;) {
    bare.run("BEGIN");
    for (int n = 0; n < 1000 && i < rows; ++n, ++i) {
      const auto unit = "U-" + std::to_string(random.below(60));
      const auto stage = "stage" + std::to_string(random.below(8));
      sqlite3_bind_text(insert, 1, unit.c_str(), -1, SQLITE_TRANSIENT);
      sqlite3_bind_text(insert, 2, stage.c_str(), -1, SQLITE_TRANSIENT);
      sqlite3_bind_int64(insert, 3, static_cast<sqlite3_int64>(random.below(1'000'000'000)));
      sqlite3_bind_text(insert, 4, body.data(), static_cast<int>(body.size()), SQLITE_STATIC);
      if (sqlite3_step(insert) != SQLITE_DONE) throw std::runtime_error("bare SQLite does not insert");
      sqlite3_reset(insert);
    }
    bare.run("COMMIT");
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  sqlite3_finalize(insert);
  return static_cast<double>(rows) / seconds;
}

}  // namespace yiwang
