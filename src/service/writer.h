#pragma once
#include <functional>
#include <memory>
#include <string>

#include "cases/decide.h"
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

struct WriterOptions {
  int threads = 2;                         // 1: everything on one thread; else advice, order and commit each have their own
  std::size_t batch_most = 1024;           // entries a group commit may hold
  std::size_t relate_most_cases = 4'000'000;
  std::size_t snapshot_every = 200'000;    // entries between snapshots of what is kept in memory
};

/// What became visible by a commit; for live updates. `before` has version 0 for a new case.
struct Change {
  std::shared_ptr<const Case> before;
  std::shared_ptr<const Case> after;
  std::vector<EventKind> events;
};

/// The one writer: takes reports and commands from any thread into a bounded queue, gathers advice, decides, applies, commits many in one transaction and answers each
/// only after it is durable. The order of hand-over is the order of the ledger, whatever the number of threads, so the same inputs give the same
/// ledger hash. When the store breaks, waiting and later work is refused with `unavailable` until `recover` succeeds; nothing acknowledged is lost.
class Writer {
 public:
  Writer(Store& store, Advisers advisers, std::shared_ptr<const Cipher> cipher, WriterOptions options = {});
  ~Writer();                               // finishes what was taken, saves a snapshot

  using Received = std::function<void(Result<ReceiveOutcome>)>;
  using Commanded = std::function<void(Result<std::shared_ptr<const Case>>)>;

  /// `at` is the time of all that follows from it. Callbacks run on the commit thread and must be short.
  void receive(RawReport report, Actor by, Instant at, Received answer);
  /// `expected_version` 0: any. Permission was checked by the caller with `check`, which runs on the present case just before deciding.
  using Check = std::function<Done(const Case&)>;
  void command(CaseId id, Command command, Actor by, std::uint32_t expected_version, Instant at, Commanded answer, Check check = {});
  /// Raises near and missed deadlines that are due; at most `most` cases a call. Returns how many were handed over.
  std::size_t pass_time(Instant now, std::size_t most = 500);
  /// Waits until all handed over so far is answered.
  void drain();

  void on_change(std::function<void(const Change&)> listener);      // before the first hand-over
  /// Advice as the seat asks for it while a person speaks: nothing is stored. Runs the relate step on the writer's thread.
  void advise(RawReport draft, Instant at, std::function<void(Advice)> answer);
  /// Cases whose words hold what was typed, newest first.
  void search(std::string words, std::size_t most, std::function<void(std::vector<CaseId>)> answer);
  /// A new city version for all that is handed over from now on.
  void use(Advisers advisers);
  Advisers advisers() const;

  struct Status {
    std::size_t waiting = 0, capacity = 0, cases_in_window = 0;
    std::uint64_t seq = 0, batches = 0, last_batch = 0;
    std::string hash;                      // of the last entry, hex
    bool broken = false;
    std::string fault;
  };
  Status status() const;
  bool recover();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace yiwang
