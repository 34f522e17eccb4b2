#pragma once
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "cases/decide.h"
#include "service/case_cache.h"
#include "service/intake.h"
#include "service/ports.h"
#include "service/raw_report.h"

namespace yiwang {

struct ReceiveOutcome {
  ReportId report;
  CaseId case_id;
  std::string number;
  std::uint32_t version = 0;
  std::string outcome;                     // opened, joined, already
};

/// What became visible by a commit; for live updates. `before` is null for a new case.
struct Change {
  std::uint64_t seq = 0;
  std::shared_ptr<const Case> before;
  std::shared_ptr<const Case> after;
  std::vector<EventKind> events;
};

/// What is written next, and who is told when it is.
struct Pending {
  Batch batch;
  std::vector<Change> changes;
  std::uint64_t last_seq = 0;
  std::optional<Snapshot> snapshot;
};

/// The ordered part of the service: knows the last entry, the cases in use and the relations; turns reports and commands, one after another, into entries.
/// Nothing here is durable until the batch it hands out is committed. One thread; no clock, no IO but reading the store.
class Bookkeeper {
 public:
  Bookkeeper(Store& store, Advisers advisers, std::shared_ptr<const Cipher> cipher, std::size_t cached_cases = 20'000);

  /// From the snapshot and the ledger's tail; also the way back after a failed commit.
  void load();

  Result<ReceiveOutcome> receive(Arrival& arrival, const RawReport& raw, const Actor& by, Instant at);
  using Check = std::function<Done(const Case&)>;
  Result<std::shared_ptr<const Case>> command(CaseId id, Command command, const Actor& by, std::uint32_t expected_version, Instant at, const Check& check);

  Pending take();                          // everything since the last call
  bool has_pending() const { return !pending_.batch.empty(); }
  std::size_t pending_entries() const { return pending_.batch.ledger.size(); }
  void committed(std::uint64_t seq);
  Snapshot snapshot() const;

  const Relater& relater() const { return relater_; }
  std::uint64_t seq() const { return seq_; }
  const std::string& hash() const { return hash_; }
  const Advisers& advisers() const { return advisers_; }
  void use(Advisers advisers) { advisers_ = std::move(advisers); }

 private:
  std::shared_ptr<const Case> find(CaseId id);
  std::shared_ptr<const Case> record(const std::shared_ptr<const Case>& before, CaseId id, std::vector<Event> events, const Actor& by, Instant at, std::string command);
  void remember(const Entry& entry, const Case* before);
  std::optional<IntakeRow> seen(const std::string& key);
  Context context(const Actor& by, Instant at) const { return {*advisers_.city, at, by}; }

  Store& store_;
  Advisers advisers_;
  std::shared_ptr<const Cipher> cipher_;
  CaseCache cache_;
  Relater relater_;
  std::uint64_t seq_ = 0, next_case_ = 1, next_report_ = 1;
  std::string hash_;
  Pending pending_;
  std::unordered_map<std::uint64_t, std::size_t> row_of_;                   // case -> place in pending batch.cases
  std::unordered_map<std::string, std::pair<IntakeRow, std::uint64_t>> in_flight_;   // intake keys not committed yet, with their seq
};

}  // namespace yiwang
