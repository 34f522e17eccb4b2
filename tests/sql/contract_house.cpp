#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "sql/places.h"

namespace yiwang {
namespace {

using HouseContract = StoreContract;
YIWANG_ON_EVERY_STORE(HouseContract);

TEST_P(HouseContract, NoticesAreHandedOutUntilTheyAreMarkedSent) {
  store->commit(new_cases(20));
  const auto until = a_case(10).opened_ms;
  auto notices = store->unsent_notices(until, 100);
  ASSERT_EQ(notices.size(), 10u);
  for (std::size_t i = 1; i < notices.size(); ++i) EXPECT_LE(notices[i - 1].due_ms, notices[i].due_ms);
  EXPECT_EQ(store->unsent_notices(until, 3).size(), 3u);
  store->mark_sent({notices[0].id, notices[1].id}, 5);
  store->mark_sent({notices[0].id}, 6);
  store->mark_sent({}, 6);
  EXPECT_EQ(store->unsent_notices(until, 100).size(), 8u);
  reopen();
  EXPECT_EQ(store->unsent_notices(INT64_MAX, 100).size(), 18u);
}

TEST_P(HouseContract, WhatWasSentAQuarterAgoIsForgottenAndNothingElse) {
  store->commit(new_cases(6));
  auto notices = store->unsent_notices(INT64_MAX, 100);
  ASSERT_EQ(notices.size(), 6u);
  const std::int64_t day = 86'400'000;
  store->mark_sent({notices[0].id, notices[1].id}, 1000 * day);
  store->mark_sent({notices[2].id}, 1050 * day);
  EXPECT_EQ(place->ask("SELECT count(*) FROM outbox"), "6");
  store->mark_sent({notices[3].id}, 1091 * day);
  EXPECT_EQ(place->ask("SELECT count(*) FROM outbox"), "4");
  EXPECT_EQ(store->unsent_notices(INT64_MAX, 100).size(), 2u);
}

TEST_P(HouseContract, ASnapshotIsReplacedWholeAndEachNameHasItsOwn) {
  EXPECT_FALSE(store->load_snapshot("relate"));
  std::string large(9u << 20, 'x');
  for (std::size_t i = 0; i < large.size(); i += 997) large[i] = static_cast<char>(i);
  store->save_snapshot("relate", {7, large});
  store->save_snapshot("other", {1, ""});
  EXPECT_EQ(store->load_snapshot("relate")->bytes, large);
  store->save_snapshot("relate", {9, "small"});
  reopen();
  EXPECT_EQ(store->load_snapshot("relate")->seq, 9u);
  EXPECT_EQ(store->load_snapshot("relate")->bytes, "small");
  EXPECT_EQ(store->load_snapshot("other")->bytes, "");
  EXPECT_EQ(place->ask("SELECT count(*) FROM snapshot"), "3") << "old parts are gone";
}

TEST_P(HouseContract, HalfASnapshotDoesNotCount) {
  store->save_snapshot("relate", {7, "whole"});
  place->meddle("INSERT INTO snapshot (name, generation, part, bytes) VALUES ('relate', 2, 1, " + std::string(GetParam() == "sqlite" ? "X'00'" : "'torn'") + ")");
  EXPECT_EQ(store->load_snapshot("relate")->bytes, "whole");
  store->save_snapshot("relate", {8, "next"});
  EXPECT_EQ(store->load_snapshot("relate")->bytes, "next");
}

TEST_P(HouseContract, AccountsAreKeptAndChanged) {
  Account a{"li.na", "$argon2id$...", "李娜", "U-310", {"agent", "dispatcher"}, {"310101000000"}, false, 0, 0};
  store->save_account(a);
  a.failures = 3;
  a.locked_until_ms = 99;
  a.disabled = true;
  a.areas.clear();
  store->save_account(a);
  store->save_account({"admin", "h", "管理员 \"x\"", "", {"admin"}, {}, false, 0, 0});
  const auto found = store->find_account("li.na");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->failures, 3);
  EXPECT_EQ(found->locked_until_ms, 99);
  EXPECT_TRUE(found->disabled);
  EXPECT_EQ(found->roles, (std::vector<std::string>{"agent", "dispatcher"}));
  EXPECT_TRUE(found->areas.empty());
  ASSERT_EQ(store->accounts().size(), 2u);
  EXPECT_EQ(store->accounts()[0].login, "admin");
  EXPECT_FALSE(store->find_account("nobody"));
}

TEST_P(HouseContract, SessionsEndAndOldOnesGo) {
  store->save_session({"old", "li.na", "c", 0, 100});
  store->save_session({"live", "li.na", "csrf", 50, 5000});
  ASSERT_TRUE(store->find_session("live"));
  EXPECT_EQ(store->find_session("live")->csrf, "csrf");
  store->save_session({"later", "li.na", "c", 200, 6000});
  EXPECT_FALSE(store->find_session("old"));
  store->end_session("live");
  EXPECT_FALSE(store->find_session("live"));
  EXPECT_TRUE(store->find_session("later"));
}

TEST_P(HouseContract, TheAuditTrailIsAChain) {
  for (int i = 1; i <= 25; ++i) {
    if (i == 13) reopen();
    store->append_audit({77, i, "li.na", "reveal", "case " + std::to_string(i), "回访", "r-" + std::to_string(i), "10.0.0.1", "ignored"});
  }
  auto rows = store->audit_before(UINT64_MAX, 100);
  ASSERT_EQ(rows.size(), 25u);
  std::string previous;
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    EXPECT_EQ(row->seq, static_cast<std::uint64_t>(row - rows.rbegin() + 1));
    EXPECT_EQ(row->hash, audit_hash(previous, *row));
    previous = row->hash;
  }
  const auto page = store->audit_before(11, 4);
  ASSERT_EQ(page.size(), 4u);
  EXPECT_EQ(page[0].seq, 10u);
  auto altered = page[0];
  altered.reason = "因为";
  EXPECT_NE(audit_hash(page[1].hash, altered), page[0].hash);
}

