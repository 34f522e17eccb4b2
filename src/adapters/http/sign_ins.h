#pragma once
#include <mutex>
#include <string>
#include <unordered_map>

#include "adapters/http/exchange.h"

namespace yiwang {

/// Sessions looked up lately, so that the store is asked once in five seconds and not for every request. `forget` after anything that ends or changes
/// sessions here; another process's changes are seen within those seconds. Thread-safe.
class SignIns {
 public:
  explicit SignIns(Accounts& accounts) : accounts_(accounts) {}
  /// Only from memory; nothing when the store must be asked.
  std::optional<SignIn> known(const std::string& token, Instant now) const;
  /// Asks the store; blocks.
  Result<SignIn> look_up(const std::string& token, Instant now);
  void forget();

 private:
  struct Kept {
    SignIn in;
    Instant until;
  };
  Accounts& accounts_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Kept> kept_;
};

/// The session token of a request: bearer before cookie.
std::string session_token(const Request& request, bool& by_cookie);

}  // namespace yiwang
