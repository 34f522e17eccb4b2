#include <gtest/gtest.h>

#include <atomic>

#include "broken_store.h"
#include "service/verify.h"
#include "small_house.h"

namespace yiwang::testing {
namespace {

std::string ledger_hash(int threads, int reports) {
  const Folder folder("hash-" + std::to_string(threads));
  SmallHouse house(folder.path(), threads);
  std::atomic<int> fine{0};
  for (int i = 0; i < reports; ++i) {
    house.writer->receive(lamp_report(i), {Role::system, "test", {}}, nine() + minutes{i}, [&](const auto& outcome) { fine += outcome.has_value(); });
  }
  house.writer->drain();
  EXPECT_EQ(fine, reports);
  EXPECT_TRUE(verify(house.store, minutes{480}).clean());
  return house.writer->status().hash;
}

TEST(Writer, gives_the_same_ledger_whatever_the_number_of_threads) {
  const auto alone = ledger_hash(1, 600);
  EXPECT_EQ(ledger_hash(1, 600), alone);
  EXPECT_EQ(ledger_hash(2, 600), alone);
  EXPECT_EQ(ledger_hash(4, 600), alone);
  EXPECT_NE(ledger_hash(1, 599), alone);
}

TEST(Writer, gives_the_first_outcome_again_for_a_report_seen_twice) {
  const Folder folder("twice");
  SmallHouse house(folder.path(), 2);
  const auto first = house.tell(lamp_report(1));
  const auto again = house.tell(lamp_report(1));
  ASSERT_TRUE(first && again);
  EXPECT_EQ(first->outcome, "opened");
  EXPECT_EQ(again->outcome, "already");
  EXPECT_EQ(again->report, first->report);
  EXPECT_EQ(again->case_id, first->case_id);
  EXPECT_EQ(house.store.last_entry().seq, 1u);
}

TEST(Writer, refuses_the_same_number_with_other_words) {
  const Folder folder("clash");
  SmallHouse house(folder.path());
  ASSERT_TRUE(house.tell(lamp_report(1)));
  auto other = lamp_report(1);
  other.text = "完全另外一件事情，河边有人倒垃圾";
  const auto refused = house.tell(other);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, Reason::idempotency_mismatch);
}

TEST(Writer, refuses_what_is_no_report_and_says_which_field) {
  const Folder folder("bad");
  SmallHouse house(folder.path());
  RawReport empty;
  const auto no_words = house.tell(empty);
  ASSERT_FALSE(no_words);
  EXPECT_EQ(no_words.error().field, "text");
  auto elsewhere = lamp_report(2);
  elsewhere.point = LonLat{30.0, 110.0};
  const auto swapped = house.tell(elsewhere);
  ASSERT_FALSE(swapped);
  EXPECT_EQ(swapped.error().reason, Reason::bad_point);
  EXPECT_EQ(house.store.last_entry().seq, 0u);
}

TEST(Writer, starts_again_from_snapshot_and_tail_as_if_it_had_never_stopped) {
  const Folder stopped("restart"), through("through");
  std::string with_stops, without;
  for (int part = 0; part < 4; ++part) {
    SmallHouse house(stopped.path(), 2);
    for (int i = part * 50; i < part * 50 + 50; ++i) ASSERT_TRUE(house.tell(lamp_report(i), nine() + minutes{i}));
    with_stops = house.writer->status().hash;
  }
  SmallHouse house(through.path(), 2);
  for (int i = 0; i < 200; ++i) ASSERT_TRUE(house.tell(lamp_report(i), nine() + minutes{i}));
  without = house.writer->status().hash;
  EXPECT_EQ(with_stops, without);
}

TEST(Writer, tells_those_who_wait_when_the_store_breaks_and_goes_on_when_it_is_back) {
  const Folder folder("broken");
  const auto real = open_store(folder.path().string());
  BrokenStore store(*real);
  SmallHouse house(folder.path(), 2, &store);
  ASSERT_TRUE(house.tell(lamp_report(1)));
  store.break_commits(true);
  const auto lost = house.tell(lamp_report(2));
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().reason, Reason::unavailable);
  EXPECT_FALSE(house.tell(lamp_report(3)));
  EXPECT_TRUE(house.writer->status().broken);
  store.break_commits(false);
  ASSERT_TRUE(house.writer->recover());
  const auto again = house.tell(lamp_report(2));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->outcome, "opened");
  const auto checked = verify(*real, minutes{480});
  EXPECT_TRUE(checked.clean());
  EXPECT_EQ(checked.reports, 2u);
}

TEST(Writer, keeps_time_from_going_back_within_a_case) {
  const Folder folder("time");
  SmallHouse house(folder.path());
  auto first = lamp_report(1);
  first.unit = "chengguan";
  first.matter = "010101";
  const auto told = house.tell(first, nine());
  ASSERT_TRUE(told);
  auto second = lamp_report(2);
  second.join = told->case_id.value;
  const auto joined = house.tell(second, nine() - seconds{2});
  ASSERT_TRUE(joined);
  EXPECT_EQ(joined->outcome, "joined");
  const auto done = house.ask(somebody(Role::handler, "chengguan"), told->case_id, Accept{}, joined->version, nine() - seconds{1});
  ASSERT_TRUE(done);
  for (const auto& row : house.store.entries_after(0, 10)) EXPECT_EQ(row.at_ms, nine().time_since_epoch().count());
  EXPECT_TRUE(verify(house.store, minutes{480}).clean());
}

TEST(Writer, raises_near_and_missed_deadlines_once) {
  const Folder folder("timers");
  SmallHouse house(folder.path());
  const auto told = house.tell(lamp_report(3));
  ASSERT_TRUE(told);
  const auto later = nine() + hours{24 * 40};
  EXPECT_EQ(house.writer->pass_time(later), 1u);
  house.writer->drain();
  const auto seen = house.office.see(somebody(Role::supervisor), told->case_id);
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->c->running(ClockKind::resolve)->state, ClockState::overdue);
  EXPECT_EQ(house.writer->pass_time(later), 0u);
}

}  // namespace
}  // namespace yiwang::testing
