#include "insight/cube.h"

#include <gtest/gtest.h>

#include "cases/decide.h"

namespace yiwang {
namespace {

constexpr minutes kOffset{480};
Instant local(std::string_view text) { return parse_instant(text, kOffset).value(); }

/// Builds a case from events alone and tallies each entry.
class Ledger {
 public:
  void write(std::string_view at, std::vector<Event> events) {
    Entry entry{0, CaseId{1}, c.version + 1, local(at), {}, "test", std::move(events)};
    const auto before = c;
    apply(c, entry);
    tally(before, c, entry, kOffset, cubes);
  }
  CubeCounts sum() const {
    CubeCounts all;
    for (const auto& [key, counts] : cubes) all += counts;
    return all;
  }
  CubeCounts of_unit(const std::string& unit) const {
    CubeCounts all;
    for (const auto& [key, counts] : cubes) {
      if (key.unit == unit) all += counts;
    }
    return all;
  }
  Case c;
  CubeDelta cubes;
};

Report report(std::uint64_t id, std::string who = "anna") {
  Report r;
  r.id = {id};
  r.channel = Channel::hotline;
  r.text = "路灯不亮";
  r.reporter.key = std::move(who);
  return r;
}

std::vector<Event> opening(std::string unit = "U-310", std::string how = "engine") {
  Understanding u;
  u.matters = {{"010101", 0.9}};
  Location l;
  l.area = "510101001003";
  return {ReportReceived{report(1), false}, CaseOpened{"YW", "v1", {}, {}}, MatterJudged{u, 0.6, true}, PlaceJudged{l, 0.5, true},
          DeadlineSet{ClockKind::resolve, {}, "P5D", "office", local("2026-11-23 09:00"), local("2026-11-20 09:00"), "case_opened"},
          UnitAssigned{std::move(unit), {}, std::move(how), {}}};
}

std::vector<Event> resolving(bool late = false) {
  return {CaseResolved{"U-310", "已更换", {}, {}, Stage::called_back}, DeadlineMet{ClockKind::resolve, local("2026-11-23 09:00"), late}};
}

TEST(Tally, counts_an_opening_under_its_unit_group_street_and_local_day) {
  Ledger ledger;
  ledger.write("2026-11-16 00:30", opening());
  ASSERT_EQ(ledger.cubes.size(), 1u);
  const auto& [key, n] = *ledger.cubes.begin();
  EXPECT_EQ(key.day, 20773);  // 2026-11-16 here, still the 15th in UTC
  EXPECT_EQ(key.unit, "U-310");
  EXPECT_EQ(key.matter, "0101");
  EXPECT_EQ(key.area, "510101001000");
  EXPECT_EQ(key.channel, Channel::hotline);
  CubeCounts wanted;
  wanted.reports = wanted.opened = wanted.dispatches = wanted.auto_dispatched = 1;
  EXPECT_EQ(n, wanted);
}

TEST(Tally, knows_no_street_above_streets) {
  for (const auto* area : {"", "510101000000", "510000000000", "5101"}) {
    Ledger ledger;
    Location l;
    l.area = area;
    ledger.write("2026-11-16 09:00", {ReportReceived{report(1), false}, CaseOpened{}, PlaceJudged{l, 0.5, true}});
    EXPECT_EQ(ledger.cubes.begin()->first.area, "") << area;
  }
}

TEST(Tally, counts_a_joined_report_and_who_repeats_himself) {
  Ledger ledger;
  ledger.write("2026-11-16 09:00", opening());
  ledger.write("2026-11-16 10:00", {ReportReceived{report(2, "bob"), true}});
  EXPECT_EQ(ledger.sum().joined, 1);
  EXPECT_EQ(ledger.sum().repeats, 0);
  ledger.write("2026-11-16 11:00", {ReportReceived{report(3, "anna"), true}});
  EXPECT_EQ(ledger.sum().reports, 3);
  EXPECT_EQ(ledger.sum().repeats, 1);
  EXPECT_EQ(ledger.sum().opened, 1);
}

TEST(Tally, counts_coming_again_after_closing_as_a_repeat_but_not_neighbours) {
  const auto repeats = [](DuplicateKind kind) {
    Ledger ledger;
    ledger.write("2026-11-16 09:00", {ReportReceived{report(1), false}, CaseOpened{}, RelationJudged{{{{CaseId{9}, kind, 0.8, {}}}, "r1"}, 0.9}});
    return ledger.sum().repeats;
  };
  EXPECT_EQ(repeats(DuplicateKind::again_after_closing), 1);
  EXPECT_EQ(repeats(DuplicateKind::repeat_by_one), 1);
  EXPECT_EQ(repeats(DuplicateKind::many_about_one), 0);
  EXPECT_EQ(repeats(DuplicateKind::one_place_again), 0);
}

TEST(Tally, counts_a_case_that_went_straight_to_the_end) {
  Ledger ledger;
  ledger.write("2026-11-16 09:00", opening());
  ledger.write("2026-11-16 09:10", {CaseAccepted{}});
  ledger.write("2026-11-16 12:00", resolving());
  ledger.write("2026-11-17 09:00", {CitizenCalledBack{Satisfaction::basically, true, {}}, CaseClosed{"called_back"}});
  const auto n = ledger.sum();
  EXPECT_EQ(n.closed, 1);
  EXPECT_EQ(n.closed_on_time, 1);
  EXPECT_EQ(n.first_closed, 1);
  EXPECT_EQ(n.first_dispatches_kept, 1);
  EXPECT_EQ(n.handled, 1);
  EXPECT_EQ(n.handling_ms, milliseconds(hours{3}).count());
  EXPECT_EQ(n.called_back, 1);
  EXPECT_EQ(n.reached, 1);
  EXPECT_EQ(n.satisfied, 1);
  EXPECT_EQ(n.solved, 1);
  EXPECT_EQ(n.overdue, 0);
}

TEST(Tally, gives_a_return_and_a_redispatch_to_the_unit_that_lost_the_case) {
  Ledger ledger;
  ledger.write("2026-11-16 09:00", opening());
  ledger.write("2026-11-16 09:10", {CaseReturned{"U-310", "不属"}, QueuedForDispatcher{"returned"}});
  ledger.write("2026-11-16 09:20", {UnitAssigned{"U-320", {}, "dispatcher", {}}});
  ledger.write("2026-11-16 09:30", {UnitAssigned{"S-11", {}, "dispatcher", {}}});
  EXPECT_EQ(ledger.of_unit("U-310").returns, 1);
  EXPECT_EQ(ledger.of_unit("U-310").redispatches, 1);
  EXPECT_EQ(ledger.of_unit("U-320").redispatches, 1);
  EXPECT_EQ(ledger.of_unit("S-11").redispatches, 0);
  EXPECT_EQ(ledger.sum().dispatches, 3);
  EXPECT_EQ(ledger.sum().auto_dispatched, 1);
  ledger.write("2026-11-16 09:40", {CaseAccepted{}});
  ledger.write("2026-11-16 12:00", resolving());
  ledger.write("2026-11-16 13:00", {CaseClosed{"called_back"}});
  EXPECT_EQ(ledger.sum().first_closed, 1);
  EXPECT_EQ(ledger.sum().first_dispatches_kept, 0);
}

TEST(Tally, does_not_count_moving_a_case_up_as_a_dispatch) {
  Ledger ledger;
  ledger.write("2026-11-16 09:00", opening("S-11"));
  ledger.write("2026-11-16 09:10", {CaseEscalated{"S-11", "D-1", "x"}, UnitAssigned{"D-1", {}, "escalated", {}}});
  EXPECT_EQ(ledger.sum().dispatches, 1);
  EXPECT_EQ(ledger.sum().redispatches, 0);
}

TEST(Tally, counts_lateness_once_whether_a_timer_or_the_result_found_it) {
  for (const bool timer : {true, false}) {
    Ledger ledger;
    ledger.write("2026-11-16 09:00", opening());
    ledger.write("2026-11-16 09:10", {CaseAccepted{}});
    if (timer) ledger.write("2026-11-23 09:00", {DeadlineMissed{ClockKind::resolve, local("2026-11-23 09:00")}});
    ledger.write("2026-11-24 12:00", resolving(true));
    ledger.write("2026-11-24 13:00", {CaseClosed{"called_back"}});
    EXPECT_EQ(ledger.sum().overdue, 1) << timer;
    EXPECT_EQ(ledger.sum().closed_on_time, 0) << timer;
  }
}

TEST(Tally, counts_contact_in_time_and_late) {
  const auto contact = [](bool missed, bool late) {
    Ledger ledger;
    auto events = opening();
    events.push_back(DeadlineSet{ClockKind::contact, {}, "PT30M", "office", local("2026-11-16 09:30"), local("2026-11-16 09:24"), "unit_assigned"});
    ledger.write("2026-11-16 09:00", events);
    if (missed) ledger.write("2026-11-16 09:30", {DeadlineMissed{ClockKind::contact, local("2026-11-16 09:30")}});
    ledger.write("2026-11-16 10:00", {DeadlineMet{ClockKind::contact, local("2026-11-16 09:30"), late}});
    return std::pair{ledger.sum().contacts_due, ledger.sum().contacts_on_time};
  };
  EXPECT_EQ(contact(false, false), (std::pair<std::int64_t, std::int64_t>{1, 1}));
  EXPECT_EQ(contact(false, true), (std::pair<std::int64_t, std::int64_t>{1, 0}));
  EXPECT_EQ(contact(true, true), (std::pair<std::int64_t, std::int64_t>{1, 0}));
}

TEST(Tally, counts_an_unreachable_citizen_as_called_but_not_reached) {
  Ledger ledger;
  ledger.write("2026-11-16 09:00", opening());
  ledger.write("2026-11-16 10:00", {CitizenCalledBack{Satisfaction::unreachable, false, {}}});
  EXPECT_EQ(ledger.sum().called_back, 1);
  EXPECT_EQ(ledger.sum().reached, 0);
}

TEST(Tally, counts_a_rating_only_where_it_takes_the_place_of_a_call) {
  Ledger ledger;
  ledger.write("2026-11-16 09:00", opening());
  ledger.write("2026-11-16 09:10", {CaseAccepted{}});
  ledger.write("2026-11-16 10:00", resolving());
  ledger.write("2026-11-16 11:00", {CitizenRated{Satisfaction::satisfied, true, {}}, CaseClosed{"rated"}});
  EXPECT_EQ(ledger.sum().called_back, 1);
  ledger.write("2026-11-17 11:00", {CitizenRated{Satisfaction::satisfied, true, {}}});
  EXPECT_EQ(ledger.sum().called_back, 1);
}

TEST(Tally, counts_a_second_closing_but_no_second_first) {
  Ledger ledger;
  ledger.write("2026-11-16 09:00", opening());
  ledger.write("2026-11-16 09:10", {CaseAccepted{}});
  ledger.write("2026-11-16 10:00", resolving());
  ledger.write("2026-11-16 11:00", {CaseClosed{"rated"}});
  ledger.write("2026-11-16 12:00", {CaseReopened{"x", true, Stage::handling, {}}});
  ledger.write("2026-11-16 13:00", resolving());
  ledger.write("2026-11-16 14:00", {CaseClosed{"rated"}});
  EXPECT_EQ(ledger.sum().closed, 2);
  EXPECT_EQ(ledger.sum().first_closed, 1);
  EXPECT_EQ(ledger.sum().reopened, 1);
}

TEST(Tally, does_not_count_a_split_off_report_twice) {
  Ledger ledger;
  ledger.write("2026-11-16 09:00", {ReportReceived{report(2), false}, CaseOpened{"YW", "v1", CaseId{7}, {}}, QueuedForDispatcher{"split"}});
  EXPECT_EQ(ledger.sum().reports, 0);
  EXPECT_EQ(ledger.sum().opened, 1);
}

TEST(Tally, counts_answers_and_refusals) {
  Ledger ledger;
  ledger.write("2026-11-16 09:00", {ReportReceived{report(1), false}, CaseOpened{}, QueuedForDispatcher{"off"}});
  ledger.write("2026-11-16 09:05", {CaseAnswered{"答"}});
  EXPECT_EQ(ledger.sum().answered, 1);
  Ledger other;
  other.write("2026-11-16 09:00", opening());
  other.write("2026-11-16 09:05", {CaseRefused{RefuseKind::legal_way, "诉讼"}});
  EXPECT_EQ(other.sum().refused, 1);
}

}  // namespace
}  // namespace yiwang
