#include <gmock/gmock.h>

#include <algorithm>

#include "sql/places.h"

namespace yiwang {
namespace {

using CommitContract = StoreContract;
YIWANG_ON_EVERY_STORE(CommitContract);

TEST_P(CommitContract, AnEmptyStoreSaysSo) {
  EXPECT_EQ(store->last_entry(), LedgerRow{});
  EXPECT_EQ(store->last_case_id(), 0u);
  EXPECT_EQ(store->last_report_id(), 0u);
  EXPECT_FALSE(store->find_case(1));
  EXPECT_FALSE(store->find_intake("web/1"));
  EXPECT_TRUE(store->entries_after(0, 10).empty());
  EXPECT_TRUE(store->unsent_notices(INT64_MAX, 10).empty());
  EXPECT_TRUE(store->list_cases({}).rows.empty());
}

TEST_P(CommitContract, EveryFieldComesBackAsItWasGiven) {
  auto batch = a_new_case(1, 1);
  auto& row = batch.cases[0];
  row.queue = "matter_unsure";
  row.rehearsal = row.suspended = row.extension = row.dispute = row.supervised = true;
  row.merged_into = 7;
  row.title = "引号 ' \" \\ % _ 表情 😀 𠮷 換行\n";
  store->commit(batch);
  EXPECT_EQ(store->find_case(1), row);
  EXPECT_EQ(store->entries_of(1), batch.ledger);
  EXPECT_EQ(store->last_entry(), batch.ledger[0]);
  EXPECT_EQ(store->tasks_of(1), batch.tasks);
  EXPECT_EQ(store->find_intake("web/1"), batch.intake[0]);
  EXPECT_EQ(store->last_report_id(), 1001u);
  const auto cubes = store->cubes(19'700, 19'700);
  ASSERT_EQ(cubes.size(), 1u);
  EXPECT_EQ(cubes[0], (std::pair<CubeKey, CubeCounts>(*batch.cubes.begin())));
  auto notices = store->unsent_notices(INT64_MAX, 10);
  ASSERT_EQ(notices.size(), 1u);
  EXPECT_GT(notices[0].id, 0u);
  notices[0].id = 0;
  EXPECT_EQ(notices[0], batch.notices[0]);
}

TEST_P(CommitContract, WhatIsCommittedIsThereAfterReopening) {
  store->commit(new_cases(30));
  const auto before = store->case_rows_after(0, 100);
  reopen();
  EXPECT_EQ(store->case_rows_after(0, 100), before);
  EXPECT_EQ(store->entries_after(0, 100).size(), 30u);
  EXPECT_EQ(store->last_report_id(), 1030u);
  store->commit(a_new_case(31, 31));
  EXPECT_EQ(store->last_case_id(), 31u);
}

TEST_P(CommitContract, AFailingRowLeavesNothingOfItsBatchAndTheStoreGoesOn) {
  store->commit(new_cases(3));
  auto bad = a_new_case(4, 4);
  add_to(bad, a_new_case(5, 5));
  bad.intake.back().key = "web/1";                     // taken: the last table but the cubes
  EXPECT_THROW(store->commit(bad), std::runtime_error);
  EXPECT_EQ(store->last_entry().seq, 3u);
  EXPECT_FALSE(store->find_case(4));
  EXPECT_TRUE(store->tasks_of(4).empty());
  EXPECT_FALSE(store->find_intake("web/4"));
  EXPECT_EQ(store->unsent_notices(INT64_MAX, 10).size(), 3u);
  EXPECT_EQ(store->last_report_id(), 1003u);
  bad.intake.back().key = "web/5";
  store->commit(bad);
  EXPECT_EQ(store->last_entry().seq, 5u);
}

TEST_P(CommitContract, AFailureNamesTheStatement) {
  store->commit(new_cases(1));
  try {
    store->commit(a_new_case(1, 2));
    FAIL() << "a ledger number was written twice";
  } catch (const std::runtime_error& e) {
    EXPECT_THAT(std::string(e.what()), testing::HasSubstr("add ledger entry"));
  }
}

TEST_P(CommitContract, OneVersionOfACaseIsWrittenOnlyOnce) {
  store->commit(new_cases(1));
  auto again = a_new_case(2, 1);
  again.cases.clear(), again.tasks.clear(), again.intake.clear();
  EXPECT_THROW(store->commit(again), std::runtime_error);
}

TEST_P(CommitContract, AKnownCaseIsChangedAndAnUnknownOneIsAnError) {
  store->commit(new_cases(2));
  Batch change;
  change.ledger.push_back(an_entry(3, 2, 2));
  change.cases.push_back(a_case(2));
  change.cases[0].version = 2;
  change.cases[0].stage = "closed";
  change.cases[0].closed_ms = 1;
  change.tasks.push_back({2, 0, "U-2", "lead", 1, 2, 3});
  change.tasks.push_back({2, 1, "U-5", "assist", 4, 0, 0});
  store->commit(change);
  EXPECT_EQ(store->find_case(2), change.cases[0]);
  EXPECT_EQ(store->tasks_of(2), change.tasks);
  EXPECT_EQ(store->entries_of(2).size(), 2u);

  Batch unknown;
  unknown.ledger.push_back(an_entry(4, 9, 2));
  unknown.cases.push_back(a_case(9));
  EXPECT_THROW(store->commit(unknown), std::runtime_error);
  EXPECT_EQ(store->last_entry().seq, 3u);
}

TEST_P(CommitContract, ACaseOpenedAndChangedInOneBatchIsNew) {
  auto batch = a_new_case(1, 1);
  batch.ledger.push_back(an_entry(2, 1, 2));
  batch.cases[0].version = 2;
  batch.cases[0].stage = "accepted";
  batch.tasks.push_back({1, 0, "U-1", "lead", 5, 6, 0});
  store->commit(batch);
  EXPECT_EQ(store->find_case(1)->version, 2u);
  ASSERT_EQ(store->tasks_of(1).size(), 1u);
  EXPECT_EQ(store->tasks_of(1)[0].accepted_ms, 6);
}

TEST_P(CommitContract, TheLastReportIsRememberedAlsoWithoutAKey) {
  auto anonymous = a_new_case(1, 1);
  anonymous.intake.clear();
  anonymous.last_report = 50;
  store->commit(anonymous);
  EXPECT_EQ(store->last_report_id(), 50u);
  auto change = a_new_case(2, 2);
  change.intake.clear();
  store->commit(change);
  reopen();
  EXPECT_EQ(store->last_report_id(), 50u);
}

TEST_P(CommitContract, CubesAddUp) {
  store->commit(a_new_case(1, 1));
  auto second = a_new_case(2, 2);
  second.cubes.clear();
  auto key = a_new_case(1, 1).cubes.begin()->first;
  second.cubes[key].reports = 5;
  second.cubes[key].handling_ms = 1'000'000'000'000;
  key.day = 19'800;
  second.cubes[key].closed = 1;
  store->commit(second);
  const auto near = store->cubes(19'000, 19'700);
  ASSERT_EQ(near.size(), 1u);
  EXPECT_EQ(near[0].second.reports, 6);
  EXPECT_EQ(near[0].second.repeats, 2);
  EXPECT_EQ(near[0].second.handling_ms, 1'000'000'000'000);
  EXPECT_EQ(store->cubes(19'701, 20'000).size(), 1u);
}

TEST_P(CommitContract, TheLedgerIsReadInOrderAndInPages) {
  store->commit(new_cases(500));
  std::uint64_t after = 0;
  std::vector<std::uint64_t> seen;
  while (true) {
    const auto page = store->entries_after(after, 64);
    if (page.empty()) break;
    EXPECT_LE(page.size(), 64u);
    for (const auto& row : page) seen.push_back(row.seq);
    after = page.back().seq;
  }
  ASSERT_EQ(seen.size(), 500u);
  for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_EQ(seen[i], i + 1);
}

TEST_P(CommitContract, DueTimersComeEarliestFirst) {
  store->commit(new_cases(40));
  std::vector<std::pair<std::int64_t, std::uint64_t>> expected;
  for (std::uint64_t id = 1; id <= 40; ++id) {
    if (a_case(id).timer_ms) expected.emplace_back(a_case(id).timer_ms, id);
  }
  std::sort(expected.begin(), expected.end());
  const auto until = expected[20].first;
  const auto due = store->due_timers(until, 1000);
  ASSERT_GE(due.size(), 21u);
  for (std::size_t i = 0; i < due.size(); ++i) EXPECT_EQ(due[i], expected[i].second);
  EXPECT_TRUE(store->due_timers(expected[0].first - 1, 10).empty());
  EXPECT_EQ(store->due_timers(until, 5).size(), 5u);
}

TEST_P(CommitContract, ProjectionsAreReplacedAndLedgerAndOutboxStay) {
  store->commit(new_cases(10));
  auto pages = std::vector<Batch>{a_new_case(0, 1), a_new_case(0, 2)};
  pages[1].cases.push_back(a_case(1));
  pages[1].cases.back().title = "later word wins";
  std::size_t next = 0;
  store->replace_projections([&]() -> std::optional<Batch> { return next < pages.size() ? std::optional(pages[next++]) : std::nullopt; });
  EXPECT_EQ(store->case_rows_after(0, 100).size(), 2u);
  EXPECT_EQ(store->find_case(1)->title, "later word wins");
  EXPECT_EQ(store->tasks_of(2).size(), 1u);
  EXPECT_TRUE(store->tasks_of(3).empty());
  EXPECT_EQ(store->entries_after(0, 100).size(), 10u);
  EXPECT_EQ(store->unsent_notices(INT64_MAX, 100).size(), 10u);
  EXPECT_TRUE(store->find_intake("web/9")) << "an intake key must never be lost";
}

TEST_P(CommitContract, AFailedReplacementChangesNothing) {
  store->commit(new_cases(10));
  int calls = 0;
  EXPECT_THROW(store->replace_projections([&]() -> std::optional<Batch> {
    if (++calls == 2) throw std::runtime_error("the ledger is damaged");
    return a_new_case(0, 1);
  }),
               std::runtime_error);
  EXPECT_EQ(store->case_rows_after(0, 100).size(), 10u);
}

}  // namespace
}  // namespace yiwang
