#pragma once
#include <atomic>
#include <stdexcept>

#include "service/ports.h"

namespace yiwang::testing {

/// A store whose commits can be made to fail; all else goes through.
class BrokenStore final : public Store {
 public:
  explicit BrokenStore(Store& real) : real_(real) {}
  void break_commits(bool on) { broken_ = on; }

  void commit(const Batch& batch) override {
    if (broken_) throw std::runtime_error("the disk is full");
    real_.commit(batch);
  }
  LedgerRow last_entry() override { return real_.last_entry(); }
  std::uint64_t last_case_id() override { return real_.last_case_id(); }
  std::uint64_t last_report_id() override { return real_.last_report_id(); }
  std::vector<LedgerRow> entries_of(std::uint64_t id) override { return real_.entries_of(id); }
  std::vector<LedgerRow> entries_after(std::uint64_t seq, std::size_t most) override { return real_.entries_after(seq, most); }
  std::optional<IntakeRow> find_intake(const std::string& key) override { return real_.find_intake(key); }
  std::optional<CaseRow> find_case(std::uint64_t id) override { return real_.find_case(id); }
  std::optional<std::uint64_t> find_number(const std::string& number) override { return real_.find_number(number); }
  CasePage list_cases(const CaseQuery& query) override { return real_.list_cases(query); }
  std::int64_t count_cases(const CaseQuery& query) override { return real_.count_cases(query); }
  std::vector<std::uint64_t> due_timers(std::int64_t until, std::size_t most) override { return real_.due_timers(until, most); }
  std::vector<TaskRow> tasks_of(std::uint64_t id) override { return real_.tasks_of(id); }
  std::vector<std::pair<CubeKey, CubeCounts>> cubes(std::int32_t from, std::int32_t to) override { return real_.cubes(from, to); }
  std::vector<CaseRow> case_rows_after(std::uint64_t after, std::size_t most) override { return real_.case_rows_after(after, most); }
  std::vector<Notice> unsent_notices(std::int64_t until, std::size_t most) override { return real_.unsent_notices(until, most); }
  void mark_sent(const std::vector<std::uint64_t>& ids, std::int64_t at) override { real_.mark_sent(ids, at); }
  void save_snapshot(const std::string& name, const Snapshot& snapshot) override { real_.save_snapshot(name, snapshot); }
  std::optional<Snapshot> load_snapshot(const std::string& name) override { return real_.load_snapshot(name); }
  void save_account(const Account& account) override { real_.save_account(account); }
  std::optional<Account> find_account(const std::string& login) override { return real_.find_account(login); }
  std::vector<Account> accounts() override { return real_.accounts(); }
  void save_session(const SessionRow& session) override { real_.save_session(session); }
  std::optional<SessionRow> find_session(const std::string& hash) override { return real_.find_session(hash); }
  void end_session(const std::string& hash) override { real_.end_session(hash); }
  void append_audit(AuditRow row) override { real_.append_audit(std::move(row)); }
  std::vector<AuditRow> audit_before(std::uint64_t seq, std::size_t most) override { return real_.audit_before(seq, most); }
  std::optional<StoredCity> current_city() override { return real_.current_city(); }
  void set_current_city(const StoredCity& city) override { real_.set_current_city(city); }
  std::optional<std::string> setting(const std::string& key) override { return real_.setting(key); }
  void set_setting(const std::string& key, const std::string& value) override { real_.set_setting(key, value); }
  void replace_projections(const std::function<std::optional<Batch>()>& next) override { real_.replace_projections(next); }
  CallShelf& calls() override { return real_.calls(); }
  StudioShelf& shelf() override { return real_.shelf(); }
  KnowledgeShelf& knowledge() override { return real_.knowledge(); }
  PlaceShelf& places() override { return real_.places(); }
  ModelShelf& models() override { return real_.models(); }
  std::string describe() const override { return real_.describe(); }

 private:
  Store& real_;
  std::atomic<bool> broken_{false};
};

}  // namespace yiwang::testing
