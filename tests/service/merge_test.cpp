#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <limits>

#include "service/verify.h"
#include "small_house.h"

namespace yiwang::testing {
namespace {

/// Two people told of one lamp in words so different that nobody joined them: two cases with a unit.
struct Merging : ::testing::Test {
  Folder folder{"merge"};
  SmallHouse house{folder.path()};
  ReceiveOutcome first = told(1), second = told(2);

  ReceiveOutcome told(int number) {
    auto raw = lamp_report(number);
    raw.unit = "chengguan";
    raw.matter = "010101";
    const auto outcome = house.tell(std::move(raw));
    EXPECT_TRUE(outcome);
    EXPECT_EQ(outcome->outcome, "opened");
    return *outcome;
  }
  std::shared_ptr<const Case> now(CaseId id) { return house.office.see(somebody(Role::supervisor), id)->c; }
  void does(const Identity& who, CaseId id, Command command, Instant at = nine()) {
    const auto done = house.ask(who, id, std::move(command), now(id)->version, at);
    ASSERT_TRUE(done) << code_of(done.error().reason);
  }
  std::vector<std::string> told_of(std::string_view what) {
    std::vector<std::string> out;
    for (const auto& notice : house.store.unsent_notices(std::numeric_limits<std::int64_t>::max(), 1000)) {
      if (notice.what == what && notice.to.starts_with("report:")) out.push_back(notice.to);
    }
    return out;
  }
};

TEST_F(Merging, a_merged_case_never_escalates_on_its_old_clock) {
  does(somebody(Role::dispatcher), second.case_id, Merge{first.case_id});
  const auto version = now(second.case_id)->version;
  house.writer->pass_time(nine() + hours{24 * 60});
  house.writer->drain();
  EXPECT_EQ(now(second.case_id)->version, version);
  EXPECT_EQ(now(second.case_id)->stage, Stage::merged);
  EXPECT_FALSE(now(second.case_id)->next_timer());
  EXPECT_EQ(now(first.case_id)->running(ClockKind::resolve)->state, ClockState::overdue);
  for (const auto& notice : house.store.unsent_notices(std::numeric_limits<std::int64_t>::max(), 1000)) {
    if (notice.what != code_of(EventKind::deadline_missed)) continue;
    EXPECT_EQ(notice.case_id, first.case_id.value);
  }
  EXPECT_TRUE(verify(house.store, minutes{480}).clean());
}

TEST_F(Merging, every_reporter_is_answered_when_the_case_that_goes_on_is) {
  does(somebody(Role::dispatcher), second.case_id, Merge{first.case_id});
  const auto handler = somebody(Role::handler, "chengguan");
  does(handler, first.case_id, Accept{});
  does(handler, first.case_id, Contact{true, "已联系"});
  does(handler, first.case_id, Resolve{"已更换路灯，现场恢复正常", {}, {}});
  const auto one = "report:" + std::to_string(first.report.value), other = "report:" + std::to_string(second.report.value);
  EXPECT_THAT(told_of("case_resolved"), ::testing::UnorderedElementsAre(one, other));
  does(somebody(Role::agent), first.case_id, CallBack{Satisfaction::satisfied, true, {}});
  EXPECT_EQ(now(first.case_id)->stage, Stage::closed);
  EXPECT_THAT(told_of("case_closed"), ::testing::UnorderedElementsAre(one, other));
  EXPECT_THAT(told_of("report_received"), ::testing::UnorderedElementsAre(one, other));
}

TEST_F(Merging, a_report_split_off_has_its_own_case_clock_and_trace) {
  does(somebody(Role::dispatcher), second.case_id, Merge{first.case_id});
  const auto later = nine() + hours{30};
  does(somebody(Role::dispatcher), first.case_id, Split{second.report, {}}, later);
  const CaseId own{std::max(first.case_id.value, second.case_id.value) + 1};
  const auto c = now(own);
  ASSERT_EQ(c->reports.size(), 1u);
  EXPECT_EQ(c->reports.front().id, second.report);
  EXPECT_EQ(c->opened_at, later);
  ASSERT_NE(c->running(ClockKind::resolve), nullptr);
  EXPECT_GT(c->running(ClockKind::resolve)->due, later);
  EXPECT_EQ(now(first.case_id)->reports.size(), 1u);
  // Who did what, when, in the ledgers of all three.
  const auto commands = [&](CaseId id) {
    std::vector<std::string> out;
    for (const auto& row : house.store.entries_of(id.value)) out.push_back(row.command);
    return out;
  };
  EXPECT_THAT(commands(first.case_id), ::testing::ElementsAre("receive", "absorb", "split"));
  EXPECT_THAT(commands(second.case_id), ::testing::ElementsAre("receive", "merge"));
  EXPECT_THAT(commands(own), ::testing::ElementsAre("split_off"));
  EXPECT_TRUE(verify(house.store, minutes{480}).clean());
}

TEST_F(Merging, a_third_report_finds_the_case_that_goes_on_also_after_a_restart) {
  does(somebody(Role::dispatcher), second.case_id, Merge{first.case_id});
  const auto related = [](SmallHouse& in) {
    auto raw = lamp_report(2);
    raw.external_id = "H-again";
    std::optional<Advice> got;
    std::promise<void> done;
    in.writer->advise(std::move(raw), nine() + hours{1}, [&](Advice advice) {
      got = std::move(advice);
      done.set_value();
    });
    done.get_future().wait();
    std::vector<CaseId> ids;
    for (const auto& relation : got->relations->relations) ids.push_back(relation.case_id);
    return ids;
  };
  const auto before = related(house);
  ASSERT_FALSE(before.empty());
  EXPECT_THAT(before, ::testing::Not(::testing::Contains(second.case_id)));
  EXPECT_THAT(before, ::testing::Contains(first.case_id));
  house.writer.reset();                    // saves its snapshot
  SmallHouse again(folder.path(), 1, &house.store);
  EXPECT_EQ(related(again), before);
}

}  // namespace
}  // namespace yiwang::testing
