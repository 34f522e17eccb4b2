#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "flow/process/slow_calendar.h"
#include "flow/process/stage.h"

namespace yiwang::process {
namespace {

const Instant kFrom = *parse_instant("2026-01-01T00:00:00+08:00");

struct Made {
  Calendar quick;
  SlowCalendar slow;
};

/// A calendar with lunch or without, holidays, make-up Saturdays, sometimes a six-day week.
Made some_calendar() {
  WorkingHours rule{"work", minutes{480}, {}, {1, 2, 3, 4, 5}, false};
  const auto opens = *rc::gen::inRange(6 * 60, 10 * 60), lunch = *rc::gen::inRange(11 * 60, 12 * 60), back = *rc::gen::inRange(13 * 60, 14 * 60), closes = *rc::gen::inRange(16 * 60, 20 * 60);
  if (*rc::gen::arbitrary<bool>()) rule.hours = {{minutes{opens}, minutes{lunch}}, {minutes{back}, minutes{closes}}};
  else rule.hours = {{minutes{opens}, minutes{closes}}};
  if (*rc::gen::arbitrary<bool>()) rule.weekdays.insert(6);
  std::set<std::chrono::local_days> off, work;
  const auto first = to_local(kFrom, minutes{480}).date;
  for (int i = *rc::gen::inRange(0, 8); i > 0; --i) off.insert(first + std::chrono::days{*rc::gen::inRange(0, 90)});
  for (int i = *rc::gen::inRange(0, 5); i > 0; --i) work.insert(first + std::chrono::days{*rc::gen::inRange(0, 90)});
  return {Calendar(rule, off, work), SlowCalendar(rule, off, work, kFrom, 150)};
}

Instant some_moment() { return kFrom + minutes{*rc::gen::inRange(1, 60 * 1440)}; }

RC_GTEST_PROP(Deadlines, counted_time_and_working_days_end_where_counting_minute_by_minute_ends, ()) {
  const auto made = some_calendar();
  const auto at = some_moment();
  const auto span = minutes{*rc::gen::inRange(1, 8000)};
  RC_ASSERT(made.quick.add(at, span) == made.slow.add(at, span));
  const auto days = *rc::gen::inRange(0, 25);
  RC_ASSERT(made.quick.add_days(at, days) == made.slow.add_days(at, days));
  const auto other = some_moment();
  RC_ASSERT(made.quick.between(at, other) == minutes{at < other ? made.slow.between(at, other) : 0});
  RC_ASSERT(made.quick.is_open(at) == made.slow.open(at));
}

constexpr std::string_view kDeadline = R"(
    allow suspend
    start s
    user a due=P1D calendar=work
    boundary late on=a timer=PT5H30M calendar=work interrupting=false
    boundary later on=a timer=P3D calendar=other interrupting=false
    user told
    end e
    end e2
    s -> a
    a -> e
    late -> told
    later -> told
    told -> e2
)";

RC_GTEST_PROP(Deadlines, suspension_shifts_timers_and_due_times_by_exactly_the_open_time_that_passed, ()) {
  const auto work = some_calendar(), other = some_calendar();
  Stage stage(kDeadline);
  stage.host.calendars.emplace("work", work.quick);
  stage.host.calendars.emplace("other", other.quick);
  stage.now = some_moment();
  const auto begun = stage.now;
  stage.start();
  RC_ASSERT(stage.state.timers.size() == 2u);
  RC_ASSERT(stage.state.timers[0].due == work.slow.add(begun, minutes{330}));
  RC_ASSERT(stage.state.timers[1].due == other.slow.add_days(begun, 3));
  RC_ASSERT(*stage.state.tasks[0].due == work.slow.add_days(begun, 1));
  const int rounds = *rc::gen::inRange(1, 4);
  for (int i = 0; i < rounds; ++i) {
    stage.now += minutes{*rc::gen::inRange(0, 600)};
    const auto stopped = stage.now;
    const auto before = stage.state;
    RC_ASSERT(stage.tell(Suspend{"x"}) == "");
    stage.now += minutes{*rc::gen::inRange(0, 5000)};
    RC_ASSERT(stage.tell(Resume{}) == "");
    const auto check = [&](Instant old, Instant fresh, const Made& made) {
      if (old <= stopped || stage.now == stopped) {
        RC_ASSERT(old == fresh);
        return;
      }
      // As much open time is left as there was, and an opening stays an opening, a closing a closing.
      RC_ASSERT(made.slow.between(stopped, old) == made.slow.between(stage.now, fresh));
      const bool at_opening = !made.slow.opens_before(old);
      const auto left = minutes{made.slow.between(stopped, old)};
      auto expected = left.count() == 0 ? made.slow.next_open(stage.now) : made.slow.add(stage.now, left);
      if (at_opening) expected = made.slow.next_open(expected);
      RC_ASSERT(fresh == expected);
    };
    check(before.timers[0].due, stage.state.timers[0].due, work);
    check(before.timers[1].due, stage.state.timers[1].due, other);
    check(*before.tasks[0].due, *stage.state.tasks[0].due, work);
  }
}

TEST(Deadlines, one_working_day_is_the_next_working_day_at_the_same_time_of_day) {
  Stage stage(kDeadline);
  // 2026-02-14 is a Saturday that works for the Spring Festival, 16 to 20 February are off.
  const auto day = [](int d) { return std::chrono::local_days{std::chrono::year{2026} / 2 / d}; };
  const Calendar office(WorkingHours{"work", minutes{480}, {{minutes{540}, minutes{720}}, {minutes{840}, minutes{1080}}}, {1, 2, 3, 4, 5}, false},
                        {day(16), day(17), day(18), day(19), day(20)}, {day(14)});
  stage.host.calendars.emplace("work", office);
  stage.host.calendars.emplace("other", office);
  stage.now = *parse_instant("2026-02-13T10:20:00+08:00");
  stage.start();
  EXPECT_EQ(*stage.state.tasks[0].due, parse_instant("2026-02-14T10:20:00+08:00"));
  EXPECT_EQ(stage.state.timers[0].due, parse_instant("2026-02-13T17:50:00+08:00"));
  EXPECT_EQ(stage.state.timers[1].due, parse_instant("2026-02-24T10:20:00+08:00"));
}

TEST(Deadlines, a_calendar_nobody_knows_is_an_incident_and_not_a_wrong_deadline) {
  Stage stage(kDeadline);
  stage.start();
  ASSERT_EQ(stage.state.incidents.size(), 1u);
  EXPECT_EQ(stage.state.incidents[0].cause, "timer_failed");
}

}  // namespace
}  // namespace yiwang::process
