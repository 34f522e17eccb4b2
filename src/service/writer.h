#pragma once
#include <functional>
#include <memory>
#include <string>

#include "cases/decide.h"
#include "service/bookkeeper.h"

namespace yiwang {

struct WriterOptions {
  int threads = 2;                         // 1: everything on one thread; else advice, order and commit each have their own
  std::size_t batch_most = 1024;           // entries a group commit may hold
  std::size_t snapshot_every = 200'000;    // entries between snapshots of what is kept in memory
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
  using Check = Bookkeeper::Check;
  void command(CaseId id, Command command, Actor by, std::uint32_t expected_version, Instant at, Commanded answer, Check check = {});
  /// Raises near and missed deadlines that are due; at most `most` cases a call. Returns how many were handed over.
  std::size_t pass_time(Instant now, std::size_t most = 500);
  /// Waits until all handed over so far is answered.
  void drain();

  void on_change(std::function<void(const Change&)> listener);      // adds one; only before the first hand-over
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
