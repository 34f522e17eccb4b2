#include <sqlite3.h>

#include <filesystem>

#include "adapters/sql/checkpointer.h"
#include "adapters/sql/lock_file.h"
#include "adapters/sql/migrate.h"
#include "adapters/sql/open.h"
#include "adapters/sql/place_codes.h"
#include "adapters/sql/sql_store.h"

namespace yiwang {
namespace {

struct Place {
  std::string folder, file;
};

Place place_of(const std::string& where) {
  const std::filesystem::path path = where.starts_with("sqlite:") ? where.substr(7) : where;
  if (path.empty()) throw std::runtime_error("no data folder was given");
  if (path.extension() == ".db") return {path.has_parent_path() ? path.parent_path().string() : ".", path.string()};
  return {path.string(), (path / "yiwang.db").string()};
}

void make_folder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw std::runtime_error("the data folder " + folder + " cannot be made: " + error.message());
}

}  // namespace

std::unique_ptr<Store> open_sqlite(const std::string& where, StoreAccess access) {
  const auto [folder, file] = place_of(where);
  SqlMachinery m;
  m.description = std::string("SQLite ") + sqlite3_libversion() + " in " + folder;
  m.open_reader = [path = file] { return std::make_unique<SqliteConnection>(path, SqliteUse::read); };
  const auto steps = migrations_for(Dialect::sqlite);
  if (access == StoreAccess::read) {
    if (!std::filesystem::exists(file)) throw std::runtime_error("there is no database " + file);
    check_schema(*m.open_reader(), steps);
    return std::make_unique<SqlStore>(std::move(m));
  }
  make_folder(folder);
  m.lock = std::make_shared<LockFile>(folder);
  auto writer = std::make_unique<SqliteConnection>(file, SqliteUse::write);
  migrate(*writer, steps);
  fill_place_codes(*writer);
  auto checkpointer = std::make_shared<Checkpointer>(file, m.writing);
  m.committed = [keeper = checkpointer.get(), on = writer.get()] { keeper->committed(on->log_pages()); };
  m.housekeeper = std::move(checkpointer);
  m.writer = std::move(writer);
  return std::make_unique<SqlStore>(std::move(m));
}

}  // namespace yiwang
