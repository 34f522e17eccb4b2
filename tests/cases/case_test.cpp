#include "cases/case.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "cases/invariants.h"
#include "cases/possible.h"
#include "cases/timeline.h"
#include "cases/world.h"

namespace yiwang::testing {
namespace {

TEST(CaseNumber, has_the_local_date_of_opening_and_at_least_six_digits) {
  EXPECT_EQ(case_number(CaseId{123}, parse_instant("2026-11-21T15:59:59Z").value(), minutes{480}), "YW20261121-000123");
  EXPECT_EQ(case_number(CaseId{123}, parse_instant("2026-11-21T16:00:00Z").value(), minutes{480}), "YW20261122-000123");
  EXPECT_EQ(case_number(CaseId{12345678}, parse_instant("2026-11-21T15:59:59Z").value(), minutes{0}), "YW20261121-12345678");
}

TEST(Case, sorts_by_its_resolve_deadline_and_waits_for_the_nearest_timer) {
  const auto desk = Desk::dispatched();
  EXPECT_EQ(desk.c.due(), local("2026-11-23 09:00"));
  EXPECT_EQ(desk.c.next_timer(), local("2026-11-16 09:24"));
  EXPECT_TRUE(desk.c.open_lead() != nullptr && desk.c.open_lead()->unit == "U-310");
  EXPECT_EQ(desk.c.open_task("U-320"), nullptr);
}

TEST(Case, can_be_written_as_json_and_read_back_the_same) {
  auto desk = Desk::handling();
  ASSERT_TRUE(desk.ask(Suspend{SuspendReason::weather, "暴雨"}, person(Role::handler, "U-310")));
  const auto text = json::to_text(desk.c);
  const auto back = json::from_text<Case>(text);
  ASSERT_TRUE(back) << back.error().field;
  EXPECT_TRUE(*back == desk.c);
}

TEST(Case, carries_no_advice_that_is_no_number_into_the_ledger) {
  auto advice = sure_advice();
  advice.understanding->matters.front().confidence = std::nan("");
  advice.understanding->evidence = {{"word", "x", std::numeric_limits<double>::infinity()}};
  advice.dispatching->confidence = 7;
  Desk desk;
  desk.open({phone_report({1}, desk.now), advice, {}, {}});
  EXPECT_TRUE(decode_events(encode_events(desk.ledger.front().events)));
  EXPECT_EQ(desk.c.dispatching.confidence, 1.0);
  EXPECT_EQ(desk.c.queue, "matter_unsure");
}

TEST(Invariants, name_what_does_not_hold) {
  const auto good = Desk::handling().c;
  EXPECT_TRUE(broken_invariants(good).empty());
  const auto breaks = [&](const char* name, auto change) {
    auto c = good;
    change(c);
    const auto broken = broken_invariants(c);
    EXPECT_TRUE(std::find(broken.begin(), broken.end(), name) != broken.end()) << name;
  };
  breaks("open_has_unit", [](Case& c) { c.unit.clear(); });
  breaks("open_has_one_lead_task", [](Case& c) { c.tasks.clear(); });
  breaks("open_has_one_lead_task", [](Case& c) { c.tasks.push_back({"U-320", TaskRole::lead, {}, Instant{}, {}, {}}); });
  breaks("lead_task_is_the_unit's", [](Case& c) { c.unit = "U-320"; });
  breaks("one_running_deadline_a_clock", [](Case& c) { c.deadlines.push_back(*c.running(ClockKind::resolve)); });
  breaks("work_has_a_resolve_deadline", [](Case& c) { c.deadlines.clear(); });
  breaks("received_has_queue", [](Case& c) { c.stage = Stage::received; });
  breaks("queue_only_when_received", [](Case& c) { c.queue = "split"; });
  breaks("no_clock_runs_after_the_end", [](Case& c) { c.stage = Stage::closed; });
  breaks("no_task_open_after_the_end", [](Case& c) { c.stage = Stage::closed; });
  breaks("closed_at_when_ended", [](Case& c) { c.stage = Stage::closed; });
  breaks("merged_names_where", [](Case& c) { c.stage = Stage::merged; });
  breaks("ended_deadlines_say_so", [](Case& c) { c.deadlines.front().ended.reset(); });
  breaks("has_report", [](Case& c) { c.reports.clear(); });
}

TEST(Possible, offers_only_what_the_state_of_the_case_lets_happen) {
  auto desk = Desk::handling();
  const auto who = person(Role::handler, "U-310");
  EXPECT_FALSE(possible(desk.c, Operation::accept));
  EXPECT_TRUE(possible(desk.c, Operation::suspend));
  EXPECT_FALSE(possible(desk.c, Operation::resume));
  EXPECT_FALSE(possible(desk.c, Operation::decide_extension));
  EXPECT_FALSE(possible(desk.c, Operation::finish_assist));
  EXPECT_FALSE(possible(desk.c, Operation::split));
  ASSERT_TRUE(desk.ask(Suspend{SuspendReason::weather, "暴雨"}, who));
  ASSERT_TRUE(desk.ask(RequestExtension{3, "等配件"}, who));
  ASSERT_TRUE(desk.ask(RaiseDispute{"占道", ""}, who));
  EXPECT_FALSE(possible(desk.c, Operation::suspend));
  EXPECT_TRUE(possible(desk.c, Operation::resume));
  EXPECT_FALSE(possible(desk.c, Operation::request_extension));
  EXPECT_TRUE(possible(desk.c, Operation::decide_extension));
  EXPECT_FALSE(possible(desk.c, Operation::assign_unit));
  EXPECT_TRUE(possible(desk.c, Operation::arbitrate));
}

TEST(Together, joining_and_absorbing_follow_the_state_of_both_cases) {
  const auto open = Desk::dispatched();
  const Context context{small_city(), open.now, person(Role::dispatcher)};
  auto other = open.c;
  other.id = CaseId{2};
  EXPECT_TRUE(absorb_case(open.c, other, context));
  const auto why = [&](const Case& into, const Case& from) {
    const auto events = absorb_case(into, from, context);
    return events ? std::string("allowed") : events.error().facts.front().second;
  };
  EXPECT_EQ(why(open.c, open.c), "self");
  other.stage = Stage::closed;
  EXPECT_EQ(why(other, open.c), "closed");
  other.stage = Stage::merged;
  EXPECT_EQ(why(other, open.c), "merged");
  EXPECT_EQ(join_case(other, {}, context).error().reason, Reason::case_merged);
  other.stage = Stage::handling;
  other.matter = "010102";
  EXPECT_EQ(why(other, open.c), "secrecy");
}

TEST(Together, splitting_off_a_report_that_is_not_there_opens_nothing) {
  const auto open = Desk::dispatched();
  EXPECT_TRUE(open_split_off(CaseId{2}, open.c, ReportId{99}, {small_city(), open.now, person(Role::dispatcher)}).empty());
}

std::string fact(const TrailLine& line, std::string_view name) {
  for (const auto& [key, value] : line.facts) {
    if (key == name) return value;
  }
  return {};
}

TEST(Timeline, tells_every_event_with_its_stage_confidence_and_words) {
  auto advice = sure_advice();
  advice.understanding->matters.push_back({"020101", 0.03});
  advice.understanding->evidence = {{"word", "施工", 0.8}};
  advice.dispatching->otherwise = "U-320 row 203";
  Desk desk;
  desk.open({phone_report({1}, desk.now), advice, {}, {}});
  desk.now += minutes{5};
  ASSERT_TRUE(desk.ask(Accept{}, person(Role::handler, "U-310")));
  ASSERT_TRUE(desk.ask(RequestExtension{3, "等配件"}, person(Role::handler, "U-310")));
  const auto lines = timeline(desk.ledger);
  std::size_t events = 0;
  for (const auto& entry : desk.ledger) events += entry.events.size();
  ASSERT_EQ(lines.size(), events);
  const auto line = [&](EventKind kind) { return *std::find_if(lines.begin(), lines.end(), [&](const TrailLine& l) { return l.kind == kind; }); };

  EXPECT_EQ(fact(line(EventKind::report_received), "text"), "云锦路工地半夜施工，吵得睡不着");
  EXPECT_EQ(line(EventKind::matter_judged).confidence, 0.95);
  EXPECT_EQ(line(EventKind::matter_judged).otherwise, "020101");
  EXPECT_EQ(line(EventKind::matter_judged).evidence.size(), 1u);
  EXPECT_EQ(line(EventKind::unit_judged).otherwise, "U-320 row 203");
  EXPECT_EQ(fact(line(EventKind::unit_judged), "duty_row"), "17");
  EXPECT_EQ(line(EventKind::unit_assigned).stage_after, Stage::dispatched);
  EXPECT_EQ(fact(line(EventKind::unit_assigned), "how"), "engine");
  EXPECT_EQ(line(EventKind::case_accepted).stage_after, Stage::accepted);
  EXPECT_EQ(line(EventKind::case_accepted).actor.unit, "U-310");
  EXPECT_EQ(line(EventKind::case_accepted).at, desk.now);
  EXPECT_EQ(fact(line(EventKind::extension_requested), "days"), "3");
  EXPECT_EQ(fact(line(EventKind::extension_requested), "reason"), "等配件");
  EXPECT_EQ(fact(line(EventKind::deadline_set), "due"), "2026-11-16T01:10:00Z");
  for (const auto& l : lines) {
    for (const auto& [name, value] : l.facts) EXPECT_TRUE(value.find("138****") == std::string::npos && value.find("sealed") == std::string::npos) << name;
  }
}

}  // namespace
}  // namespace yiwang::testing
