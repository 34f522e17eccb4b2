#pragma once
#include "adapters/sql/store.h"

namespace yiwang {

std::unique_ptr<Store> open_sqlite(const std::string& where, StoreAccess access);
std::unique_ptr<Store> open_postgres(const std::string& where, StoreAccess access);

}  // namespace yiwang
