#include <stdexcept>

#include "adapters/sql/open.h"

namespace yiwang {

std::unique_ptr<Store> open_postgres(const std::string&, StoreAccess) { throw std::runtime_error("PostgreSQL is not joined yet"); }

}  // namespace yiwang
