#include "service/verify.h"

#include <algorithm>

#include "base/cipher.h"
#include "cases/invariants.h"
#include "service/case_row.h"
#include "service/ledger.h"

namespace yiwang {
namespace {

constexpr std::size_t kPage = 2000;
constexpr std::size_t kKeptFaults = 1000;

class Checker {
 public:
  Checker(Store& store, minutes offset, const std::function<void(std::uint64_t, std::uint64_t)>& progress) : store_(store), offset_(offset), progress_(progress) {}

  VerifyResult run() {
    last_ = store_.last_entry();
    check_chain();
    check_cases();
    check_cubes();
    return std::move(result_);
  }

 private:
  void fault(std::string what, std::uint64_t seq, std::uint64_t case_id, std::string detail) {
    ++result_.fault_count;
    if (result_.faults.size() < kKeptFaults) result_.faults.push_back({std::move(what), seq, case_id, std::move(detail)});
  }

  void tell(std::uint64_t done) {
    if (progress_) progress_(done, last_.seq * 2);
  }

  void check_chain() {
    std::string previous;
    std::uint64_t seq = 0;
    for (;;) {
      const auto rows = store_.entries_after(seq, kPage);
      if (rows.empty()) break;
      for (const auto& row : rows) {
        if (row.seq != seq + 1) fault("chain", row.seq, row.case_id, "entries are missing before this one");
        if (chain_hash(previous, row) != row.hash) fault("chain", row.seq, row.case_id, "the hash does not follow from the entry before");
        previous = row.hash;
        seq = row.seq;
        last_case_ = std::max(last_case_, row.case_id);
        ++result_.entries;
      }
      tell(seq);
    }
    result_.hash = to_hex(previous);
  }

  void check_cases() {
    std::vector<CaseRow> page;
    std::size_t at = 0;
    std::uint64_t after = 0;
    const auto next_row = [&]() -> const CaseRow* {
      if (at == page.size()) {
        page = store_.case_rows_after(after, kPage);
        at = 0;
        if (page.empty()) return nullptr;
        after = page.back().id;
      }
      return &page[at];
    };
    for (std::uint64_t id = 1; id <= last_case_; ++id) {
      const CaseRow* row = next_row();
      while (row != nullptr && row->id < id) {
        fault("extra_row", 0, row->id, "no entries for this row");
        ++at;
        row = next_row();
      }
      const bool has_row = row != nullptr && row->id == id;
      check_case(id, has_row ? row : nullptr);
      if (has_row) ++at;
      if (id % kPage == 0) tell(last_.seq + last_.seq * id / last_case_);
    }
    while (const auto* row = next_row()) {
      fault("extra_row", 0, row->id, "no entries for this row");
      ++at;
    }
  }

  void check_case(std::uint64_t id, const CaseRow* row) {
    const auto rows = store_.entries_of(id);
    if (rows.empty()) {
      if (row != nullptr) fault("extra_row", 0, id, "no entries for this row");
      return;
    }
    ++result_.cases;
    Case c;
    try {
      for (const auto& stored : rows) {
        const auto entry = to_entry(stored);
        if (entry.version != c.version + 1) fault("version", stored.seq, id, "versions do not count up");
        const Case before = c;
        apply(c, entry);
        tally(before, c, entry, offset_, cubes_);
        for (const auto& event : entry.events) {
          // A report split off stands in its new case as well; it was counted where it was told.
          if (const auto* told = std::get_if<ReportReceived>(&event); told != nullptr && entry.command != "split_off") count_report(told->report.id.value, stored.seq, id);
        }
      }
    } catch (const std::exception& broken) {
      fault("unreadable", rows.front().seq, id, broken.what());
      return;
    }
    for (const auto& broken : broken_invariants(c)) fault("invariant", 0, id, broken);
    if (row == nullptr) fault("missing_row", 0, id, c.number);
    else if (!(to_case_row(c) == *row)) fault("row", 0, id, c.number);
    if (to_task_rows(c) != store_.tasks_of(id)) fault("tasks", 0, id, c.number);
  }

  /// A report is told to the city once: its `report_received` stands in exactly one entry, whatever happens to its case later.
  void count_report(std::uint64_t report, std::uint64_t seq, std::uint64_t case_id) {
    ++result_.reports;
    if (report >= seen_.size()) seen_.resize(std::max<std::size_t>(report + 1, seen_.size() * 2));
    if (seen_[report]) fault("report_twice", seq, case_id, "report " + std::to_string(report));
    seen_[report] = true;
  }

  void check_cubes() {
    CubeDelta stored;
    for (const auto& [key, counts] : store_.cubes(-1'000'000, 1'000'000)) stored[key] += counts;
    std::erase_if(cubes_, [](const auto& cell) { return cell.second == CubeCounts{}; });
    std::erase_if(stored, [](const auto& cell) { return cell.second == CubeCounts{}; });
    if (stored == cubes_) return;
    for (const auto& [key, counts] : cubes_) {
      const auto it = stored.find(key);
      if (it == stored.end() || !(it->second == counts)) fault("cube", 0, 0, "day " + std::to_string(key.day) + " unit " + key.unit + " matter " + key.matter);
    }
    for (const auto& [key, counts] : stored) {
      if (!cubes_.contains(key)) fault("cube", 0, 0, "extra day " + std::to_string(key.day) + " unit " + key.unit + " matter " + key.matter);
    }
  }

  Store& store_;
  minutes offset_;
  const std::function<void(std::uint64_t, std::uint64_t)>& progress_;
  VerifyResult result_;
  LedgerRow last_;
  std::uint64_t last_case_ = 0;
  CubeDelta cubes_;
  std::vector<bool> seen_;
};

}  // namespace

VerifyResult verify(Store& store, minutes offset, const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  return Checker(store, offset, progress).run();
}

void repair(Store& store, minutes offset, const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  std::uint64_t last_case = 0;
  for (std::uint64_t seq = 0;;) {
    const auto rows = store.entries_after(seq, kPage);
    if (rows.empty()) break;
    for (const auto& row : rows) last_case = std::max(last_case, row.case_id);
    seq = rows.back().seq;
  }
  std::uint64_t id = 0;
  store.replace_projections([&]() -> std::optional<Batch> {
    if (id >= last_case) return std::nullopt;
    Batch batch;
    for (std::size_t n = 0; n < kPage && id < last_case; ++n) {
      const auto rows = store.entries_of(++id);
      if (rows.empty()) continue;
      Case c;
      for (const auto& stored : rows) {
        const auto entry = to_entry(stored);
        const Case before = c;
        apply(c, entry);
        tally(before, c, entry, offset, batch.cubes);
      }
      batch.cases.push_back(to_case_row(c));
      for (auto& task : to_task_rows(c)) batch.tasks.push_back(std::move(task));
    }
    if (progress) progress(id, last_case);
    return batch;
  });
}

}  // namespace yiwang
