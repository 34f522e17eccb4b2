#include "service/accounts.h"

#include <argon2.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/cipher.h"
#include "base/text.h"

namespace yiwang {
namespace {

constexpr std::uint32_t kPasses = 2, kMemoryKb = 19456, kLanes = 1;
constexpr std::size_t kSaltBytes = 16, kHashBytes = 32;
constexpr int kFailuresBeforeLock = 5;

std::string token_hash(const std::string& token) { return to_hex(sha256(token)); }

Identity identity_of(const Account& account) {
  Identity who{account.login, account.name, account.unit, {}, account.areas};
  for (const auto& code : account.roles) {
    if (const auto role = parse<Role>(code)) who.roles.push_back(*role);
  }
  return who;
}

bool password_fits(const std::string& encoded, const std::string& password) {
  return argon2id_verify(encoded.c_str(), password.data(), password.size()) == ARGON2_OK;
}

}  // namespace

std::string hash_password(const std::string& password, const std::string& salt) {
  std::string encoded(argon2_encodedlen(kPasses, kMemoryKb, kLanes, kSaltBytes, kHashBytes, Argon2_id), '\0');
  const int code = argon2id_hash_encoded(kPasses, kMemoryKb, kLanes, password.data(), password.size(), salt.data(), salt.size(), kHashBytes, encoded.data(), encoded.size());
  if (code != ARGON2_OK) throw std::runtime_error(std::string("argon2: ") + argon2_error_message(code));
  encoded.resize(std::strlen(encoded.c_str()));
  return encoded;
}

Done check_password(const std::string& login, const std::string& password) {
  static constexpr std::array<std::string_view, 12> kCommon{"12345678", "123456789", "1234567890", "password", "password1", "qwertyui", "11111111", "88888888", "abcd1234", "admin123", "iloveyou", "66666666"};
  const auto low = normalise(password);
  if (count_codepoints(password) < 8 || password.size() > 200 || low == normalise(login) || std::find(kCommon.begin(), kCommon.end(), low) != kCommon.end()) {
    return refuse(Reason::weak_password, {{"least", "8"}}, "password");
  }
  return done();
}

Accounts::Accounts(Store& store, std::function<std::string(std::size_t)> random, int session_hours)
    : store_(store), random_(std::move(random)), session_hours_(session_hours) {}

Result<Accounts::SignedIn> Accounts::sign_in(const std::string& login, const std::string& password, Instant now) {
  auto account = store_.find_account(login);
  const auto now_ms = now.time_since_epoch().count();
  if (account && account->locked_until_ms > now_ms) {
    return refuse(Reason::locked_out, {{"retry_after_s", std::to_string((account->locked_until_ms - now_ms + 999) / 1000)}});
  }
  // An unknown login costs the same time as a wrong password, so that logins cannot be found out.
  static const std::string kNobody = hash_password("nobody has this password", std::string(kSaltBytes, 's'));
  const bool fits = password_fits(account ? account->password_hash : kNobody, password);
  if (!account || account->disabled || !fits) {
    if (account && !fits) {
      ++account->failures;
      if (account->failures >= kFailuresBeforeLock) {
        const int doubled = std::min(account->failures - kFailuresBeforeLock, 6);
        account->locked_until_ms = now_ms + std::min<std::int64_t>(60, std::int64_t{1} << doubled) * 60000;
      }
      store_.save_account(*account);
    }
    return refuse(Reason::bad_credentials);
  }
  if (account->failures != 0) {
    account->failures = 0;
    account->locked_until_ms = 0;
    store_.save_account(*account);
  }
  SignedIn in;
  in.who = identity_of(*account);
  in.token = to_hex(random_(32));
  in.csrf = to_hex(random_(16));
  in.expires = now + hours{session_hours_};
  store_.save_session({token_hash(in.token), login, in.csrf, now_ms, in.expires.time_since_epoch().count()});
  return in;
}

Result<Accounts::Session> Accounts::session(const std::string& token, Instant now) {
  if (token.empty()) return refuse(Reason::not_signed_in);
  const auto row = store_.find_session(token_hash(token));
  if (!row) return refuse(Reason::not_signed_in);
  if (row->expires_ms <= now.time_since_epoch().count()) return refuse(Reason::session_expired);
  const auto account = store_.find_account(row->login);
  if (!account || account->disabled) return refuse(Reason::not_signed_in);
  return Session{identity_of(*account), row->csrf, Instant{milliseconds{row->expires_ms}}};
}

void Accounts::sign_out(const std::string& token) { store_.end_session(token_hash(token)); }

Done Accounts::create(const Person& person, const std::string& password) {
  if (store_.find_account(person.login)) return refuse(Reason::taken, {{"login", person.login}}, "login");
  if (auto ok = check_password(person.login, password); !ok) return ok;
  Account account;
  account.login = person.login;
  account.name = person.name;
  account.unit = person.unit;
  for (const auto role : person.roles) account.roles.emplace_back(code_of(role));
  account.areas = person.areas;
  account.password_hash = hash_password(password, random_(kSaltBytes));
  store_.save_account(account);
  return done();
}

Done Accounts::set_password(const std::string& login, const std::string& password) {
  auto account = store_.find_account(login);
  if (!account) return refuse(Reason::unknown_person, {{"login", login}}, "login");
  if (auto ok = check_password(login, password); !ok) return ok;
  account->password_hash = hash_password(password, random_(kSaltBytes));
  account->failures = 0;
  account->locked_until_ms = 0;
  store_.save_account(*account);
  return done();
}

Done Accounts::change_password(const std::string& login, const std::string& before, const std::string& after, Instant now) {
  auto account = store_.find_account(login);
  if (account && account->locked_until_ms > now.time_since_epoch().count()) return refuse(Reason::locked_out);
  if (!account || !password_fits(account->password_hash, before)) return refuse(Reason::bad_credentials, {}, "before");
  return set_password(login, after);
}

Done Accounts::change(const std::string& login, std::optional<std::vector<Role>> roles, std::optional<std::vector<std::string>> areas, std::optional<bool> disabled) {
  auto account = store_.find_account(login);
  if (!account) return refuse(Reason::unknown_person, {{"login", login}}, "login");
  if (roles) {
    account->roles.clear();
    for (const auto role : *roles) account->roles.emplace_back(code_of(role));
  }
  if (areas) account->areas = *areas;
  if (disabled) account->disabled = *disabled;
  store_.save_account(*account);
  return done();
}

}  // namespace yiwang
