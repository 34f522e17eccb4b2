#include "sql/places.h"

#include "service/case_row.h"

#include <libpq-fe.h>
#include <sqlite3.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>

namespace yiwang {
namespace {

std::string fresh_name() {
  static std::atomic<int> count = 0;
  return "yiwang_test_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
}

class Folder final : public Place {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / fresh_name()) { std::filesystem::remove_all(path_); }
  ~Folder() override { std::filesystem::remove_all(path_); }
  std::string where() const override { return path_.string(); }
  void meddle(const std::string& statements) override { run(statements, nullptr); }
  std::string ask(const std::string& question) override {
    std::string answer;
    run(question, &answer);
    return answer;
  }

 private:
  void run(const std::string& text, std::string* answer) {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open((path_ / "yiwang.db").c_str(), &db), SQLITE_OK);
    const auto keep = [](void* into, int, char** cells, char**) {
      if (into && cells[0]) *static_cast<std::string*>(into) = cells[0];
      return 0;
    };
    EXPECT_EQ(sqlite3_exec(db, text.c_str(), keep, answer, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
    sqlite3_close(db);
  }

  std::filesystem::path path_;
};

class Schema final : public Place {
 public:
  explicit Schema(std::string server) : server_(std::move(server)), name_(fresh_name()) {
    run(server_, "DROP SCHEMA IF EXISTS " + name_ + " CASCADE; CREATE SCHEMA " + name_);
  }
  ~Schema() override { run(server_, "DROP SCHEMA " + name_ + " CASCADE"); }
  std::string where() const override {
    if (server_.find("://") == std::string::npos) return server_ + " options='-c search_path=" + name_ + "'";
    return server_ + (server_.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" + name_;
  }
  void meddle(const std::string& statements) override { run(where(), statements); }
  std::string ask(const std::string& question) override { return run(where(), question); }

 private:
  static std::string run(const std::string& where, const std::string& text) {
    PGconn* connection = PQconnectdb(where.c_str());
    PGresult* result = PQexec(connection, ("SET client_min_messages = warning; " + text).c_str());
    const auto status = PQresultStatus(result);
    EXPECT_TRUE(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) << PQerrorMessage(connection);
    const std::string answer = status == PGRES_TUPLES_OK && PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "";
    PQclear(result);
    PQfinish(connection);
    return answer;
  }

  std::string server_, name_;
};

}  // namespace

std::unique_ptr<Place> Place::make(const std::string& kind) {
  if (kind == "sqlite") return std::make_unique<Folder>();
  const char* server = std::getenv("YIWANG_TEST_POSTGRES");
  return server ? std::make_unique<Schema>(server) : nullptr;
}

void StoreContract::SetUp() {
  place = Place::make(GetParam());
  if (!place) GTEST_SKIP() << "YIWANG_TEST_POSTGRES is not set; run this under tests/sql/with_postgres.sh";
  store = open_store(place->where());
}

void StoreContract::reopen() {
  store.reset();
  store = open_store(place->where());
}

LedgerRow an_entry(std::uint64_t seq, std::uint64_t case_id, std::uint32_t version) {
  return {seq, case_id, version, 1'700'000'000'000 + static_cast<std::int64_t>(seq), R"({"role":"system"})", version == 1 ? "receive" : "accept",
          R"([["case_opened",1,{"words":"云锦路 )" + std::to_string(case_id) + "\"}]]", std::string("\x00\xff\n\\", 4) + std::string(28, static_cast<char>(seq))};
}

CaseRow a_case(std::uint64_t id) {
  static const std::vector<std::string> streets{"310101001", "310101002", "310102001"}, urgencies{"ordinary", "pressing", "urgent"}, channels{"hotline", "web", "sensor"};
  const auto n = static_cast<std::int64_t>(id);
  CaseRow row;
  row.id = id;
  row.number = "YW20261121-" + std::string(id < 100000 ? 6 - std::to_string(id).size() : 0, '0') + std::to_string(id);
  row.version = 1;
  row.stage = "dispatched";
  row.grade = "c";
  row.urgency = urgencies[id % 3];
  row.kind = "complaint";
  row.channel = channels[id / 3 % 3];
  row.title = "路灯不亮 " + std::to_string(id);
  row.matter = id % 2 ? "0101" + std::to_string(id % 5) : "0202";
  row.unit = "U-" + std::to_string(id % 7);
  row.area = streets[id % 3] + "00" + std::to_string(id % 4) + "00" + std::to_string(id % 5);
  row.place = "云锦路" + std::to_string(id) + "号";
  row.lon = 121.4 + 0.001 * static_cast<double>(n);
  row.lat = 31.2 + 0.001 * static_cast<double>(n * 13 % 17);
  row.place_code = place_code_of({row.lon, row.lat});
  row.reporter_key = id % 10 ? "person" + std::to_string(id % 20) : "";
  row.masked_name = "张*";
  row.opened_ms = 1'700'000'000'000 + n * 60'000;
  row.updated_ms = row.opened_ms + n % 11 * 1000;
  row.due_ms = id % 4 ? row.opened_ms + n % 9 * 3'600'000 : 0;
  row.timer_ms = row.due_ms;
  row.clock = row.due_ms ? "running" : "";
  row.reports = 1;
  row.confidence = 0.875;
  return row;
}

Batch a_new_case(std::uint64_t seq, std::uint64_t id) {
  Batch batch;
  batch.ledger.push_back(an_entry(seq, id, 1));
  batch.cases.push_back(a_case(id));
  const auto& row = batch.cases.back();
  batch.tasks.push_back({id, 0, row.unit, "lead", row.opened_ms, 0, 0});
  batch.intake.push_back({"web/" + std::to_string(id), 1000 + id, id, "digest" + std::to_string(id)});
  batch.notices.push_back({0, id, std::to_string(id) + "/1/unit_assigned/unit:" + row.unit, "unit:" + row.unit, "unit_assigned", row.opened_ms, "{}"});
  CubeCounts counts;
  counts.reports = counts.opened = 1;
  counts.repeats = 2;
  batch.cubes[{19'700, row.unit, row.matter.substr(0, 4), row.area.substr(0, 9) + "000", Channel::web}] = counts;
  return batch;
}

void add_to(Batch& batch, Batch more) {
  const auto move_rows = [](auto& to, auto& from) { to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end())); };
  move_rows(batch.ledger, more.ledger);
  move_rows(batch.cases, more.cases);
  move_rows(batch.tasks, more.tasks);
  move_rows(batch.intake, more.intake);
  move_rows(batch.notices, more.notices);
  for (const auto& [key, counts] : more.cubes) {
    auto& sum = batch.cubes[key];
    sum.reports += counts.reports;
    sum.opened += counts.opened;
    sum.repeats += counts.repeats;
  }
}

Batch new_cases(std::uint64_t count) {
  Batch batch;
  for (std::uint64_t id = 1; id <= count; ++id) add_to(batch, a_new_case(id, id));
  return batch;
}

}  // namespace yiwang
