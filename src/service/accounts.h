#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "service/permit.h"
#include "service/ports.h"

namespace yiwang {

/// Sign-in (argon2id, OWASP parameters m=19 MiB t=2 p=1), sessions by random token of which only the SHA-256 is kept, lock after repeated failure.
class Accounts {
 public:
  /// `random` gives n secret bytes.
  Accounts(Store& store, std::function<std::string(std::size_t)> random, int session_hours);

  struct SignedIn {
    Identity who;
    std::string token;                     // shown once
    std::string csrf;
    Instant expires;
  };
  /// `bad_credentials`, `locked_out` (after 5 failures: 1, 2, 4 .. 60 minutes). Takes about 30 ms on purpose; call from a pool thread.
  Result<SignedIn> sign_in(const std::string& login, const std::string& password, Instant now);
  struct Session {
    Identity who;
    std::string csrf;
    Instant expires;
  };
  Result<Session> session(const std::string& token, Instant now);
  void sign_out(const std::string& token);

  Done create(const Person& person, const std::string& password);            // `taken`, `weak_password`
  Done change_password(const std::string& login, const std::string& before, const std::string& after, Instant now);
  Done set_password(const std::string& login, const std::string& password);  // by an admin
  Done change(const std::string& login, std::optional<std::vector<Role>> roles, std::optional<std::vector<std::string>> areas, std::optional<bool> disabled);

 private:
  Store& store_;
  std::function<std::string(std::size_t)> random_;
  int session_hours_;
};

/// At least 8 characters, not among the commonest, not the login.
Done check_password(const std::string& login, const std::string& password);
std::string hash_password(const std::string& password, const std::string& salt);

}  // namespace yiwang
