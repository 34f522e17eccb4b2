#include "flow/process/migrate.h"

#include "flow/process/stage.h"

namespace yiwang::process {
namespace {

constexpr std::string_view kOld = R"(
    allow return suspend
    start s
    user accept
    user handle
    user review
    end e
    s -> accept
    accept -> handle
    handle -> review
    review -> e
)";
constexpr std::string_view kNew = R"(
    allow return suspend
    start s
    user accept
    user handle
    boundary late on=handle timer=PT4H interrupting=false
    user chief
    user check
    end e
    end e2
    s -> accept
    accept -> handle
    handle -> check
    late -> chief
    chief -> e2
    check -> e
)";

TEST(Migration, work_goes_on_in_the_new_version_where_it_stood) {
  Stage stage(kOld);
  stage.start();
  stage.complete("accept");
  const auto fresh = plan_of(kNew);
  ASSERT_TRUE(misfits(*stage.plan, *fresh, stage.state, {}).empty());
  auto moved = migrate(*stage.plan, *fresh, stage.state, {{}, {{"grade", number(2)}}}, stage.now, stage.host);
  ASSERT_TRUE(moved.has_value());
  EXPECT_EQ(fault_of(moved->after), "");
  EXPECT_EQ(moved->after.tasks[0].id, stage.state.tasks[0].id);
  EXPECT_EQ(next_timer(moved->after), stage.now + hours{4});   // a timer the new version adds
  stage.plan = fresh;
  stage.state = moved->after;
  EXPECT_EQ(stage.variable("grade"), number(2));
  EXPECT_EQ(stage.complete("handle"), "");
  EXPECT_EQ(stage.open(), "check");
}

TEST(Migration, a_dry_run_says_what_does_not_fit_and_a_plan_mends_it) {
  Stage stage(kOld);
  stage.start();
  stage.complete("accept");
  stage.complete("handle");
  const auto fresh = plan_of(kNew);
  const auto wrong = misfits(*stage.plan, *fresh, stage.state, {});
  ASSERT_EQ(wrong.size(), 1u);
  EXPECT_EQ(wrong[0].element, "review");
  EXPECT_EQ(wrong[0].why, "no_such_element");
  EXPECT_FALSE(migrate(*stage.plan, *fresh, stage.state, {}, stage.now, stage.host).has_value());
  const MigrationPlan plan{{{"review", "check"}}, {}};
  const auto moved = migrate(*stage.plan, *fresh, stage.state, plan, stage.now, stage.host);
  ASSERT_TRUE(moved.has_value());
  EXPECT_EQ(open_tasks(*fresh, moved->after, stage.host)[0].element, "check");
}

TEST(Migration, a_state_of_another_version_is_not_stepped) {
  Stage stage(kOld);
  stage.start();
  stage.plan = plan_of(kNew);
  EXPECT_EQ(stage.complete("accept").substr(0, 12), "does_not_fit");
}

TEST(Migration, a_batch_gives_one_result_each) {
  Stage stage(kOld);
  const auto fresh = plan_of(kNew);
  std::vector<State> states;
  for (int i = 0; i < 300; ++i) {
    auto state = process::start(*stage.plan, {}, stage.now, stage.host)->after;
    for (int steps = 0; steps < i % 4; ++steps) {
      if (state.running()) state = step(*stage.plan, state, CompleteTask{state.tasks[0].id, {}, {}, {}}, stage.now, stage.host)->after;
    }
    states.push_back(std::move(state));
  }
  const auto tried = migrate_all(*stage.plan, *fresh, states, {}, stage.now, stage.host, true);
  const auto done = migrate_all(*stage.plan, *fresh, states, {}, stage.now, stage.host, false);
  ASSERT_EQ(done.size(), states.size());
  for (std::size_t i = 0; i < states.size(); ++i) {
    EXPECT_EQ(tried[i].fits, i % 4 < 2) << i;
    EXPECT_EQ(done[i].fits, tried[i].fits);
    if (done[i].fits) EXPECT_EQ(done[i].after.version, fresh->version());
    else EXPECT_EQ(done[i].misfits[0].why, i % 4 == 2 ? "no_such_element" : "ended");
  }
}

}  // namespace
}  // namespace yiwang::process
