#include "adapters/sql/migrate.h"

#include <algorithm>

#include "adapters/sql/migrations.h"
#include "base/cipher.h"

namespace yiwang {
namespace {

constexpr Sql kTableThereSqlite{"look for schema_step", "SELECT count(*) FROM sqlite_schema WHERE name = 'schema_step'"};
constexpr Sql kTableTherePostgres{"look for schema_step", "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'schema_step'"};
constexpr Sql kApplied{"applied steps", "SELECT number, name, checksum FROM schema_step ORDER BY number"};
constexpr Sql kAddStep{"add step", "INSERT INTO schema_step (number, name, checksum) VALUES (?1, ?2, ?3)"};
constexpr const char* kMakeTable =
    "CREATE TABLE schema_step (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP)";

bool table_there(Connection& on) {
  Query q(on, on.dialect() == Dialect::sqlite ? kTableThereSqlite : kTableTherePostgres);
  return q.next() && q.number(0) > 0;
}

/// How many steps are applied already.
std::size_t judge(Connection& on, const std::vector<Migration>& steps) {
  if (!table_there(on)) return 0;
  std::size_t count = 0;
  Query applied(on, kApplied);
  while (applied.next()) {
    const auto number = applied.number<int>(0);
    const auto name = applied.text(1);
    if (count >= steps.size()) {
      throw std::runtime_error("the database has schema step " + std::to_string(number) + " (" + name + ") but this program only knows " + std::to_string(steps.size()) +
                               ": it was written by a newer version; use that version");
    }
    const auto& step = steps[count++];
    if (step.number != number) throw std::runtime_error("the database has schema step " + std::to_string(number) + " where " + std::to_string(step.number) + " was expected");
    if (to_hex(sha256(step.text)) != applied.text(2)) {
      throw std::runtime_error("schema step " + name + " of the database is not the one this program knows (" + std::string(step.name) + "): a step that was shipped must not be altered");
    }
  }
  return count;
}

}  // namespace

std::vector<Migration> migrations_for(Dialect dialect) {
  const std::string_view other = dialect == Dialect::sqlite ? ".postgres.sql" : ".sqlite.sql";
  std::vector<Migration> steps;
  for (const auto& m : kMigrations) {
    if (!m.name.ends_with(other)) steps.push_back(m);
  }
  return steps;
}

void migrate(Connection& on, const std::vector<Migration>& steps) {
  const auto applied = judge(on, steps);
  if (applied == steps.size()) return;
  if (!table_there(on)) on.script("make schema_step", kMakeTable);
  for (auto i = applied; i < steps.size(); ++i) {
    Transaction transaction(on);
    on.script(steps[i].name, std::string(steps[i].text));
    run(on, kAddStep, steps[i].number, steps[i].name, to_hex(sha256(steps[i].text)));
    transaction.commit();
  }
}

void check_schema(Connection& on, const std::vector<Migration>& steps) {
  const auto applied = judge(on, steps);
  if (applied < steps.size()) throw std::runtime_error("the database lacks schema step " + std::string(steps[applied].name) + "; start the program once for writing");
}

}  // namespace yiwang
