#include "adapters/sql/migrate.h"
#include "adapters/sql/open.h"
#include "adapters/sql/place_codes.h"
#include "adapters/sql/postgres_connection.h"
#include "adapters/sql/sql_store.h"

namespace yiwang {
namespace {

// Held as long as the writer's connection lives; the key is the schema, so several cities may share a server.
constexpr Sql kTakeLock{"take the writer's lock", "SELECT pg_try_advisory_lock(hashtext('yiwang'), hashtext(current_schema()))"};

void lock_out_others(PostgresConnection& on) {
  Query taken(on, kTakeLock);
  if (!taken.next() || !taken.flag(0)) throw std::runtime_error(on.describe() + " is in use by another process; only one may write to it");
}

}  // namespace

std::unique_ptr<Store> open_postgres(const std::string& where, StoreAccess access) {
  SqlMachinery m;
  m.open_reader = [where] { return std::make_unique<PostgresConnection>(where); };
  const auto steps = migrations_for(Dialect::postgres);
  if (access == StoreAccess::read) {
    PostgresConnection first(where);
    check_schema(first, steps);
    m.description = first.describe();
    return std::make_unique<SqlStore>(std::move(m));
  }
  auto writer = std::make_unique<PostgresConnection>(where, lock_out_others);
  migrate(*writer, steps);
  fill_place_codes(*writer);
  m.description = writer->describe();
  m.writer = std::move(writer);
  return std::make_unique<SqlStore>(std::move(m));
}

}  // namespace yiwang
