#include "base/calendar.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace yiwang {
namespace {

using std::chrono::days;
using std::chrono::local_days;

local_days date(int y, unsigned m, unsigned d) { return local_days{std::chrono::year{y} / static_cast<int>(m) / static_cast<int>(d)}; }
Instant at(std::string_view text) { return parse_instant(text).value(); }
std::string shown(Instant when) { return to_text(when, minutes{480}).substr(0, 19); }

const std::vector<DayHours> kOffice{{hours{9}, hours{12}}, {minutes{810}, minutes{1050}}};

// The holidays of National Day 2025 and its two make-up days: 1 to 8 October off, Sunday 28 September and Saturday 11 October worked.
Calendar office() {
  std::set<local_days> off;
  for (unsigned d = 1; d <= 8; ++d) off.insert(date(2025, 10, d));
  return Calendar({"office", minutes{480}, kOffice, {1, 2, 3, 4, 5}, false}, off, {date(2025, 9, 28), date(2025, 10, 11)});
}
Calendar always() { return Calendar({"always", minutes{480}, {{minutes{0}, hours{24}}}, {1, 2, 3, 4, 5, 6, 7}, true}, {date(2025, 10, 1)}, {}); }

TEST(Calendar, a_make_up_saturday_works_and_a_holiday_does_not) {
  const auto calendar = office();
  EXPECT_TRUE(calendar.is_working_day(date(2025, 9, 28)));
  EXPECT_FALSE(calendar.is_working_day(date(2025, 10, 1)));
  EXPECT_TRUE(calendar.is_working_day(date(2025, 10, 9)));
  EXPECT_TRUE(calendar.is_working_day(date(2025, 10, 11)));
  EXPECT_FALSE(calendar.is_working_day(date(2025, 10, 12)));
  EXPECT_TRUE(always().is_working_day(date(2025, 10, 1)));
}

TEST(Calendar, opening_begins_with_the_first_minute_and_ends_before_the_last) {
  const auto calendar = office();
  EXPECT_FALSE(calendar.is_open(at("2025-09-29 08:59:59")));
  EXPECT_TRUE(calendar.is_open(at("2025-09-29 09:00")));
  EXPECT_FALSE(calendar.is_open(at("2025-09-29 12:00")));
  EXPECT_TRUE(calendar.is_open(at("2025-09-29 13:30")));
  EXPECT_FALSE(calendar.is_open(at("2025-09-29 17:30")));
}

TEST(Calendar, counting_pauses_at_lunch_overnight_and_over_holidays) {
  const auto calendar = office();
  EXPECT_EQ(shown(calendar.add(at("2025-09-29 11:30"), hours{1})), "2025-09-29T14:00:00");
  EXPECT_EQ(shown(calendar.add(at("2025-09-29 16:30"), hours{2})), "2025-09-30T10:00:00");
  EXPECT_EQ(shown(calendar.add(at("2025-09-30 17:00"), hours{1})), "2025-10-09T09:30:00");
  EXPECT_EQ(shown(calendar.add(at("2025-10-10 17:00"), hours{1})), "2025-10-11T09:30:00");
  EXPECT_EQ(shown(calendar.add(at("2025-10-04 03:00"), minutes{30})), "2025-10-09T09:30:00");
}

TEST(Calendar, time_that_ends_with_the_day_ends_that_day) {
  EXPECT_EQ(shown(office().add(at("2025-09-29 16:30"), hours{1})), "2025-09-29T17:30:00");
  EXPECT_EQ(shown(office().add(at("2025-09-29 09:00"), hours{3})), "2025-09-29T12:00:00");
}

TEST(Calendar, counting_nothing_moves_to_the_next_opening) {
  EXPECT_EQ(shown(office().add(at("2025-09-29 10:15"), hours{0})), "2025-09-29T10:15:00");
  EXPECT_EQ(shown(office().add(at("2025-09-29 12:00"), hours{0})), "2025-09-29T13:30:00");
  EXPECT_EQ(shown(office().add(at("2025-09-30 17:30"), hours{0})), "2025-10-09T09:00:00");
}

TEST(Calendar, working_days_keep_the_time_of_day) {
  const auto calendar = office();
  EXPECT_EQ(shown(calendar.add_days(at("2025-09-26 10:15"), 1)), "2025-09-28T10:15:00");
  EXPECT_EQ(shown(calendar.add_days(at("2025-09-26 10:15"), 5)), "2025-10-10T10:15:00");
  EXPECT_EQ(shown(calendar.add_days(at("2025-09-27 20:00"), 1)), "2025-09-29T09:00:00");
  EXPECT_EQ(shown(calendar.add_days(at("2025-09-29 12:30"), 1)), "2025-09-30T13:30:00");
}

TEST(Calendar, a_day_is_a_day_when_it_never_closes) {
  const auto calendar = always();
  const auto from = at("2025-10-01 23:59:59");
  EXPECT_EQ(calendar.add(from, hours{24}), from + hours{24});
  EXPECT_EQ(calendar.add_days(from, 3), from + hours{72});
  EXPECT_EQ(calendar.between(from, from + minutes{1}), minutes{1});
  EXPECT_EQ(calendar.between(from, from - minutes{1}), minutes{0});
}

TEST(Calendar, one_that_never_opens_says_the_end_of_time) {
  const Calendar closed({"closed", minutes{480}, kOffice, {}, false}, {}, {});
  EXPECT_EQ(to_text(closed.add(at("2025-09-29 10:00"), hours{1})), "9999-12-31T00:00:00Z");
  EXPECT_EQ(to_text(closed.add_days(at("2025-09-29 10:00"), 1)), "9999-12-31T00:00:00Z");
  const Calendar once({"once", minutes{480}, kOffice, {}, false}, {}, {date(2025, 10, 11)});
  EXPECT_EQ(shown(once.add(at("2025-09-29 10:00"), hours{1})), "2025-10-11T10:00:00");
  EXPECT_EQ(to_text(once.add(at("2025-09-29 10:00"), hours{24})), "9999-12-31T00:00:00Z");
}

// The oracle walks minute by minute and looks at the rule and the day lists alone.
struct World {
  WorkingHours rule;
  std::set<local_days> off, work;

