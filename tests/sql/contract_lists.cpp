#include <gmock/gmock.h>

#include <algorithm>
#include <functional>

#include "adapters/sql/list_query.h"
#include "sql/places.h"

namespace yiwang {
namespace {

constexpr std::uint64_t kCases = 260;
const std::vector<std::string> kStages{"received", "dispatched", "accepted", "handling", "resolved", "called_back", "closed", "answered", "refused", "merged"};

/// A small city in every state: the model the store's lists are compared with.
std::vector<CaseRow> a_city() {
  std::vector<CaseRow> rows;
  for (std::uint64_t id = 1; id <= kCases; ++id) {
    auto row = a_case(id);
    row.stage = kStages[id * 7 % kStages.size()];
    if (row.stage == "received") row.queue = id % 3 ? "matter_unsure" : "";
    row.extension = id % 13 == 0;
    row.dispute = id % 17 == 0;
    row.supervised = id % 19 == 0;
    row.rehearsal = id % 5 == 0;
    if (row.due_ms && id % 6 == 0) row.clock = "near";
    if (row.due_ms && id % 7 == 0) row.clock = "overdue";
    row.opened_ms = 1'700'000'000'000 + static_cast<std::int64_t>(id * 37 % 101) * 60'000;    // many at the same moment
    rows.push_back(std::move(row));
  }
  return rows;
}

class ListContract : public StoreContract {
 protected:
  void SetUp() override {
    StoreContract::SetUp();
    if (!store) return;
    city = a_city();
    auto batch = new_cases(kCases);
    batch.cases = city;
    for (std::uint64_t id = 1; id <= kCases; id += 4) batch.tasks.push_back({id, 1, "U-" + std::to_string(id % 3), id % 8 == 1 ? "assist" : "lead", 1, 0, id % 16 == 1 ? 9 : 0});
    tasks = batch.tasks;
    store->commit(batch);
  }

  /// All pages of a query, checked to be what the model says, in its order, at three page sizes.
  void expect(CaseQuery query, const std::function<bool(const CaseRow&)>& wanted, const std::string& what) {
    for (const std::string sort : {"-opened", "opened", "due", "-updated"}) {
      query.sort = sort;
      std::vector<CaseRow> expected;
      std::copy_if(city.begin(), city.end(), std::back_inserter(expected), wanted);
      std::sort(expected.begin(), expected.end(), [&](const auto& a, const auto& b) { return comes_before(a, b, sort); });
      ASSERT_FALSE(expected.empty()) << what << ": a test that sees no rows proves nothing";
      for (const int limit : {3, 50, 1000}) {
        query.limit = limit;
        query.after.clear();
        std::vector<CaseRow> got;
        do {
          const auto page = store->list_cases(query);
          ASSERT_LE(page.rows.size(), static_cast<std::size_t>(limit));
          got.insert(got.end(), page.rows.begin(), page.rows.end());
          query.after = page.next;
        } while (!query.after.empty() && got.size() <= kCases);
        ASSERT_EQ(got.size(), expected.size()) << what << ", " << sort << ", pages of " << limit;
        for (std::size_t i = 0; i < got.size(); ++i) ASSERT_EQ(got[i].id, expected[i].id) << what << ", " << sort << ", pages of " << limit << ", row " << i;
        ASSERT_EQ(got, expected);
      }
      query.after.clear();
      EXPECT_EQ(store->count_cases(query), static_cast<std::int64_t>(expected.size())) << what;
      query.count = true;
      EXPECT_EQ(store->list_cases(query).total, static_cast<std::int64_t>(expected.size())) << what;
      query.count = false;
    }
  }

  bool assists(const CaseRow& row, const std::vector<std::string>& units) const {
    return std::any_of(tasks.begin(), tasks.end(), [&](const TaskRow& t) {
      return t.case_id == row.id && t.role == "assist" && t.finished_ms == 0 && (units.empty() || std::find(units.begin(), units.end(), t.unit) != units.end());
    });
  }

