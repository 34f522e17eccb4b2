#pragma once
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "service/ports.h"

namespace yiwang {

/// Names of those who work here, by login; read from the store when older than half a minute. Thread-safe.
class Names {
 public:
  using Table = std::unordered_map<std::string, std::string>;
  explicit Names(Store& store) : store_(store) {}
  /// May block for the store.
  std::shared_ptr<const Table> all();
  void forget();

 private:
  Store& store_;
  std::mutex mutex_;
  std::shared_ptr<const Table> table_;
  std::chrono::steady_clock::time_point read_{};
};

}  // namespace yiwang
