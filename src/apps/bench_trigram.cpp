#include "apps/bench_trigram.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <vector>

#include "adapters/sql/postgres_connection.h"
#include "apps/temporary_postgres.h"

namespace yiwang {
namespace {

using Steady = std::chrono::steady_clock;
double seconds_since(Steady::time_point began) { return std::chrono::duration<double>(Steady::now() - began).count(); }

constexpr std::size_t kRowsAtOnce = 2000;

}  // namespace

TrigramLine measure_trigram(const std::string& where, std::size_t rows, const std::function<std::string(std::size_t)>& text, std::span<const CopyAsked> asked, double most_seconds) {
  std::optional<TemporaryPostgres> own;
  if (where.empty()) own.emplace();
  PostgresConnection connected(own ? own->where() : where);
  Connection& db = connected;
  TrigramLine line;
  line.rows = rows;
  db.script("prepare", "CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE TEMP TABLE told (id bigint PRIMARY KEY, words text NOT NULL)");
  constexpr Sql kInsert{"insert", "INSERT INTO told (id, words) VALUES (?1, ?2)"};
  auto began = Steady::now();
  std::vector<std::string> texts;
  for (std::size_t from = 0; from < rows; from += kRowsAtOnce) {
    texts.clear();
    for (std::size_t i = from; i < std::min(rows, from + kRowsAtOnce); ++i) texts.push_back(text(i));
    db.begin();
    db.write_many(kInsert, texts.size(), [&](Values& values, std::size_t i) {
      values.number(static_cast<std::int64_t>(from + i));
      values.text(texts[i]);
    });
    db.commit();
  }
  line.load_s = seconds_since(began);
  began = Steady::now();
  db.script("index", "CREATE INDEX told_words ON told USING gin (words gin_trgm_ops); ANALYZE told");
  line.index_s = seconds_since(began);
  auto& size = db.prepare_once({"size", "SELECT pg_relation_size('told_words')"});
  if (size.step()) line.index_bytes_a_row = static_cast<double>(size.number_at(0)) / static_cast<double>(rows);
  size.reset();

  constexpr Sql kAsk{"ask", "SELECT id FROM told WHERE words % ?1 ORDER BY similarity(words, ?1) DESC LIMIT 5"};
  std::vector<double> took;
  std::size_t hit = 0;
  double asking = 0;
  for (const auto& one : asked) {
    if (asking > most_seconds) break;
    began = Steady::now();
    auto& ask = db.prepare_once(kAsk);
    ask.text(one.words);
    bool found = false;
    while (ask.step()) found = found || ask.number_at(0) == static_cast<std::int64_t>(one.row);
    ask.reset();
    took.push_back(seconds_since(began) * 1e3);
    asking += took.back() / 1e3;
    hit += found;
  }
  std::sort(took.begin(), took.end());
  line.asked = took.size();
  if (took.empty()) return line;
  line.per_s = static_cast<double>(took.size()) / asking;
  line.p50_ms = took[took.size() / 2];
  line.p99_ms = took[(took.size() - 1) * 99 / 100];
  line.recall = static_cast<double>(hit) / static_cast<double>(took.size());
  return line;
}

}  // namespace yiwang