TEST_P(HouseContract, TheLastCityVersionIsThePresentOne) {
  EXPECT_FALSE(store->current_city());
  store->set_current_city({"v1", "city/v1", 10});
  store->set_current_city({"v2", "city/v2", 20});
  store->set_current_city({"v1", "city/v1", 30});
  reopen();
  EXPECT_EQ(store->current_city()->version, "v1");
  EXPECT_EQ(store->current_city()->loaded_ms, 30);
}

TEST_P(HouseContract, FactsAreKept) {
  EXPECT_FALSE(store->setting("key"));
  store->set_setting("key", "一");
  store->set_setting("key", "二");
  reopen();
  EXPECT_EQ(store->setting("key"), "二");
}

TEST_P(HouseContract, ReadersOnManyThreadsSeeWholeBatchesOnly) {
  std::atomic<bool> stop = false;
  std::atomic<int> torn = 0, looks = 0;
  std::vector<std::thread> readers;
  for (int t = 0; t < 3; ++t) {
    readers.emplace_back([&] {
      while (!stop) {
        const auto last = store->last_entry().seq;
        // Batches are of 10: a reader that sees half of one would find an odd end, or an entry without its case.
        if (last % 10 != 0 || (last && !store->find_case(last))) ++torn;
        ++looks;
      }
    });
  }
  for (std::uint64_t from = 0; from < 300; from += 10) {
    Batch batch;
    for (std::uint64_t i = 1; i <= 10; ++i) add_to(batch, a_new_case(from + i, from + i));
    store->commit(batch);
  }
  stop = true;
  for (auto& reader : readers) reader.join();
  EXPECT_EQ(torn, 0);
  EXPECT_GT(looks, 0);
}

}  // namespace
}  // namespace yiwang