  std::vector<CaseRow> city;
  std::vector<TaskRow> tasks;
};
YIWANG_ON_EVERY_STORE(ListContract);

CaseQuery queue(const std::string& code) {
  CaseQuery query;
  query.queue = code;
  return query;
}

TEST_P(ListContract, EveryQueueHoldsItsCases) {
  expect(queue("all"), [](auto&) { return true; }, "all");
  expect(queue(""), [](auto&) { return true; }, "no queue");
  expect(queue("dispatch"), [](auto& r) { return r.stage == "received" && !r.queue.empty(); }, "dispatch");
  expect(queue("to_accept"), [](auto& r) { return r.stage == "dispatched"; }, "to_accept");
  expect(queue("working"), [](auto& r) { return r.stage == "accepted" || r.stage == "handling"; }, "working");
  expect(queue("review"), [](auto& r) { return r.stage == "resolved"; }, "review");
  expect(queue("call_back"), [](auto& r) { return r.stage == "called_back"; }, "call_back");
  expect(queue("extensions"), [](auto& r) { return r.extension; }, "extensions");
  expect(queue("disputes"), [](auto& r) { return r.dispute; }, "disputes");
  expect(queue("near"), [](auto& r) { return r.clock == "near"; }, "near");
  expect(queue("overdue"), [](auto& r) { return r.clock == "overdue"; }, "overdue");
  expect(queue("supervised"), [](auto& r) { return r.supervised; }, "supervised");
  expect(queue("assist"), [&](auto& r) { return assists(r, {}); }, "assist");
}

TEST_P(ListContract, UnitsNarrowEveryQueue) {
  const std::vector<std::string> two{"U-1", "U-4"};
  const auto ours = [&](const CaseRow& r) { return r.unit == "U-1" || r.unit == "U-4"; };
  auto query = queue("all");
  query.units = two;
  expect(query, ours, "all of two units");
  query.queue = "working";
  expect(query, [&](auto& r) { return ours(r) && (r.stage == "accepted" || r.stage == "handling"); }, "working of two units");
  query.queue = "near";
  expect(query, [&](auto& r) { return ours(r) && r.clock == "near"; }, "near of two units");
  query.queue = "assist";
  query.units = {"U-0", "U-2"};
  expect(query, [&](auto& r) { return assists(r, {"U-0", "U-2"}); }, "assist");
  query.queue = "all";
  query.units.clear();
  for (int i = 1; i < 20; ++i) query.units.push_back("U-" + std::to_string(i));
  expect(query, [](auto& r) { return r.unit != "U-0"; }, "all of many units");
}

TEST_P(ListContract, AnAreaHoldsAllBelowIt) {
  auto query = queue("all");
  const auto below = [&](const std::string& area, const std::string& prefix) {
    query.area = area;
    expect(query, [&](auto& r) { return r.area.starts_with(prefix); }, "area " + area);
  };
  below("310000000000", "31");
  below("310101000000", "310101");
  below("310101002000", "310101002");
  below("310101002001", "310101002001");
  const auto grid = std::find_if(city.begin(), city.end(), [](const CaseRow& r) { return r.area.starts_with("310102001"); })->area;
  ASSERT_EQ(grid.size(), 15u);
  below(grid, grid);
  query.units = {"U-1", "U-2", "U-3"};
  query.stages = {"dispatched", "closed"};
  query.area = "310101000000";
  expect(query, [](auto& r) { return r.area.starts_with("310101") && r.unit >= "U-1" && r.unit <= "U-3" && (r.stage == "dispatched" || r.stage == "closed"); }, "area and units");
}

TEST_P(ListContract, AScopeShowsItsAreasAndCasesWithoutAPlace) {
  Batch nowhere = a_new_case(301, 301);
  nowhere.cases[0].area.clear();
  city.push_back(nowhere.cases[0]);
  store->commit(nowhere);
  auto query = queue("all");
  query.within = {"310101002000", "310102000000"};
  const auto inside = [](const CaseRow& r) { return r.area.empty() || r.area.starts_with("310101002") || r.area.starts_with("310102"); };
  expect(query, inside, "two areas");
  query.queue = "working";
  query.units = {"U-1", "U-2"};
  expect(query, [&](auto& r) { return inside(r) && (r.stage == "accepted" || r.stage == "handling") && (r.unit == "U-1" || r.unit == "U-2"); }, "two areas, units, queue");
  query = {};
  query.within = {""};
  expect(query, [](auto& r) { return r.area.empty(); }, "a scope without a code");
  query = {};
  query.within = {"310102000000"};
  query.area = "310101000000";
  EXPECT_TRUE(store->list_cases(query).rows.empty()) << "a filter must not widen a scope";
}

TEST_P(ListContract, OtherFiltersNarrowToo) {
  auto query = queue("all");
  query.stages = {"closed", "merged"};
  expect(query, [](auto& r) { return r.stage == "closed" || r.stage == "merged"; }, "closed stages");
  query.stages = {"received", "resolved"};
  expect(query, [](auto& r) { return r.stage == "received" || r.stage == "resolved"; }, "open stages");
  query = queue("working");
  query.stages = {"handling", "closed"};
  expect(query, [](auto& r) { return r.stage == "handling"; }, "queue and stages");
  query = {};
  query.channels = {"web", "sensor"};
  expect(query, [](auto& r) { return r.channel != "hotline"; }, "channels");
  query = {};
  query.urgencies = {"urgent"};
  expect(query, [](auto& r) { return r.urgency == "urgent"; }, "urgencies");
  query = {};
  query.matter = "0101";
  expect(query, [](auto& r) { return r.matter.starts_with("0101"); }, "matter");
  query = {};
  query.reporter_key = "person3";
  expect(query, [](auto& r) { return r.reporter_key == "person3"; }, "reporter");
  query = {};
  query.with_rehearsal = false;
  expect(query, [](auto& r) { return !r.rehearsal; }, "without rehearsal");
  query = {};
  query.ids = {3, 5, 8, 13, 99999};
  expect(query, [](auto& r) { return r.id == 3 || r.id == 5 || r.id == 8 || r.id == 13; }, "ids");
  query = {};
  query.number = city[41].number;
  expect(query, [](auto& r) { return r.id == 42; }, "number");
  query = {};
  query.opened_from_ms = 1'700'000'000'000 + 20 * 60'000;
  query.opened_to_ms = 1'700'000'000'000 + 40 * 60'000;
  expect(query, [&](auto& r) { return r.opened_ms >= query.opened_from_ms && r.opened_ms < query.opened_to_ms; }, "opened between");
}

TEST_P(ListContract, WordsAreFoundInTitleAndPlaceAsTheyStand) {
  Batch batch;
  const auto put = [&](std::uint64_t id, const std::string& title, const std::string& address) {
    auto one = a_new_case(id, id);
    one.cases[0].title = title;
    one.cases[0].place = address;
    city.push_back(one.cases[0]);
    add_to(batch, std::move(one));
  };
  put(301, "100%真的", "甲路");
  put(302, "100分", "乙路_3");
  put(303, R"(反斜 \ 杠)", "乙路x3");
  put(304, "KTV太吵", "100%街");
  store->commit(batch);
  const auto found = [&](const std::string& text, std::vector<std::uint64_t> ids) {
    CaseQuery query;
    query.text = text;
    expect(query, [&](auto& r) { return std::find(ids.begin(), ids.end(), r.id) != ids.end(); }, "text " + text);
  };
  found("100%", {301, 304});
  found("路_3", {302});
  found("\\", {303});
  found("ktv", {304});
  CaseQuery injected;
  injected.text = "' OR 1=1 --";
  EXPECT_TRUE(store->list_cases(injected).rows.empty());
}

TEST_P(ListContract, ANumberIsFoundWholeOrNotAtAll) {
  EXPECT_EQ(store->find_number(city[6].number), 7u);
  EXPECT_FALSE(store->find_number("YW20200101-000007"));
  EXPECT_FALSE(store->find_number("000007"));
  EXPECT_FALSE(store->find_number("YW20261121-99999999999999999999"));
  EXPECT_FALSE(store->find_number(""));
}

TEST_P(ListContract, ForeignCursorsQueuesAndSortsAreRefused) {
  CaseQuery query;
  query.limit = 5;
  const auto next = store->list_cases(query).next;
  ASSERT_FALSE(next.empty());
  for (const std::string& bad : {std::string("nonsense"), std::string("AAAA"), next.substr(1), next + next}) {
    query.after = bad;
    EXPECT_THROW(store->list_cases(query), std::invalid_argument) << bad;
  }
  query.after = next;
  query.sort = "due";
  EXPECT_THROW(store->list_cases(query), std::invalid_argument);
  query.after.clear();
  query.sort = "-title";
  EXPECT_THROW(store->list_cases(query), std::invalid_argument);
  EXPECT_THROW(store->list_cases(queue("nobody's")), std::invalid_argument);
}

TEST_P(ListContract, PagesStayWholeWhileCasesComeIn) {
  CaseQuery query;
  query.limit = 100;
  auto page = store->list_cases(query);
  store->commit(a_new_case(900, 900));
  std::vector<std::uint64_t> seen;
  while (true) {
    for (const auto& row : page.rows) seen.push_back(row.id);
    if (page.next.empty()) break;
    query.after = page.next;
    page = store->list_cases(query);
  }
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(seen.size(), kCases);
  EXPECT_EQ(std::unique(seen.begin(), seen.end()), seen.end());
}

TEST(AreaPrefix, DropsTrailingZeroGroupsOnly) {
  EXPECT_EQ(area_prefix("310000000000"), "31");
  EXPECT_EQ(area_prefix("310100000000"), "3101");
  EXPECT_EQ(area_prefix("310110000000"), "310110");
  EXPECT_EQ(area_prefix("310110010000"), "310110010");
  EXPECT_EQ(area_prefix("310110010100"), "310110010100");
  EXPECT_EQ(area_prefix("310110010100000"), "310110010100000");
  EXPECT_EQ(area_prefix("300000000000"), "30");
  EXPECT_EQ(area_prefix(""), "");
  EXPECT_EQ(area_prefix("F-12"), "F-12");
}

}  // namespace
}  // namespace yiwang
