#pragma once
#include <filesystem>
#include <string>

namespace yiwang {

/// A PostgreSQL of its own in a temporary folder, on a Unix socket only, for as long as this lives: nothing of it touches the network or stays.
/// Run as root it works as the user `postgres`, since PostgreSQL refuses root. Throws std::runtime_error when it is not installed or does not start.
class TemporaryPostgres {
 public:
  TemporaryPostgres();
  ~TemporaryPostgres();
  TemporaryPostgres(const TemporaryPostgres&) = delete;
  TemporaryPostgres& operator=(const TemporaryPostgres&) = delete;
  /// What a connection takes: "host=... dbname=postgres user=yiwang".
  std::string where() const;

 private:
  bool run(const std::string& command) const;
  std::filesystem::path bin_, place_;
};

}  // namespace yiwang