  Calendar calendar() const { return Calendar(rule, off, work); }
  bool open(Instant minute) const {
    const auto local = to_local(minute, rule.offset);
    const int weekday = static_cast<int>(std::chrono::weekday{local.date}.iso_encoding());
    bool works = rule.weekdays.contains(weekday);
    if (!rule.ignores_holidays && off.contains(local.date)) works = false;
    if (!rule.ignores_holidays && work.contains(local.date)) works = true;
    if (!works) return false;
    for (const auto& h : rule.hours) if (local.since_midnight >= h.from && local.since_midnight < h.to) return true;
    return false;
  }
};

const Instant kStart = at("2025-12-20 00:00");

World any_world() {
  World world;
  world.rule.code = "any";
  world.rule.offset = minutes{60 * *rc::gen::inRange(-11, 13)};
  const auto some = [](int from, int to, std::size_t least, std::size_t most) {
    std::set<int> chosen;
    const auto wanted = *rc::gen::inRange(least, most + 1);
    while (chosen.size() < wanted) chosen.insert(*rc::gen::noShrink(rc::gen::resize(100, rc::gen::inRange(from, to))));
    return chosen;
  };
  const auto cuts = some(0, 1441, 2, 7);
  for (auto cut = cuts.begin(); cut != cuts.end() && std::next(cut) != cuts.end(); ++cut, ++cut) {
    world.rule.hours.push_back({minutes{*cut}, minutes{*std::next(cut)}});
    if (std::next(cut, 2) == cuts.end()) break;
  }
  world.rule.weekdays = some(1, 8, 1, 7);
  world.rule.ignores_holidays = *rc::gen::weightedElement<bool>({{1, true}, {4, false}});
  for (const int d : some(0, 25, 0, 10)) world.off.insert(date(2025, 12, 20) + days{d});
  for (const int d : some(0, 25, 0, 10)) world.work.insert(date(2025, 12, 20) + days{d});
  return world;
}

RC_GTEST_PROP(Calendar, between_counts_the_open_minutes, ()) {
  const auto world = any_world();
  const auto from = kStart + minutes{*rc::gen::inRange(0, 20 * 1440)};
  const auto to = from + minutes{*rc::gen::inRange(0, 8 * 1440)};
  minutes counted{0};
  for (auto m = from; m < to; m += minutes{1}) counted += minutes{world.open(m) ? 1 : 0};
  RC_ASSERT(world.calendar().between(from, to) == counted);
}

RC_GTEST_PROP(Calendar, add_stops_when_the_minutes_are_used_up, ()) {
  const auto world = any_world();
  const auto from = kStart + minutes{*rc::gen::inRange(0, 20 * 1440)};
  const auto wanted = minutes{*rc::gen::inRange(0, 3000)};
  auto m = from;
  for (minutes left = wanted; left.count() > 0; m += minutes{1}) {
    if (world.open(m)) --left;
    RC_PRE(m < from + days{400});
  }
  if (wanted.count() == 0) while (!world.open(m)) m += minutes{1};
  RC_ASSERT(world.calendar().add(from, wanted) == m);
}

RC_GTEST_PROP(Calendar, adding_days_lands_on_the_nth_working_day, ()) {
  const auto world = any_world();
  const auto calendar = world.calendar();
  auto m = kStart + minutes{*rc::gen::inRange(0, 20 * 1440)};
  const int wanted = *rc::gen::inRange(0, 30);
  const auto answer = calendar.add_days(m, wanted);
  while (!world.open(m)) m += minutes{1};
  for (int left = wanted; left > 0;) {
    m += days{1};
    if (calendar.is_working_day(to_local(m, world.rule.offset).date)) --left;
  }
  RC_ASSERT(answer == m);
}

RC_GTEST_PROP(Calendar, add_then_between_comes_back_to_the_millisecond, ()) {
  const auto calendar = any_world().calendar();
  const auto from = kStart + milliseconds{*rc::gen::inRange<std::int64_t>(-400LL * 86400000, 400LL * 86400000)};
  const auto counted = milliseconds{*rc::gen::inRange<std::int64_t>(0, 100LL * 86400000)};
  RC_ASSERT(calendar.between(from, calendar.add(from, counted)) == counted);
}

RC_GTEST_PROP(Calendar, two_steps_are_one, ()) {
  const auto calendar = any_world().calendar();
  const auto from = kStart + minutes{*rc::gen::inRange(0, 20 * 1440)};
  const auto a = minutes{*rc::gen::inRange(1, 5000)}, b = minutes{*rc::gen::inRange(1, 5000)};
  RC_ASSERT(calendar.add(calendar.add(from, a), b) == calendar.add(from, a + b));
}

TEST(Span, reads_and_writes_iso_8601) {
  EXPECT_EQ(parse_span("PT30M"), (Span{minutes{30}, 0}));
  EXPECT_EQ(parse_span("PT24H"), (Span{hours{24}, 0}));
  EXPECT_EQ(parse_span("P5D"), (Span{milliseconds{0}, 5}));
  EXPECT_EQ(parse_span("PT1H30M15S"), (Span{hours{1} + minutes{30} + seconds{15}, 0}));
  for (const auto* text : {"PT30M", "PT24H", "P5D", "PT1H30M15S", "PT0S"}) EXPECT_EQ(to_text(parse_span(text).value()), text);
}

TEST(Span, refuses_what_it_cannot_promise) {
  for (const auto* text : {"", "P", "PT", "5D", "P5", "P-5D", "PT30", "P5DT2H", "P1M", "P1W", "PT30M ", "pt30m", "PT1M1H", "P99999999D", "PT0.5H"}) {
    EXPECT_FALSE(parse_span(text)) << text;
  }
}

TEST(Span, days_count_in_days_and_time_in_time) {
  EXPECT_EQ(shown(add(office(), at("2025-09-30 10:00"), Span{{}, 1})), "2025-10-09T10:00:00");
  EXPECT_EQ(shown(add(office(), at("2025-09-30 17:00"), Span{hours{1}, 0})), "2025-10-09T09:30:00");
}

}  // namespace
}  // namespace yiwang
