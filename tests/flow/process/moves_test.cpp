#include "flow/process/stage.h"

namespace yiwang::process {
namespace {

constexpr std::string_view kLine = R"(
    allow return jump withdraw delegate transfer remind suspend
    start s
    user accept assign='"A"'
    user assign
    user handle
    boundary late on=handle timer=PT4H
    user review
    end e
    s -> accept
    accept -> assign
    assign -> handle
    handle -> review
    late -> review
    review -> e
)";

TEST(Moves, work_goes_back_to_an_earlier_step_with_a_reason_and_leaves_nothing_behind) {
  Stage stage(kLine);
  stage.start();
  stage.complete("accept");
  stage.complete("assign");
  EXPECT_EQ(possible_returns(*stage.plan, stage.state, stage.host), (std::vector<std::string>{"assign", "accept"}));
  EXPECT_EQ(stage.tell(ReturnTo{"accept", "", 0}), "reason_required");
  EXPECT_EQ(stage.tell(ReturnTo{"review", "why not", 0}), "cannot_move never_done");
  EXPECT_EQ(stage.tell(ReturnTo{"accept", "wrong matter", 0}), "");
  EXPECT_EQ(stage.open(), "accept:A");
  EXPECT_TRUE(stage.state.timers.empty());
  EXPECT_EQ(stage.happened({What::returned}), "returned accept");
}

TEST(Moves, only_what_the_process_allows) {
  Stage stage(R"(
    start s
    user a
    user b
    end e
    s -> a
    a -> b
    b -> e
  )");
  stage.start();
  stage.complete("a");
  for (const Command& command : std::vector<Command>{ReturnTo{"a", "x", 0}, Jump{stage.task("b"), "a", "x"}, AddSigner{stage.task("b"), "Z", "x"}, RemoveSigner{stage.task("b"), "Z", "x"},
                                                     Delegate{stage.task("b"), "Z", "x"}, Transfer{stage.task("b"), "Z", "x"}, Withdraw{0, "a", "x", ""}, Remind{stage.task("b"), "x"}, Suspend{"x"}}) {
    EXPECT_EQ(stage.tell(command), "not_permitted") << word_of(command);
  }
}

TEST(Moves, a_jump_leads_elsewhere_on_the_same_level_and_never_past_a_join_that_would_wait_for_ever) {
  Stage stage(R"(
    allow jump return
    start s
    parallel split
    user a1
    user a2
    user b
    parallel join
    user c
    end e
    s -> split
    split -> a1
    split -> b
    a1 -> a2
    a2 -> join
    b -> join
    join -> c
    c -> e
  )");
  stage.start();
  EXPECT_EQ(stage.tell(Jump{stage.task("a1"), "c", "hurry"}), "cannot_move blocks_join");
  EXPECT_EQ(stage.tell(Jump{stage.task("a1"), "b", "hurry"}), "cannot_move blocks_join");
  EXPECT_EQ(stage.tell(Jump{stage.task("a1"), "a2", "known already"}), "");
  EXPECT_EQ(stage.open(), "b a2");
  stage.complete("b");
  stage.complete("a2");
  EXPECT_EQ(stage.open(), "c");
  EXPECT_EQ(stage.tell(ReturnTo{"a2", "look again", 0}), "cannot_move blocks_join");
}

TEST(Moves, within_a_branch_work_goes_back_while_the_other_branch_waits_at_the_join) {
  Stage stage(R"(
    allow return
    start s
    parallel split
    user a1
    user a2
    user b
    parallel join
    user c
    end e
    s -> split
    split -> a1
    split -> b
    a1 -> a2
    a2 -> join
    b -> join
    join -> c
    c -> e
  )");
  stage.start();
  stage.complete("a1");
  stage.complete("b");
  EXPECT_EQ(stage.tell(ReturnTo{"a1", "again", stage.task("a2")}), "");
  EXPECT_EQ(stage.open(), "a1");
  stage.complete("a1");
  stage.complete("a2");
  EXPECT_EQ(stage.open(), "c");
}

TEST(Moves, going_back_before_a_split_takes_all_branches_away) {
  Stage stage(R"(
    allow return
    start s
    user first
    parallel split
    user a
    user b
    parallel join
    end e
    s -> first
    first -> split
    split -> a
    split -> b
    a -> join
    b -> join
    join -> e
  )");
  stage.start();
  stage.complete("first");
  stage.complete("b");
  EXPECT_EQ(stage.tell(ReturnTo{"first", "all wrong", stage.task("a")}), "");
  EXPECT_EQ(stage.open(), "first");
  EXPECT_EQ(stage.state.tokens.size(), 1u);
}

TEST(Moves, one_takes_back_what_nobody_has_gone_on_with) {
  Stage stage(kLine);
  stage.start();
  stage.complete("accept", {}, {}, "A");
  EXPECT_EQ(stage.tell(Withdraw{0, "accept", "", "B"}), "not_permitted");
  EXPECT_EQ(stage.tell(Withdraw{0, "accept", "", "A"}), "");
  EXPECT_EQ(stage.open(), "accept:A");
  stage.complete("accept", {}, {}, "A");
  stage.complete("assign", {}, {}, "B");
  EXPECT_EQ(stage.tell(Withdraw{0, "accept", "", "A"}), "cannot_move gone_on");
  EXPECT_EQ(stage.tell(Withdraw{0, "assign", "", "B"}), "");
  EXPECT_EQ(stage.open(), "assign");
}

TEST(Moves, delegated_work_comes_back_and_transferred_work_does_not) {
  Stage stage(kLine);
  stage.start();
  EXPECT_EQ(stage.tell(Delegate{stage.task("accept"), "B", ""}), "");
  EXPECT_EQ(stage.open(), "accept:B");
  EXPECT_EQ(stage.complete("accept", {{"found", number(3)}}), "");
  EXPECT_EQ(stage.open(), "accept:A");
  EXPECT_EQ(stage.variable("found"), number(3));
  EXPECT_EQ(stage.tell(Transfer{stage.task("accept"), "C", ""}), "");
  EXPECT_EQ(stage.complete("accept"), "");
  EXPECT_EQ(stage.open(), "assign");
  EXPECT_EQ(stage.state.past.back().by, "C");
  EXPECT_EQ(stage.tell(Remind{stage.task("assign"), ""}), "");
  EXPECT_EQ(stage.state.tasks[0].reminded, 1);
}

TEST(Moves, while_suspended_nothing_moves_and_afterwards_timers_have_as_much_left_as_before) {
  Stage stage(kLine);
  stage.start();
  stage.complete("accept");
  stage.complete("assign");
  const auto due = *next_timer(stage.state);
  stage.now += hours{1};
  EXPECT_EQ(stage.tell(Resume{}), "not_suspended");
  EXPECT_EQ(stage.tell(Suspend{"waiting for the owner"}), "");
  EXPECT_FALSE(next_timer(stage.state).has_value());
  EXPECT_EQ(stage.complete("handle"), "already_suspended");
  EXPECT_EQ(stage.tell(Suspend{"again"}), "already_suspended");
  stage.now += hours{100};
  EXPECT_EQ(stage.tell(Resume{}), "");
  EXPECT_EQ(*next_timer(stage.state), due + hours{100});
}

TEST(Moves, suspension_holds_for_called_processes_too) {
  Stage stage(R"(
    allow suspend
    start s
    call go called=part
    end e
    s -> go
    go -> e
  )");
  stage.host.plans["part"] = plan_of(R"(
    start s
    user inner due=PT8H
    boundary late on=inner timer=PT2H
    end e
    s -> inner
    inner -> e
    late -> e
  )", "part");
  stage.start();
  const auto due = *next_timer(stage.state);
  const auto promised = *stage.state.tasks[0].due;
  stage.tell(Suspend{"x"});
  stage.now += hours{10};
  stage.tell(Resume{});
  EXPECT_EQ(*next_timer(stage.state), due + hours{10});
  EXPECT_EQ(*stage.state.tasks[0].due, promised + hours{10});
}

}  // namespace
}  // namespace yiwang::process
