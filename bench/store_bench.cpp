// How fast the store takes reports, against a bare batched SQLite insert of the same bytes (one table, three indexes, one row a report) in the same run.
//   store_bench [--reports 200000] [--batch 1000] [--where PLACE] [--without INDEX,INDEX] [--lists] [--json]
// --lists closes all but the newest twentieth and times what desks ask for. --without shows what an index costs: it is dropped before the run (SQLite). PLACE: a folder that is made and removed, or a PostgreSQL connection whose current schema is empty; default: a folder beside the working directory.
#include <sqlite3.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "adapters/sql/store.h"
#include "base/random.h"

namespace yiwang {
namespace {

using SteadyTime = std::chrono::steady_clock;

struct Options {
  std::uint64_t reports = 200'000;
  std::size_t batch = 1'000;
  std::string where = "store_bench.data", without;
  bool json = false, lists = false;
};

double thread_cpu() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}
/// Bytes this process has sent towards the disk so far.
double written() {
  std::ifstream io("/proc/self/io");
  std::string word;
  double bytes = 0;
  while (io >> word) {
    if (word == "wchar:") io >> bytes;
  }
  return bytes;
}
double seconds_since(SteadyTime::time_point from) { return std::chrono::duration<double>(SteadyTime::now() - from).count(); }

/// Reports of 90 days as the engine would write them: one entry of about 1.2 KB, a case, a task, a key, a notice, one cell of the cube.
class Town {
 public:
  explicit Town(std::uint64_t reports, bool settled) : closed_before_(settled ? reports - reports / 20 : 0), step_ms_(90ll * 86'400'000 / static_cast<std::int64_t>(reports)), words_(events()) {}

