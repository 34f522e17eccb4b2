#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "adapters/sql/connection.h"
#include "adapters/sql/pool.h"
#include "adapters/sql/sql_calls.h"
#include "adapters/sql/sql_knowledge.h"
#include "adapters/sql/sql_models.h"
#include "adapters/sql/sql_places.h"
#include "adapters/sql/sql_shelf.h"
#include "service/ports.h"

namespace yiwang {

/// What a dialect brings: connections and what keeps them in order.
struct SqlMachinery {
  std::shared_ptr<void> lock;              // keeps other writers away; let go last
  std::unique_ptr<Connection> writer;      // none when opened for reading
  ConnectionPool::Open open_reader;
  std::shared_ptr<std::mutex> writing = std::make_shared<std::mutex>();
  std::shared_ptr<void> housekeeper;       // works beside the writer; stopped first
  std::function<void()> committed;         // called after each commit, while the writer is held
  std::string description;
};

/// The store in SQL both dialects share.
class SqlStore final : public Store {
 public:
  explicit SqlStore(SqlMachinery machinery);
  ~SqlStore() override;

  void commit(const Batch& batch) override;
  void replace_projections(const std::function<std::optional<Batch>()>& next) override;

  LedgerRow last_entry() override;
  std::uint64_t last_case_id() override;
  std::uint64_t last_report_id() override;
  std::vector<LedgerRow> entries_of(std::uint64_t case_id) override;
  std::vector<LedgerRow> entries_after(std::uint64_t seq, std::size_t most) override;
  std::optional<IntakeRow> find_intake(const std::string& key) override;
  std::optional<CaseRow> find_case(std::uint64_t id) override;
  std::optional<std::uint64_t> find_number(const std::string& number) override;
  CasePage list_cases(const CaseQuery& query) override;
  std::int64_t count_cases(const CaseQuery& query) override;
  std::vector<std::uint64_t> due_timers(std::int64_t until_ms, std::size_t most) override;
  std::vector<TaskRow> tasks_of(std::uint64_t case_id) override;
  std::vector<std::pair<CubeKey, CubeCounts>> cubes(std::int32_t from_day, std::int32_t to_day) override;
  std::vector<CaseRow> case_rows_after(std::uint64_t after, std::size_t most) override;
  std::vector<Notice> unsent_notices(std::int64_t due_until_ms, std::size_t most) override;
  void mark_sent(const std::vector<std::uint64_t>& ids, std::int64_t at_ms) override;

  void save_snapshot(const std::string& name, const Snapshot& snapshot) override;
  std::optional<Snapshot> load_snapshot(const std::string& name) override;
  void save_account(const Account& account) override;
  std::optional<Account> find_account(const std::string& login) override;
  std::vector<Account> accounts() override;
  void save_session(const SessionRow& session) override;
  std::optional<SessionRow> find_session(const std::string& token_hash) override;
  void end_session(const std::string& token_hash) override;
  void append_audit(AuditRow row) override;
  std::vector<AuditRow> audit_before(std::uint64_t seq, std::size_t most) override;
  std::optional<StoredCity> current_city() override;
  void set_current_city(const StoredCity& city) override;
  std::optional<std::string> setting(const std::string& key) override;
  void set_setting(const std::string& key, const std::string& value) override;
  CallShelf& calls() override { return calls_; }
  StudioShelf& shelf() override { return shelf_; }
  KnowledgeShelf& knowledge() override { return knowledge_; }
  ModelShelf& models() override { return models_; }
  PlaceShelf& places() override { return places_; }
  std::string describe() const override { return machinery_.description; }

 private:
  /// Runs `work` on the writer in one transaction.
  template <class Work>
  void write(Work work);
  /// Exact up to 10,000; nothing when more than the newest `most_looked_at` cases would have to be looked at to know.
  std::optional<std::int64_t> count(const CaseQuery& query, std::int64_t most_looked_at);
  ConnectionPool::Lease reader() { return readers_.take(); }

  SqlMachinery machinery_;
  ConnectionPool readers_;
  SqlShelf shelf_;
  SqlModels models_;
  SqlCalls calls_;
  SqlKnowledge knowledge_;
  SqlPlaces places_;
};

template <class Work>
void SqlStore::write(Work work) {
  if (!machinery_.writer) throw std::runtime_error("the store was opened for reading only");
  const std::lock_guard lock(*machinery_.writing);
  Transaction transaction(*machinery_.writer);
  work(*machinery_.writer);
  transaction.commit();
  if (machinery_.committed) machinery_.committed();
}

}  // namespace yiwang
