#include "adapters/http/names.h"

namespace yiwang {

std::shared_ptr<const Names::Table> Names::all() {
  {
    const std::lock_guard lock(mutex_);
    if (table_ && std::chrono::steady_clock::now() - read_ < std::chrono::seconds{30}) return table_;
  }
  auto table = std::make_shared<Table>();
  for (const auto& account : store_.accounts()) table->emplace(account.login, account.name);
  const std::lock_guard lock(mutex_);
  table_ = table;
  read_ = std::chrono::steady_clock::now();
  return table_;
}

void Names::forget() {
  const std::lock_guard lock(mutex_);
  table_.reset();
}

}  // namespace yiwang
