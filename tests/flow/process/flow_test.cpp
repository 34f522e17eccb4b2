#include "flow/process/stage.h"

namespace yiwang::process {
namespace {

TEST(Flow, the_trace_tells_which_condition_decided_and_with_which_values) {
  Stage stage(R"(
    start s
    user accept
    exclusive gw default=slow
    user fast
    user normal
    end e
    s -> accept
    accept -> gw
    quick: gw -> fast if urgent = 1
    slow: gw -> normal
    fast -> e
    normal -> e
  )");
  stage.start({{"urgent", number(1)}});
  EXPECT_EQ(stage.open(), "accept");
  stage.trace.clear();
  EXPECT_EQ(stage.complete("accept", {}, "ok", "Li"), "");
  std::string told;
  for (const auto& one : stage.trace) told += to_text(one) + "\n";
  EXPECT_EQ(told, R"(task_closed accept task=3 outcome=ok by=Li
left accept
taken flow2
entered gw
taken quick why=condition condition="urgent = 1" =urgent=1
entered fast
task_opened fast task=4
)");
  EXPECT_EQ(stage.complete("fast"), "");
  EXPECT_EQ(stage.state.how, "completed");
  EXPECT_EQ(stage.variable("outcome"), text("ok"));
}

TEST(Flow, no_condition_that_holds_stops_with_an_incident_that_can_be_retried_with_better_data) {
  Stage stage(R"(
    allow retry skip
    start s
    exclusive gw
    user a
    end e
    s -> gw
    x: gw -> a if kind = "a"
    y: gw -> e if kind = "b"
    a -> e
  )");
  stage.start({{"kind", text("c")}});
  ASSERT_EQ(stage.state.incidents.size(), 1u);
  EXPECT_EQ(stage.state.incidents[0].cause, "no_way_out");
  EXPECT_EQ(stage.tell(Skip{stage.state.incidents[0].id, {}, ""}), "reason_required");
  EXPECT_EQ(stage.tell(Retry{stage.state.incidents[0].id, {{"kind", text("a")}}}), "");
  EXPECT_EQ(stage.open(), "a");
}

TEST(Flow, a_circle_without_a_wait_is_stopped_and_says_so) {
  Stage stage(R"(
    start s
    script again script='{n: n + 1}'
    exclusive gw default=back
    end e
    s -> again
    again -> gw
    back: gw -> again
    gw -> e if n < 0
  )");
  stage.start({{"n", number(0)}});
  ASSERT_EQ(stage.state.incidents.size(), 1u);
  EXPECT_EQ(stage.state.incidents[0].cause, "endless_loop");
}

TEST(Flow, a_parallel_join_waits_for_one_token_of_each_branch) {
  Stage stage(R"(
    start s
    parallel split
    user a
    user b
    parallel join
    user c
    end e
    s -> split
    split -> a
    split -> b
    a -> join
    b -> join
    join -> c
    c -> e
  )");
  stage.start();
  EXPECT_EQ(stage.open(), "a b");
  stage.complete("b");
  EXPECT_EQ(stage.open(), "a");
  stage.complete("a");
  EXPECT_EQ(stage.open(), "c");
}

TEST(Flow, an_inclusive_join_waits_only_for_branches_that_can_still_come) {
  Stage stage(R"(
    start s
    inclusive split default=none
    user a
    user b
    exclusive check default=on
    inclusive join
    user c
    end e
    end gone
    s -> split
    split -> a if x = 1
    split -> b if y = 1
    none: split -> join
    a -> join
    b -> check
    on: check -> join
    check -> gone if drop = true
    join -> c
    c -> e
  )");
  stage.start({{"x", number(1)}, {"y", number(1)}});
  stage.complete("a");
  EXPECT_EQ(stage.open(), "b");
  // b's branch leaves the block: nothing more can come, the join goes on with what it has.
  stage.complete("b", {{"drop", feel::Value::make_bool(true)}});
  EXPECT_EQ(stage.open(), "c");
  Stage none(stage.plan->process() == "p" ? R"(
    start s
    inclusive split default=none
    user a
    inclusive join
    user c
    end e
    s -> split
    split -> a if x = 1
    none: split -> join
    a -> join
    join -> c
    c -> e
  )" : "");
  none.start({{"x", number(0)}});
  EXPECT_EQ(none.open(), "c");
}

TEST(Flow, a_complex_gateway_fires_once_a_round) {
  Stage stage(R"(
    start s
    parallel split
    user a
    user b
    user c
    complex first activation='activationCount >= 2'
    user d
    end e
    s -> split
    split -> a
    split -> b
    split -> c
    a -> first
    b -> first
    c -> first
    first -> d
    d -> e
  )");
  stage.start();
  stage.complete("a");
  EXPECT_EQ(stage.open(), "b c");
  stage.complete("c");
  EXPECT_EQ(stage.open(), "b d");
  stage.complete("b");
  EXPECT_EQ(stage.open(), "d");
  stage.complete("d");
  EXPECT_EQ(stage.state.how, "completed");
}

TEST(Flow, links_join_two_places_of_one_level) {
  Stage stage(R"(
    start s
    throw out link=L
    catch in link=L
    user a
    end e
    s -> out
    in -> a
    a -> e
  )");
  stage.start();
  EXPECT_EQ(stage.open(), "a");
}

TEST(Flow, what_is_not_executed_is_refused_by_element_with_advice) {
  const auto document = bpmn::read(draw(R"(
    start s
    script old script='print("x")'
    end e
    s -> old
    old -> e
  )"));
  ASSERT_TRUE(document.has_value());
  auto definitions = document->definitions();
  definitions.processes[0].body.nodes[1].script_format = "text/javascript";
  const auto compiled = compile(definitions);
  EXPECT_EQ(compiled.plan, nullptr);
  ASSERT_FALSE(compiled.faults.empty());
  EXPECT_EQ(compiled.faults[0].element, "old");
  EXPECT_EQ(compiled.faults[0].rule, "RUN.script");
  EXPECT_NE(compiled.faults[0].advice.find("FEEL"), std::string::npos);
}

TEST(Flow, a_waiting_process_of_ten_nodes_takes_less_than_a_kilobyte) {
  Stage stage(R"(
    allow return jump suspend
    start s
    parallel split
    user accept assign='"unit-01"' due=P1D
    boundary late on=accept timer=PT24H interrupting=false
    user check
    parallel join
    exclusive gw default=d
    user handle
    user review
    end e
    s -> split
    split -> accept
    split -> check
    accept -> join
    check -> join
    late -> review
    join -> gw
    d: gw -> handle
    gw -> review if urgent = 1
    handle -> e
    review -> e
  )");
  stage.start({{"urgent", number(0)}, {"matter", text("噪声扰民")}, {"area", text("湖滨街道")}, {"reported", text("2026-01-05T09:00:00+08:00")}});
  EXPECT_LT(to_text(stage.state).size(), 1024u);
  EXPECT_EQ(stage.state.timers.size(), 1u);
}

}  // namespace
}  // namespace yiwang::process