  void add_report(Batch& to, std::uint64_t id) {
    const auto at = 1'760'000'000'000 + static_cast<std::int64_t>(id) * step_ms_;
    const auto matter = random_.below(150), street = random_.below(18);
    const auto unit = "U-" + std::to_string(100 + (matter % 40 ? matter % 40 : 40 + street));
    to.ledger.push_back({id, id, 1, at, R"({"role":"system","login":"engine"})", "receive", words_ + std::to_string(id), std::string(32, static_cast<char>(id))});

    auto& row = to.cases.emplace_back();
    row.id = id;
    row.number = "YW20260115-" + std::to_string(1'000'000 + id).substr(1);
    row.version = 1;
    const bool unsure = random_.chance(0.1);
    row.stage = unsure ? "received" : "dispatched";
    row.queue = unsure ? "matter_unsure" : "";
    if (id < closed_before_ && !random_.chance(0.002)) row.stage = "closed", row.queue = "";
    row.grade = "c";
    row.urgency = random_.chance(0.05) ? "urgent" : "ordinary";
    row.kind = "complaint";
    row.channel = random_.chance(0.6) ? "hotline" : "web";
    row.title = "云锦路工地半夜施工太吵影响休息";
    char code[32];
    std::snprintf(code, sizeof code, "%02d%02d%02d", static_cast<int>(matter % 15) + 1, static_cast<int>(matter / 15) + 1, static_cast<int>(random_.below(4)));
    row.matter = code;
    row.unit = unsure ? "" : unit;
    std::snprintf(code, sizeof code, "3101%02d%03d%03d%03d", static_cast<int>(street / 6) + 1, static_cast<int>(street % 6) + 1, static_cast<int>(random_.below(7)), static_cast<int>(random_.below(5)));
    row.area = code;
    row.place = "湖滨街道 云锦路 88号 望江花园 3栋";
    row.lon = 121.4 + random_.unit();
    row.lat = 31.2 + random_.unit();
    std::snprintf(code, sizeof code, "%016llx", static_cast<unsigned long long>(Random(random_.below(300'000)).next()));
    row.reporter_key = std::string(code) + code;
    row.masked_name = "张*";
    row.opened_ms = row.updated_ms = at;
    row.due_ms = at + static_cast<std::int64_t>(1 + matter % 5) * 86'400'000;
    row.timer_ms = at + 600'000;
    row.clock = random_.chance(0.03) ? "overdue" : "running";
    if (row.stage == "closed") row.due_ms = row.timer_ms = 0, row.clock = "", row.closed_ms = at + 1;
    row.reports = 1;
    row.confidence = 0.93;
    if (!unsure) to.tasks.push_back({id, 0, unit, "lead", at, 0, 0});
    to.intake.push_back({row.channel + "/2026" + std::to_string(id), id, id, std::string(code) + code});
    to.notices.push_back({0, id, std::to_string(id) + "/1/unit_assigned/unit:" + unit, "unit:" + unit, "unit_assigned", at, R"({"number":")" + row.number + R"(","stage":"dispatched"})"});
    auto& cell = to.cubes[{static_cast<std::int32_t>(at / 86'400'000), row.unit, row.matter.substr(0, 4), row.area.substr(0, 9) + "000", row.channel == "web" ? Channel::web : Channel::hotline}];
    ++cell.reports, ++cell.opened, ++cell.auto_dispatched, ++cell.dispatches;
  }

 private:
  static std::string events() {
    std::string text = R"([["report_received",1,{"text":")";
    while (text.size() < 1180) text += "云锦路88号工地半夜还在施工，声音很大，";
    return text + "\"}]]";
  }
  Random random_{7};
  std::uint64_t closed_before_;
  std::int64_t step_ms_;
  std::string words_;
};

/// What one report puts into the store, as one run of bytes.
std::size_t bytes_of(const Batch& b) {
  std::size_t sum = 0;
  for (const auto& r : b.ledger) sum += 28 + r.actor.size() + r.command.size() + r.events.size() + r.hash.size();
  for (const auto& r : b.cases)
    sum += 110 + r.number.size() + r.stage.size() + r.queue.size() + r.title.size() + r.place.size() + r.unit.size() + r.area.size() + r.matter.size() + r.reporter_key.size() + r.masked_name.size();
  for (const auto& r : b.tasks) sum += 36 + r.unit.size() + r.role.size();
  for (const auto& r : b.intake) sum += 16 + r.key.size() + r.digest.size();
  for (const auto& r : b.notices) sum += 24 + r.key.size() + r.to.size() + r.what.size() + r.body.size();
  return sum;
}

struct Measured {
  double cpu_us = 0;                       // of the committing thread, a report
  double written = 0;                      // bytes a report, log and database together
  double rate = 0, p50_ms = 0, p99_ms = 0, most_ms = 0, bytes = 0;
};

Measured sum_up(std::uint64_t reports, double seconds, std::vector<double> times) {
  std::sort(times.begin(), times.end());
  return {0, 0, static_cast<double>(reports) / seconds, times[times.size() / 2] * 1e3, times[times.size() * 99 / 100] * 1e3, times.back() * 1e3, 0};
}

void must(int code, sqlite3* db) {
  if (code == SQLITE_OK || code == SQLITE_DONE) return;
  std::fprintf(stderr, "%s\n", sqlite3_errmsg(db));
  std::exit(1);
}

void drop_indexes(const Options& o) {
  sqlite3* db = nullptr;
  must(sqlite3_open((o.where + "/yiwang.db").c_str(), &db), db);
  std::string name;
  for (const char c : o.without + ",") {
    if (c != ',') name += c;
    else if (!name.empty()) must(sqlite3_exec(db, ("DROP INDEX " + std::exchange(name, {})).c_str(), nullptr, nullptr, nullptr), db);
  }
  sqlite3_close(db);
}

Measured measure_store(const Options& o) {
  auto store = open_store(o.where);
  if (!o.without.empty()) drop_indexes(o);
  Town town(o.reports, o.lists);
  std::vector<double> times;
  const double written_before = written();
  double busy = 0, cpu = 0;
  std::size_t bytes = 0;
  for (std::uint64_t id = 1; id <= o.reports;) {
    Batch batch;
    for (std::size_t i = 0; i < o.batch && id <= o.reports; ++i, ++id) town.add_report(batch, id);
    bytes += bytes_of(batch);
    const auto from = SteadyTime::now();
    const auto cpu_from = thread_cpu();
    store->commit(batch);
    times.push_back(seconds_since(from));
    cpu += thread_cpu() - cpu_from;
    busy += times.back();
  }
  auto m = sum_up(o.reports, busy, std::move(times));
  m.cpu_us = cpu * 1e6 / static_cast<double>(o.reports);
  store.reset();
  m.written = (written() - written_before) / static_cast<double>(o.reports);
  m.bytes = static_cast<double>(bytes) / static_cast<double>(o.reports);
  return m;
}

Measured measure_bare(const Options& o, std::size_t row_bytes) {
  const std::string folder = "store_bench.bare";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  sqlite3* db = nullptr;
  must(sqlite3_open((folder + "/bare.db").c_str(), &db), db);
  must(sqlite3_exec(db,
                    "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-131072;"
                    "CREATE TABLE report (id INTEGER PRIMARY KEY, key TEXT, at_ms INTEGER, area TEXT, body TEXT);"
                    "CREATE UNIQUE INDEX report_key ON report (key); CREATE INDEX report_at ON report (at_ms); CREATE INDEX report_area ON report (area)",
                    nullptr, nullptr, nullptr),
       db);
  sqlite3_stmt* insert = nullptr;
  must(sqlite3_prepare_v2(db, "INSERT INTO report VALUES (?1, ?2, ?3, ?4, ?5)", -1, &insert, nullptr), db);
  const std::string body(row_bytes - 50, 'x');
  Random random(7);
  std::vector<double> times;
  const auto start = SteadyTime::now();
  const double written_before = written();
  const auto cpu_from = thread_cpu();
  for (std::uint64_t id = 1; id <= o.reports;) {
    const auto from = SteadyTime::now();
    must(sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), db);
    for (std::size_t i = 0; i < o.batch && id <= o.reports; ++i, ++id) {
      const auto key = "hotline/2026" + std::to_string(id), area = "3101" + std::to_string(10'000'000'000 + random.below(600));
      sqlite3_bind_int64(insert, 1, static_cast<sqlite3_int64>(id));
      sqlite3_bind_text(insert, 2, key.data(), static_cast<int>(key.size()), SQLITE_STATIC);
      sqlite3_bind_int64(insert, 3, static_cast<sqlite3_int64>(1'760'000'000'000 + id));
      sqlite3_bind_text(insert, 4, area.data(), static_cast<int>(area.size()), SQLITE_STATIC);
      sqlite3_bind_text(insert, 5, body.data(), static_cast<int>(body.size()), SQLITE_STATIC);
      must(sqlite3_step(insert), db);
      sqlite3_reset(insert);
    }
    must(sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr), db);
    times.push_back(seconds_since(from));
  }
  auto m = sum_up(o.reports, seconds_since(start), std::move(times));
  m.cpu_us = (thread_cpu() - cpu_from) * 1e6 / static_cast<double>(o.reports);
  sqlite3_finalize(insert);
  sqlite3_close(db);
  m.written = (written() - written_before) / static_cast<double>(o.reports);
  std::filesystem::remove_all(folder);
  return m;
}

double measure_replay(const Options& o) {
  const auto store = open_store(o.where, StoreAccess::read);
  const auto from = SteadyTime::now();
  std::uint64_t after = 0, rows = 0;
  while (true) {
    const auto page = store->entries_after(after, 10'000);
    if (page.empty()) break;
    after = page.back().seq;
    rows += page.size();
  }
  return static_cast<double>(rows) / seconds_since(from);
}

void measure_lists(const Options& o) {
  const auto store = open_store(o.where, StoreAccess::read);
  struct Desk {
    const char* name;
    CaseQuery query;
  };
  std::vector<Desk> desks;
  const auto desk = [&](const char* name, const char* queue, auto narrow) {
    CaseQuery query;
    query.queue = queue;
    narrow(query);
    desks.push_back({name, query});
  };
  const std::string grid = store->list_cases({}).rows.front().area, person = store->list_cases({}).rows.front().reporter_key;
  desk("newest of the city", "all", [](auto&) {});
  desk("waits for a dispatcher", "dispatch", [](auto&) {});
  desk("a unit's desk", "to_accept", [](auto& q) { q.units = {"U-110"}; });
  desk("a unit's desk by deadline, counted", "to_accept", [](auto& q) { q.units = {"U-110"}, q.sort = "due", q.count = true; });
  desk("a unit's history", "all", [](auto& q) { q.units = {"U-110"}; });
  desk("all of thirty units", "all", [](auto& q) {
    for (int i = 101; i < 131; ++i) q.units.push_back("U-" + std::to_string(i));
  });
  desk("overdue in the city", "overdue", [](auto& q) { q.sort = "due"; });
  desk("to accept in the city by deadline", "to_accept", [](auto& q) { q.sort = "due"; });
  desk("a district", "all", [](auto& q) { q.area = "310102000000"; });
  desk("a street", "all", [](auto& q) { q.area = "310102003000"; });
  desk("a grid", "all", [&](auto& q) { q.area = grid; });
  desk("a matter and below", "all", [](auto& q) { q.matter = "0307"; });
  desk("one person's cases", "all", [&](auto& q) { q.reporter_key = person; });
  desk("changed last", "all", [](auto& q) { q.sort = "-updated"; });
  desk("words that are rare", "all", [](auto& q) { q.text = "没有的路"; });
  desk("everything, counted", "all", [](auto& q) { q.count = true; });
  for (auto& [name, query] : desks) {
    std::vector<double> times;
    std::size_t rows = 0;
    for (int i = 0; i < 9; ++i) {
      const auto from = SteadyTime::now();
      rows = store->list_cases(query).rows.size();
      times.push_back(seconds_since(from) * 1e3);
    }
    std::sort(times.begin(), times.end());
    std::printf("list    %8.2f ms median %8.2f most  %3zu rows  %s\n", times[4], times[8], rows, name);
  }
}

int main_of(const Options& o) {
  const bool folder = o.where.find("dbname=") == std::string::npos && o.where.find("://") == std::string::npos;
  if (folder) std::filesystem::remove_all(o.where);
  const auto store = measure_store(o);
  const double replay = measure_replay(o);
  const double disk = folder ? static_cast<double>(std::filesystem::file_size(o.where + "/yiwang.db")) / static_cast<double>(o.reports) : 0;
  if (o.lists) measure_lists(o);
  const auto bare = measure_bare(o, static_cast<std::size_t>(store.bytes));
  if (folder) std::filesystem::remove_all(o.where);
  rusage use{};
  getrusage(RUSAGE_SELF, &use);
  const char* words = o.json ? R"({"reports":%llu,"batch":%zu,"store_per_s":%.0f,"store_p50_ms":%.1f,"store_p99_ms":%.1f,"store_most_ms":%.1f,"store_cpu_us":%.1f,"store_written":%.0f,"bytes_given":%.0f,"bytes_on_disk":%.0f,"bare_per_s":%.0f,"bare_p99_ms":%.1f,"bare_cpu_us":%.1f,"bare_written":%.0f,"ratio":%.3f,"replay_per_s":%.0f,"peak_mb":%ld})"
                             : "%llu reports in batches of %zu\nstore   %9.0f reports/s, a commit %.1f ms median, %.1f ms p99, %.1f ms most, %.1f us CPU and %.0f bytes written a report; %.0f bytes given, %.0f on disk a report\n"
                               "bare    %9.0f rows/s, p99 %.1f ms, %.1f us CPU and %.0f bytes written a row (one table, three indexes, the same bytes)\nratio   %9.3f\nreplay  %9.0f entries/s\nmemory  %9ld MB peak";
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  std::printf(words, static_cast<unsigned long long>(o.reports), o.batch, store.rate, store.p50_ms, store.p99_ms, store.most_ms, store.cpu_us, store.written, store.bytes, disk, bare.rate, bare.p99_ms, bare.cpu_us, bare.written, store.rate / bare.rate, replay,
              use.ru_maxrss / 1024);
#pragma GCC diagnostic pop
  std::printf("\n");
  return 0;
}

}  // namespace
}  // namespace yiwang

int main(int count, char** words) {
  yiwang::Options options;
  for (int i = 1; i < count; ++i) {
    const bool more = i + 1 < count;
    if (std::strcmp(words[i], "--json") == 0) options.json = true;
    else if (more && std::strcmp(words[i], "--reports") == 0) options.reports = std::stoull(words[++i]);
    else if (more && std::strcmp(words[i], "--batch") == 0) options.batch = std::stoull(words[++i]);
    else if (more && std::strcmp(words[i], "--where") == 0) options.where = words[++i];
    else if (std::strcmp(words[i], "--lists") == 0) options.lists = true;
    else if (more && std::strcmp(words[i], "--without") == 0) options.without = words[++i];
    else {
      std::fprintf(stderr, "store_bench [--reports N] [--batch N] [--where PLACE] [--without INDEX,INDEX] [--lists] [--json]\n");
      return 2;
    }
  }
  return yiwang::main_of(options);
}
