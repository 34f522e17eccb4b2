#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cases/case.h"
#include "insight/cube.h"
#include "service/knowledge/shelf.h"
#include "service/calls/call_shelf.h"
#include "service/model_shelf.h"
#include "service/places/place_shelf.h"
#include "service/studio_shelf.h"

namespace yiwang {

// What the service needs from outside; adapters/ implement it, apps/ join the two.

/// A ledger entry as it lies in the store. `hash` = SHA-256 over previous hash and all other fields (service/ledger.h).
struct LedgerRow {
  std::uint64_t seq = 0;
  std::uint64_t case_id = 0;
  std::uint32_t version = 0;
  std::int64_t at_ms = 0;
  std::string actor;                       // JSON of Actor
  std::string command;
  std::string events;                      // encode_events
  std::string hash;                        // 32 bytes
  bool operator==(const LedgerRow&) const = default;
};

/// The row that lists read, derived from a Case (service/case_row.h). Empty strings and zero times mean none.
struct CaseRow {
  std::uint64_t id = 0;
  std::string number;
  std::uint32_t version = 0;
  std::string stage, queue, grade, urgency, kind, channel;
  std::string title;                       // one sentence
  std::string matter, unit, area;          // codes
  std::string place;                       // label
  double lon = 0, lat = 0;
  std::string reporter_key, masked_name;
  std::int64_t opened_ms = 0, updated_ms = 0, closed_ms = 0, due_ms = 0, timer_ms = 0;
  std::string clock;                       // worst state of running clocks: running, near, overdue; empty when none runs
  bool rehearsal = false, suspended = false, extension = false, dispute = false, supervised = false;
  std::uint32_t reports = 0;
  std::uint64_t merged_into = 0;
  double confidence = 0;                   // of the matter
  std::string place_code;                  // Beidou code of the point (case_row.h place_code_of); empty without a point
  bool operator==(const CaseRow&) const = default;
};

struct TaskRow {
  std::uint64_t case_id = 0;
  std::uint32_t place = 0;                 // index in Case::tasks
  std::string unit, role;
  std::int64_t given_ms = 0, accepted_ms = 0, finished_ms = 0;
  bool operator==(const TaskRow&) const = default;
};

/// (channel, external id) -> what became of it.
struct IntakeRow {
  std::string key;                         // "<channel>/<external id>"
  std::uint64_t report_id = 0;
  std::uint64_t case_id = 0;
  std::string digest;                      // of the body, to tell a repeat from a clash
  bool operator==(const IntakeRow&) const = default;
};

/// A message to be sent: to a unit, a person or whoever told a report. Sent at least once; `key` lets receivers drop repeats.
struct Notice {
  std::uint64_t id = 0;                    // given by the store
  std::uint64_t case_id = 0;
  std::string key;                         // unique: "<case>/<version>/<what>/<to>"
  std::string to;                          // "unit:U-310", "person:login", "role:dispatcher"; "report:17": whoever told that report
  std::string what;                        // event kind code
  std::int64_t due_ms = 0;
  std::string body;                        // JSON
  bool operator==(const Notice&) const = default;
};

struct AuditRow {
  std::uint64_t seq = 0;
  std::int64_t at_ms = 0;
  std::string login, what, target, reason, request_id, address;
  std::string hash;
};

/// All that one group commit writes: everything or nothing.
struct Batch {
  std::vector<LedgerRow> ledger;
  std::vector<CaseRow> cases;              // the last state of every touched case, each once
  std::vector<TaskRow> tasks;              // changed ones
  std::vector<IntakeRow> intake;
  std::vector<Notice> notices;
  CubeDelta cubes;
  std::uint64_t last_report = 0;           // highest report id given out by this batch, also to reports without a key
  bool empty() const { return ledger.empty() && intake.empty(); }
};

/// Cases whose point lies in a shape. The store reads by code, which gives too many, and keeps what `holds`.
struct CasesPlaced {
  std::vector<std::pair<std::string, std::string>> ranges;   // of place_code, [from, to), ascending, apart; together they hold the shape
  std::function<bool(LonLat)> holds;                         // called while the store reads, from the caller's thread
};

struct CaseQuery {
  std::string queue;                       // dispatch, to_accept, working, assist, review, call_back, extensions, disputes, near, overdue, supervised, all
  std::vector<std::string> units;          // lead unit is one of these (assist: assisting unit); empty = any
  std::string area;                        // this area and all below
  std::vector<std::string> within;         // the person's scope: in one of these areas or below; empty = no limit. Cases without a place are inside
  std::vector<std::string> stages, channels, urgencies;
  std::string matter;                      // this matter and all below
  std::string number;                      // exact
  std::string text;                        // part of title or place
  std::string reporter_key;
  std::int64_t opened_from_ms = 0, opened_to_ms = 0;
  std::vector<std::uint64_t> ids;          // only these
  std::optional<CasesPlaced> placed;
  bool with_rehearsal = true;
  std::string sort = "-opened";            // opened, -opened, due, -updated
  std::string after;                       // cursor of the page before, made by the store
  int limit = 50;
  bool count = false;                      // also count matches, at most 10,000
};
struct CasePage {
  std::vector<CaseRow> rows;
  std::string next;                        // empty at the end
  std::optional<std::int64_t> total;       // up to 10,000; none when it was not asked for or too many cases would have to be looked at
};

struct Account {
  std::string login, password_hash, name, unit;
  std::vector<std::string> roles, areas;
  bool disabled = false;
  int failures = 0;
  std::int64_t locked_until_ms = 0;
};
struct SessionRow {
  std::string token_hash, login, csrf;
  std::int64_t created_ms = 0, expires_ms = 0;
};
struct Snapshot {
  std::uint64_t seq = 0;
  std::string bytes;
};
struct StoredCity {
  std::string version;
  std::string path;                        // relative to the data folder
  std::int64_t loaded_ms = 0;
};

/// The durable memory. One writer thread calls `commit`; reads come from any thread. Throws std::runtime_error when the machinery is broken; after a
/// throwing commit nothing of the batch is there. adapters/sql implements it twice; tests/sql/contract runs both.
class Store {
 public:
  virtual ~Store() = default;

