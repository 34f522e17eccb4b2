#pragma once
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "adapters/sql/connection.h"

namespace yiwang {

/// Connections for reading, opened when first needed, handed to one thread at a time. When all are out, callers wait.
class ConnectionPool {
 public:
  using Open = std::function<std::unique_ptr<Connection>()>;
  ConnectionPool(Open open, std::size_t most) : open_(std::move(open)), most_(most) {}

  /// One connection until the end of the scope. A connection that failed is thrown away, not handed out again.
  class Lease {
   public:
    Lease(ConnectionPool& pool, std::unique_ptr<Connection> connection) : pool_(pool), connection_(std::move(connection)), exceptions_(std::uncaught_exceptions()) {}
    ~Lease() { pool_.give_back(std::uncaught_exceptions() > exceptions_ ? nullptr : std::move(connection_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Connection& operator*() { return *connection_; }

   private:
    ConnectionPool& pool_;
    std::unique_ptr<Connection> connection_;
    int exceptions_;
  };
  Lease take();

 private:
  void give_back(std::unique_ptr<Connection> connection);

  Open open_;
  std::size_t most_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::size_t out_ = 0;
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace yiwang
