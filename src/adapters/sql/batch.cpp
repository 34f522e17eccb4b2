#include "adapters/sql/batch.h"

#include <algorithm>

#include "adapters/sql/rows.h"
#include "adapters/sql/statements.h"

namespace yiwang {
namespace {

template <class Row>
using Rows = std::vector<const Row*>;

template <class Row>
Rows<Row> all_of(const std::vector<Row>& rows) {
  Rows<Row> out;
  out.reserve(rows.size());
  for (const auto& row : rows) out.push_back(&row);
  return out;
}

template <class Row>
void write_rows(Connection& on, const Sql& sql, const Rows<Row>& rows, void (*put)(Values&, const Row&), bool each_changes = false) {
  if (rows.empty()) return;
  on.write_many(sql, rows.size(), [&](Values& to, std::size_t i) { put(to, *rows[i]); }, each_changes);
}

/// A case is new when its first entry is in this batch; only then may its rows be plain inserts.
class NewCases {
 public:
  explicit NewCases(const Batch& batch) {
    for (const auto& entry : batch.ledger) {
      if (entry.version == 1) ids_.push_back(entry.case_id);
    }
    std::sort(ids_.begin(), ids_.end());
  }
  bool has(std::uint64_t id) const { return std::binary_search(ids_.begin(), ids_.end(), id); }

 private:
  std::vector<std::uint64_t> ids_;
};

/// The last word on each task; ordered by key, as its table is.
Rows<TaskRow> last_of_each(const std::vector<TaskRow>& tasks) {
  auto rows = all_of(tasks);
  const auto key = [](const TaskRow* t) { return std::pair(t->case_id, t->place); };
  std::stable_sort(rows.begin(), rows.end(), [&](auto* a, auto* b) { return key(a) < key(b); });
  Rows<TaskRow> last;
  for (const auto* row : rows) {
    if (!last.empty() && key(last.back()) == key(row)) last.back() = row;
    else last.push_back(row);
  }
  return last;
}

void write_cubes(Connection& on, const CubeDelta& cubes) {
  if (cubes.empty()) return;
  auto next = cubes.begin();
  on.write_many(sql::kAddCube, cubes.size(), [&](Values& to, std::size_t) {
    put_cube(to, next->first, next->second);
    ++next;
  });
}

}  // namespace

void write_batch(Connection& on, const Batch& batch) {
  const NewCases fresh(batch);
  Rows<CaseRow> added, changed;
  for (const auto& row : batch.cases) (fresh.has(row.id) ? added : changed).push_back(&row);
  Rows<TaskRow> first_tasks, later_tasks;
  for (const auto* row : last_of_each(batch.tasks)) (fresh.has(row->case_id) ? first_tasks : later_tasks).push_back(row);

  write_rows(on, sql::kAddEntry, all_of(batch.ledger), put_entry);
  write_rows(on, sql::kAddCase, added, put_case);
  write_rows(on, sql::kChangeCase, changed, put_case, true);
  write_rows(on, sql::kAddTask, first_tasks, put_task);
  write_rows(on, sql::kPutTask, later_tasks, put_task);
  write_rows(on, sql::kAddIntake, all_of(batch.intake), put_intake);
  write_rows(on, sql::kAddNotice, all_of(batch.notices), put_notice);
  write_cubes(on, batch.cubes);

  auto last_report = batch.last_report;
  for (const auto& row : batch.intake) last_report = std::max(last_report, row.report_id);
  if (last_report) run(on, sql::kRaiseCounter, std::string_view("report"), last_report);
}

void write_projections(Connection& on, const Batch& batch) {
  write_rows(on, sql::kPutCase, all_of(batch.cases), put_case);
  write_rows(on, sql::kPutTask, last_of_each(batch.tasks), put_task);
  write_rows(on, sql::kPutIntake, all_of(batch.intake), put_intake);
  write_cubes(on, batch.cubes);
}

}  // namespace yiwang
