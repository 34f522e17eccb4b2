#include "adapters/sql/sql_store.h"

#include "adapters/sql/batch.h"
#include "adapters/sql/rows.h"
#include "adapters/sql/statements.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostReaders = 8;
constexpr std::int64_t kSentKeptMs = std::int64_t{90} * 86'400'000;
constexpr std::int64_t kForgottenAtOnce = 1000;

template <class Row>
std::vector<Row> read_all(Query& rows, Row (*read)(Query&)) {
  std::vector<Row> out;
  while (rows.next()) out.push_back(read(rows));
  return out;
}

}  // namespace

SqlStore::SqlStore(SqlMachinery machinery)
    : machinery_(std::move(machinery)), readers_(machinery_.open_reader, kMostReaders), shelf_([this](const SqlShelf::Work& work) { write(work); }, readers_), models_([this](const SqlModels::Work& work) { write(work); }, readers_), calls_([this](const SqlCalls::Work& work) { write(work); }, readers_),
      knowledge_([this](const SqlKnowledge::Work& work) { write(work); }, readers_), places_([this](const SqlPlaces::Work& work) { write(work); }, readers_) {}

SqlStore::~SqlStore() { machinery_.housekeeper.reset(); }

void SqlStore::commit(const Batch& batch) {
  write([&](Connection& on) { write_batch(on, batch); });
}

void SqlStore::replace_projections(const std::function<std::optional<Batch>()>& next) {
  write([&](Connection& on) {
    run(on, sql::kClearCases);
    run(on, sql::kClearTasks);
    run(on, sql::kClearCubes);
    // Intake keys are laid over what is there: losing one would let a report in twice.
    while (const auto batch = next()) write_projections(on, *batch);
  });
}

LedgerRow SqlStore::last_entry() {
  auto on = reader();
  Query q(*on, sql::kLastEntry);
  return q.next() ? read_entry(q) : LedgerRow{};
}

std::uint64_t SqlStore::last_case_id() {
  auto on = reader();
  Query q(*on, sql::kLastCase);
  return q.next() ? q.number<std::uint64_t>(0) : 0;
}

std::uint64_t SqlStore::last_report_id() {
  auto on = reader();
  Query q(*on, sql::kReadCounter, std::string_view("report"));
  return q.next() ? q.number<std::uint64_t>(0) : 0;
}

std::vector<LedgerRow> SqlStore::entries_of(std::uint64_t case_id) {
  auto on = reader();
  Query q(*on, sql::kEntriesOf, case_id);
  return read_all(q, read_entry);
}

std::vector<LedgerRow> SqlStore::entries_after(std::uint64_t seq, std::size_t most) {
  auto on = reader();
  Query q(*on, sql::kEntriesAfter, seq, most);
  return read_all(q, read_entry);
}

std::optional<IntakeRow> SqlStore::find_intake(const std::string& key) {
  auto on = reader();
  Query q(*on, sql::kFindIntake, key);
  if (!q.next()) return std::nullopt;
  return IntakeRow{q.text(0), q.number<std::uint64_t>(1), q.number<std::uint64_t>(2), q.text(3)};
}

std::optional<CaseRow> SqlStore::find_case(std::uint64_t id) {
  auto on = reader();
  Query q(*on, sql::kFindCase, id);
  if (!q.next()) return std::nullopt;
  return read_case(q);
}

std::vector<std::uint64_t> SqlStore::due_timers(std::int64_t until_ms, std::size_t most) {
  auto on = reader();
  Query q(*on, sql::kDueTimers, until_ms, most);
  return read_all<std::uint64_t>(q, [](Query& row) { return row.number<std::uint64_t>(0); });
}

std::vector<TaskRow> SqlStore::tasks_of(std::uint64_t case_id) {
  auto on = reader();
  Query q(*on, sql::kTasksOf, case_id);
  return read_all(q, read_task);
}

std::vector<std::pair<CubeKey, CubeCounts>> SqlStore::cubes(std::int32_t from_day, std::int32_t to_day) {
  auto on = reader();
  Query q(*on, sql::kReadCubes, from_day, to_day);
  return read_all(q, read_cube);
}

std::vector<CaseRow> SqlStore::case_rows_after(std::uint64_t after, std::size_t most) {
  auto on = reader();
  Query q(*on, sql::kCasesAfter, after, most);
  return read_all(q, read_case);
}

std::vector<Notice> SqlStore::unsent_notices(std::int64_t due_until_ms, std::size_t most) {
  auto on = reader();
  Query q(*on, (*on).dialect() == Dialect::postgres ? sql::kUnsentPostgres : sql::kUnsent, due_until_ms, most);
  return read_all(q, read_notice);
}

void SqlStore::mark_sent(const std::vector<std::uint64_t>& ids, std::int64_t at_ms) {
  if (ids.empty()) return;
  write([&](Connection& on) {
    on.write_many(sql::kMarkSent, ids.size(), [&](Values& to, std::size_t i) {
      to.number(static_cast<std::int64_t>(ids[i]));
      to.number(at_ms);
    });
    run(on, sql::kForgetSent, at_ms - kSentKeptMs, kForgottenAtOnce);
  });
}

}  // namespace yiwang
