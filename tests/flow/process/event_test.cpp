#include "flow/process/stage.h"

namespace yiwang::process {
namespace {

using std::chrono::hours;

TEST(Events, an_interrupting_timer_takes_the_task_away_and_one_that_does_not_runs_beside_it) {
  Stage stage(R"(
    start s
    user a
    boundary remind on=a timer=PT1H interrupting=false
    boundary late on=a timer=PT3H
    user warn
    user escalated
    end e
    end e2
    end e3
    s -> a
    a -> e
    remind -> warn
    warn -> e2
    late -> escalated
    escalated -> e3
  )");
  stage.start();
  stage.pass(hours{2});
  EXPECT_EQ(stage.open(), "a warn");
  stage.pass(hours{2});
  EXPECT_EQ(stage.open(), "warn escalated");
  EXPECT_TRUE(stage.state.timers.empty());
}

TEST(Events, completing_the_task_takes_its_timers_away) {
  Stage stage(R"(
    start s
    user a
    boundary late on=a timer=PT3H
    user b
    end e
    s -> a
    a -> b
    late -> e
    b -> e
  )");
  stage.start();
  ASSERT_TRUE(next_timer(stage.state).has_value());
  stage.complete("a");
  EXPECT_FALSE(next_timer(stage.state).has_value());
}

TEST(Events, a_cycle_fires_as_often_as_it_says_counted_from_when_it_was_due) {
  Stage stage(R"(
    start s
    user a
    boundary again on=a cycle=R3/PT10M interrupting=false
    script count script='{n: n + 1}'
    end e
    end e2
    s -> a
    a -> e
    again -> count
    count -> e2
  )");
  stage.start({{"n", number(0)}});
  const auto begun = stage.now;
  stage.now = begun + minutes{25};   // the clock comes late: two are due at once
  EXPECT_EQ(stage.tell(FireTimers{}), "");
  EXPECT_EQ(stage.variable("n"), number(2));
  EXPECT_EQ(next_timer(stage.state), begun + minutes{30});
  stage.pass(hours{5});
  EXPECT_EQ(stage.variable("n"), number(3));
  EXPECT_TRUE(stage.state.timers.empty());
}

TEST(Events, a_date_and_a_computed_duration_say_when) {
  Stage stage(R"(
    start s
    catch wait date=2026-01-06T08:00:00+08:00
    catch more timer='duration("PT" + string(n) + "H")'
    end e
    s -> wait
    wait -> more
    more -> e
  )");
  stage.start({{"n", number(4)}});
  EXPECT_EQ(next_timer(stage.state), parse_instant("2026-01-06T08:00:00+08:00"));
  stage.pass(hours{23});
  EXPECT_EQ(next_timer(stage.state), parse_instant("2026-01-06T12:00:00+08:00"));
  stage.pass(hours{24});
  EXPECT_EQ(stage.state.how, "completed");
}

TEST(Events, a_message_goes_to_one_who_waits_for_its_key_and_a_signal_to_all) {
  Stage stage(R"(
    start s
    parallel split
    catch paid message=payment correlation=invoice
    catch m message=payment
    catch all1 signal=stop
    catch all2 signal=stop
    end e
    s -> split
    split -> paid
    split -> m
    split -> all1
    split -> all2
    paid -> e
    m -> e
    all1 -> e
    all2 -> e
  )");
  stage.start({{"invoice", text("F-7")}});
  EXPECT_EQ(awaited(*stage.plan, stage.state, stage.host)[0].correlation, "F-7");
  EXPECT_EQ(stage.tell(Deliver{"payment", "F-8", {{"amount", number(5)}}}), "");
  EXPECT_EQ(stage.happened({What::fired}), "fired m");
  EXPECT_EQ(stage.tell(Deliver{"payment", "F-8", {}}), "not_found");
  EXPECT_EQ(stage.tell(Deliver{"payment", "F-7", {}}), "");
  EXPECT_EQ(stage.variable("amount"), number(5));
  stage.trace.clear();
  EXPECT_EQ(stage.tell(Signal{"stop", {}}), "");
  EXPECT_EQ(stage.happened({What::fired}), "fired all1, fired all2");
  EXPECT_EQ(stage.state.how, "completed");
}

TEST(Events, an_event_gateway_takes_the_first_event_and_forgets_the_others) {
  Stage stage(R"(
    start s
    event_gateway gw
    catch reply message=reply
    catch late timer=P1D
    user read
    user call
    end e
    s -> gw
    gw -> reply
    gw -> late
    reply -> read
    late -> call
    read -> e
    call -> e
  )");
  stage.start();
  EXPECT_EQ(stage.state.timers.size(), 1u);
  stage.tell(Deliver{"reply", "", {}});
  EXPECT_EQ(stage.open(), "read");
  EXPECT_TRUE(stage.state.timers.empty());
}

TEST(Events, a_condition_fires_when_data_make_it_true_and_again_only_after_it_was_false) {
  Stage stage(R"(
    start s
    user a
    boundary hot on=a condition='level > 5' interrupting=false
    script note script='{n: n + 1}'
    end e
    end e2
    s -> a
    a -> e
    hot -> note
    note -> e2
  )");
  stage.start({{"level", number(1)}, {"n", number(0)}});
  stage.tell(SetVariables{{{"level", number(7)}}});
  EXPECT_EQ(stage.variable("n"), number(1));
  stage.tell(SetVariables{{{"level", number(9)}}});
  EXPECT_EQ(stage.variable("n"), number(1));
  stage.tell(SetVariables{{{"level", number(2)}}});
  stage.tell(SetVariables{{{"level", number(8)}}});
  EXPECT_EQ(stage.variable("n"), number(2));
}

TEST(Events, a_parallel_multiple_event_waits_for_all_its_parts) {
  Stage stage(R"(
    start s
    catch both all signal=a signal=b
    end e
    s -> both
    both -> e
  )");
  stage.start();
  stage.tell(Signal{"b", {}});
  EXPECT_TRUE(stage.state.running());
  stage.tell(Signal{"a", {}});
  EXPECT_EQ(stage.state.how, "completed");
}

TEST(Events, an_error_climbs_to_the_nearest_handler_for_its_code) {
  Stage stage(R"(
    start s
    sub outer {
      start s1
      sub inner {
        start s2
        user work
        end e2
        s2 -> work
        work -> e2
      }
      boundary wrong on=inner error=OTHER
      end e1
      s1 -> inner
      inner -> e1
      wrong -> e1
    }
    boundary broken on=outer error=BAD
    boundary any on=outer error=
    user repair
    user look
    end e
    s -> outer
    outer -> e
    broken -> repair
    any -> look
    repair -> e
    look -> e
  )");
  stage.start();
  stage.tell(ThrowError{stage.task("work"), "BAD", ""});
  EXPECT_EQ(stage.open(), "repair");
  Stage none(R"(
    allow retry
    start s
    user work
    end e
    s -> work
    work -> e
  )");
  none.start();
  none.tell(ThrowError{none.task("work"), "BAD", "no map"});
  ASSERT_EQ(none.state.incidents.size(), 1u);
  EXPECT_EQ(none.state.incidents[0].cause, "uncaught_error");
  EXPECT_EQ(none.tell(Retry{none.state.incidents[0].id, {}}), "");
  EXPECT_EQ(none.open(), "work");
}

TEST(Events, an_escalation_is_told_beside_the_work_that_goes_on) {
  Stage stage(R"(
    start s
    sub inner {
      start s2
      user work
      end e2
      s2 -> work
      work -> e2
    }
    boundary told on=inner escalation=SLOW interrupting=false
    user chief
    end e
    end e3
    s -> inner
    inner -> e
    told -> chief
    chief -> e3
  )");
  stage.start();
  EXPECT_EQ(stage.tell(Escalate{stage.task("work"), "SLOW"}), "");
  EXPECT_EQ(stage.open(), "work chief");
}

TEST(Events, an_event_sub_process_interrupts_its_level_and_its_siblings_stay_quiet) {
  Stage stage(R"(
    start s
    user a
    end e
    event_sub stop {
      start told message=stop
      user clean
      end ee
      told -> clean
      clean -> ee
    }
    event_sub note {
      start noted message=note interrupting=false
      user read
      end en
      noted -> read
      read -> en
    }
    s -> a
    a -> e
  )");
  stage.start();
  stage.tell(Deliver{"note", "", {}});
  stage.tell(Deliver{"note", "", {}});
  EXPECT_EQ(stage.open(), "a read read");
  stage.tell(Deliver{"stop", "", {}});
  EXPECT_EQ(stage.open(), "clean");
  EXPECT_EQ(stage.tell(Deliver{"note", "", {}}), "not_found");
  stage.complete("clean");
  EXPECT_EQ(stage.state.how, "completed");
}

TEST(Events, what_was_done_is_compensated_backwards) {
  Stage stage(R"(
    start s
    user book
    user pay
    boundary undo1 on=book compensate handler=unbook
    boundary undo2 on=pay compensate handler=refund
    user unbook for_compensation
    user refund for_compensation
    throw back compensate
    end e
    s -> book
    book -> pay
    pay -> back
    back -> e
  )");
  stage.start();
  stage.complete("book");
  stage.complete("pay");
  EXPECT_EQ(stage.open(), "refund");
  stage.complete("refund");
  EXPECT_EQ(stage.open(), "unbook");
  stage.complete("unbook");
  EXPECT_EQ(stage.state.how, "completed");
}

TEST(Events, a_cancelled_transaction_undoes_what_was_done_and_goes_its_own_way) {
  Stage stage(R"(
    start s
    transaction deal {
      start s1
      user book
      boundary undo on=book compensate handler=unbook
      user unbook for_compensation
      parallel split
      user other
      user pay
      end stop cancel
      end e1
      s1 -> book
      book -> split
      split -> other
      split -> pay
      other -> e1
      pay -> stop
    }
    boundary off on=deal cancel
    user sorry
    end e
    s -> deal
    deal -> e
    off -> sorry
    sorry -> e
  )");
  stage.start();
  stage.complete("book");
  EXPECT_EQ(stage.open(), "other pay");
  stage.complete("pay");
  EXPECT_EQ(stage.open(), "unbook");
  stage.complete("unbook");
  EXPECT_EQ(stage.open(), "sorry");
}

TEST(Events, a_called_process_runs_inside_with_its_own_data_and_brings_them_back) {
  Stage stage(R"(
    start s
    call go called=part
    user after
    end e
    s -> go
    go -> after
    after -> e
  )");
  stage.host.plans["part"] = plan_of(R"(
    start s
    user inner
    boundary late on=inner timer=PT2H
    end e
    s -> inner
    inner -> e
    late -> e
  )", "part");
  stage.start({{"x", number(1)}});
  EXPECT_EQ(stage.open(), "inner");
  ASSERT_EQ(stage.state.callees.size(), 1u);
  stage.complete("inner", {{"y", number(2)}});
  EXPECT_EQ(stage.open(), "after");
  EXPECT_EQ(stage.variable("y"), number(2));
  Stage missing(R"(
    allow skip retry
    start s
    call go called=nowhere
    end e
    s -> go
    go -> e
  )");
  missing.start();
  ASSERT_EQ(missing.state.incidents.size(), 1u);
  EXPECT_EQ(missing.state.incidents[0].cause, "no_such_process");
  EXPECT_EQ(missing.tell(Skip{missing.state.incidents[0].id, {}, "not needed"}), "");
  EXPECT_EQ(missing.state.how, "completed");
}

TEST(Events, decisions_and_services_answer_or_leave_an_incident) {
  Stage stage(R"(
    allow retry
    start s
    rule which decision=urgency result=level
    service send
    end e
    s -> which
    which -> send
    send -> e
  )");
  stage.start();
  ASSERT_EQ(stage.state.incidents.size(), 1u);
  EXPECT_EQ(stage.state.incidents[0].cause, "decision_failed");
  stage.host.decisions["urgency"] = text("high");
  EXPECT_EQ(stage.tell(Retry{stage.state.incidents[0].id, {}}), "");
  EXPECT_EQ(stage.variable("level"), text("high"));
  EXPECT_EQ(stage.open(), "send");   // nobody serves it: somebody completes it
  EXPECT_EQ(open_tasks(*stage.plan, stage.state, stage.host)[0].kind, "service");
  stage.complete("send");
  EXPECT_EQ(stage.state.how, "completed");
}

TEST(Events, messages_and_signals_thrown_go_out) {
  Stage stage(R"(
    start s
    throw ask message=question
    throw all signal=news
    end e
    s -> ask
    ask -> all
    all -> e
  )");
  stage.start();
  ASSERT_EQ(stage.sent.size(), 2u);
  EXPECT_EQ(stage.sent[0].name, "question");
  EXPECT_EQ(stage.sent[1].kind, Sent::Kind::signal);
}

TEST(Events, a_process_begins_at_the_event_that_came) {
  Stage stage(R"(
    start plain
    start told message=report
    user a
    user b
    end e
    plain -> a
    told -> b
    a -> e
    b -> e
  )");
  stage.start({}, "told");
  EXPECT_EQ(stage.open(), "b");
  EXPECT_FALSE(process::start(*stage.plan, {}, stage.now, stage.host, "a").has_value());
}

}  // namespace
}  // namespace yiwang::process
