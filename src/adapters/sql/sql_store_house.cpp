#include <stdexcept>

#include "adapters/sql/rows.h"
#include "adapters/sql/sql_store.h"
#include "adapters/sql/statements.h"
#include "adapters/sql/store.h"
#include "base/cipher.h"
#include "base/json.h"

namespace yiwang {
namespace {

constexpr std::size_t kSnapshotPart = 4u << 20;   // bytes written at once, so that the writer is never held long

void chain(std::string& bytes, std::string_view text) {
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(text.size() >> shift);
  bytes += text;
}

}  // namespace

std::string audit_hash(std::string_view previous, const AuditRow& row) {
  std::string bytes;
  chain(bytes, previous);
  for (const auto& number : {std::to_string(row.seq), std::to_string(row.at_ms)}) chain(bytes, number);
  for (const auto* text : {&row.login, &row.what, &row.target, &row.reason, &row.request_id, &row.address}) chain(bytes, *text);
  const auto digest = sha256(bytes);
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

void SqlStore::append_audit(AuditRow row) {
  write([&](Connection& on) {
    std::string previous;
    row.seq = 1;
    {
      Query last(on, sql::kLastAudit);
      if (last.next()) {
        row.seq = last.number<std::uint64_t>(0) + 1;
        previous = last.bytes(1);
      }
    }
    row.hash = audit_hash(previous, row);
    run(on, sql::kAddAudit, row.seq, row.at_ms, row.login, row.what, row.target, row.reason, row.request_id, row.address, Bytes{row.hash});
  });
}

std::vector<AuditRow> SqlStore::audit_before(std::uint64_t seq, std::size_t most) {
  auto on = reader();
  const auto from = seq > INT64_MAX ? std::uint64_t{INT64_MAX} : seq;
  Query q(*on, sql::kAuditBefore, from, most);
  std::vector<AuditRow> rows;
  while (q.next()) rows.push_back(read_audit(q));
  return rows;
}

void SqlStore::save_snapshot(const std::string& name, const Snapshot& snapshot) {
  std::int64_t generation = 0;
  write([&](Connection& on) {
    Query q(on, sql::kAnyGeneration, name);
    generation = q.next() ? q.number(0) + 1 : 1;
  });
  std::int64_t part = 0;
  for (std::size_t at = 0; at < snapshot.bytes.size(); at += kSnapshotPart) {
    const auto piece = std::string_view(snapshot.bytes).substr(at, kSnapshotPart);
    ++part;
    write([&](Connection& on) { run(on, sql::kAddPart, name, generation, part, Bytes{piece}); });
  }
  const auto head = std::to_string(snapshot.seq) + " " + std::to_string(part);
  write([&](Connection& on) {
    run(on, sql::kAddPart, name, generation, 0, Bytes{head});
    run(on, sql::kDropOtherParts, name, generation);
  });
}

std::optional<Snapshot> SqlStore::load_snapshot(const std::string& name) {
  auto on = reader();
  // Twice at most: a newer one may take the place of the old while it is read.
  for (int attempt = 0; attempt < 2; ++attempt) {
    std::int64_t generation = 0;
    {
      Query q(*on, sql::kSnapshotGeneration, name);
      if (q.next()) generation = q.number(0);
    }
    if (generation == 0) return std::nullopt;
    Snapshot snapshot;
    std::int64_t expected = -1, found = 0;
    Query parts(*on, sql::kReadParts, name, generation);
    while (parts.next()) {
      if (parts.number(0) > 0) {
        snapshot.bytes += parts.bytes(1);
        ++found;
        continue;
      }
      const auto head = parts.bytes(1);
      snapshot.seq = std::stoull(head);
      expected = std::stoll(head.substr(head.find(' ')));
    }
    if (found == expected) return snapshot;
  }
  throw std::runtime_error("the snapshot " + name + " is not complete");
}

void SqlStore::save_account(const Account& a) {
  write([&](Connection& on) {
    run(on, sql::kPutAccount, a.login, a.password_hash, a.name, a.unit, json::to_text(a.roles), json::to_text(a.areas), a.disabled, a.failures, a.locked_until_ms);
  });
}

std::optional<Account> SqlStore::find_account(const std::string& login) {
  auto on = reader();
  Query q(*on, sql::kFindAccount, login);
  if (!q.next()) return std::nullopt;
  return read_account(q);
}

std::vector<Account> SqlStore::accounts() {
  auto on = reader();
  Query q(*on, sql::kAccounts);
  std::vector<Account> out;
  while (q.next()) out.push_back(read_account(q));
  return out;
}

void SqlStore::save_session(const SessionRow& s) {
  write([&](Connection& on) {
    run(on, sql::kDropOldSessions, s.created_ms);
    run(on, sql::kPutSession, s.token_hash, s.login, s.csrf, s.created_ms, s.expires_ms);
  });
}

std::optional<SessionRow> SqlStore::find_session(const std::string& token_hash) {
  auto on = reader();
  Query q(*on, sql::kFindSession, token_hash);
  if (!q.next()) return std::nullopt;
  return SessionRow{q.text(0), q.text(1), q.text(2), q.number(3), q.number(4)};
}

void SqlStore::end_session(const std::string& token_hash) {
  write([&](Connection& on) { run(on, sql::kEndSession, token_hash); });
}

std::optional<StoredCity> SqlStore::current_city() {
  auto on = reader();
  Query q(*on, sql::kCurrentCity);
  if (!q.next()) return std::nullopt;
  return StoredCity{q.text(0), q.text(1), q.number(2)};
}

void SqlStore::set_current_city(const StoredCity& city) {
  write([&](Connection& on) { run(on, sql::kAddCity, city.version, city.path, city.loaded_ms); });
}

std::optional<std::string> SqlStore::setting(const std::string& key) {
  auto on = reader();
  Query q(*on, sql::kFact, key);
  if (!q.next()) return std::nullopt;
  return q.text(0);
}

void SqlStore::set_setting(const std::string& key, const std::string& value) {
  write([&](Connection& on) { run(on, sql::kPutFact, key, value); });
}

}  // namespace yiwang