  virtual void commit(const Batch& batch) = 0;               // returns when durable
  virtual LedgerRow last_entry() = 0;                        // seq 0 when empty
  virtual std::uint64_t last_case_id() = 0;
  virtual std::uint64_t last_report_id() = 0;
  virtual std::vector<LedgerRow> entries_of(std::uint64_t case_id) = 0;              // in order
  virtual std::vector<LedgerRow> entries_after(std::uint64_t seq, std::size_t most) = 0;
  virtual std::optional<IntakeRow> find_intake(const std::string& key) = 0;

  virtual std::optional<CaseRow> find_case(std::uint64_t id) = 0;
  virtual std::optional<std::uint64_t> find_number(const std::string& number) = 0;
  virtual CasePage list_cases(const CaseQuery& query) = 0;
  virtual std::int64_t count_cases(const CaseQuery& query) = 0;                      // exact up to 10,000, then 10,000
  virtual std::vector<std::uint64_t> due_timers(std::int64_t until_ms, std::size_t most) = 0;
  virtual std::vector<TaskRow> tasks_of(std::uint64_t case_id) = 0;
  virtual std::vector<std::pair<CubeKey, CubeCounts>> cubes(std::int32_t from_day, std::int32_t to_day) = 0;
  /// In pages ordered by id, for verify: rows with id > after.
  virtual std::vector<CaseRow> case_rows_after(std::uint64_t after, std::size_t most) = 0;

  virtual std::vector<Notice> unsent_notices(std::int64_t due_until_ms, std::size_t most) = 0;
  virtual void mark_sent(const std::vector<std::uint64_t>& ids, std::int64_t at_ms) = 0;

  virtual void save_snapshot(const std::string& name, const Snapshot& snapshot) = 0;
  virtual std::optional<Snapshot> load_snapshot(const std::string& name) = 0;

  virtual void save_account(const Account& account) = 0;
  virtual std::optional<Account> find_account(const std::string& login) = 0;
  virtual std::vector<Account> accounts() = 0;
  virtual void save_session(const SessionRow& session) = 0;
  virtual std::optional<SessionRow> find_session(const std::string& token_hash) = 0;
  virtual void end_session(const std::string& token_hash) = 0;
  virtual void append_audit(AuditRow row) = 0;               // seq and hash are given here, chained
  virtual std::vector<AuditRow> audit_before(std::uint64_t seq, std::size_t most) = 0;
  virtual std::optional<StoredCity> current_city() = 0;
  virtual void set_current_city(const StoredCity& city) = 0;
  virtual std::optional<std::string> setting(const std::string& key) = 0;            // small facts about the data folder itself
  virtual void set_setting(const std::string& key, const std::string& value) = 0;

  /// Writes projections anew from what `rebuilt` yields; used by `verify --repair`. Clears them first.
  virtual void replace_projections(const std::function<std::optional<Batch>()>& next) = 0;
  virtual CallShelf& calls() = 0;                            // calls with a seat; lives as long as the store
  virtual StudioShelf& shelf() = 0;                          // what the city draws itself; lives as long as the store
  virtual KnowledgeShelf& knowledge() = 0;                   // the knowledge base and the digests of settled cases; lives as long as the store
  virtual ModelShelf& models() = 0;                          // the registry of models and what they learn from; lives as long as the store
  virtual PlaceShelf& places() = 0;                          // the library of addresses, estates, buildings and names beyond the city's folder; lives as long as the store
  virtual std::string describe() const = 0;                  // "SQLite 3.40 in /data/x" or "PostgreSQL 15.4"
};

/// Attachments by the SHA-256 of their content.
class Blobs {
 public:
  virtual ~Blobs() = default;
  virtual void put(const std::string& id, std::string_view bytes) = 0;               // durable when it returns; the same id twice is fine
  virtual std::optional<std::string> get(const std::string& id) = 0;
};

/// Where notices go. Returns false to be asked again later.
class NoticeSink {
 public:
  virtual ~NoticeSink() = default;
  virtual bool send(const Notice& notice) = 0;
};

}  // namespace yiwang
