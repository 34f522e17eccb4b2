#include "adapters/sql/open.h"

namespace yiwang {

std::unique_ptr<Store> open_store(const std::string& where, StoreAccess access) {
  const auto is_postgres = where.starts_with("postgres://") || where.starts_with("postgresql://") || where.find("dbname=") != std::string::npos || where.find("host=") != std::string::npos;
  return is_postgres ? open_postgres(where, access) : open_sqlite(where, access);
}

}  // namespace yiwang
