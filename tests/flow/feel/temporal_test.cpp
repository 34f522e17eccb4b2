#include "flow/feel/temporal.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>

#include "flow/feel/expression.h"

namespace yiwang::feel {
namespace {

rc::Gen<Date> any_date() {
  return rc::gen::map(rc::gen::inRange<std::int64_t>(-5'000'000, 5'000'000), [](std::int64_t days) { return *from_days(days); });
}

RC_GTEST_PROP(Dates, DaysAndDatesAreOneAnother, ()) {
  const auto days = *rc::gen::inRange<std::int64_t>(-300'000'000'000, 300'000'000'000);
  const auto date = *from_days(days);
  RC_ASSERT(is_valid(date));
  RC_ASSERT(to_days(date) == days);
  RC_ASSERT(*parse_date(to_text(date)) == date);
}

RC_GTEST_PROP(Dates, AgreeWithTheStandardLibrary, ()) {
  const auto days = *rc::gen::inRange(-2'000'000, 2'000'000);
  const std::chrono::year_month_day theirs{std::chrono::sys_days{std::chrono::days{days}}};
  const auto ours = *from_days(days);
  RC_ASSERT(ours.year == static_cast<int>(theirs.year()));
  RC_ASSERT(ours.month == static_cast<unsigned>(theirs.month()));
  RC_ASSERT(ours.day == static_cast<unsigned>(theirs.day()));
  RC_ASSERT(static_cast<unsigned>(weekday(ours)) == std::chrono::weekday{std::chrono::sys_days{std::chrono::days{days}}}.iso_encoding());
}

RC_GTEST_PROP(Dates, AddingDaysAndTakingThemAwayComesBack, ()) {
  const auto date = *any_date();
  const auto span = *rc::gen::inRange(-1'000'000, 1'000'000);
  Scope scope;
  scope.set("d", Value::make_date(date));
  scope.set("s", Value::make_days_time(DaysTime{span * 86'400LL, 0}));
  const auto there = Expression::parse("d + s")->evaluate(scope);
  RC_ASSERT(Expression::parse("d + s - s")->evaluate(scope) == Value::make_date(date));
  scope.set("e", there);
  RC_ASSERT(Expression::parse("e - d")->evaluate(scope) == Value::make_days_time(DaysTime{span * 86'400LL, 0}));
}

RC_GTEST_PROP(Dates, AddingMonthsLandsInThatMonth, ()) {
  const auto date = *any_date();
  const auto months = *rc::gen::inRange(-5000, 5000);
  const auto there = *add_months(date, months);
  RC_ASSERT(is_valid(there));
  RC_ASSERT(there.year * 12 + there.month == date.year * 12 + date.month + months);
  RC_ASSERT(there.day == std::min<int>(date.day, days_in_month(there.year, there.month)));
}

RC_GTEST_PROP(DateTimes, MomentsComeBackInEveryZone, ()) {
  const auto seconds = *rc::gen::inRange<std::int64_t>(-4'000'000'000, 8'000'000'000);
  const auto zone = *rc::gen::elementOf(std::vector<Zone>{Zone::utc(), *Zone::offset(8 * 3600), *Zone::named("Asia/Shanghai"), *Zone::named("Europe/Paris")});
  const auto at = *from_moment({seconds, 123'456'789}, zone);
  RC_ASSERT(*parse_date_time(to_text(at)) == at);
  const auto back = to_moment(at);
  RC_ASSERT(back.nanos == 123'456'789);
  // An hour that the clock shows twice cannot come back as both.
  RC_ASSERT(back.seconds == seconds || (zone.is_named() && std::abs(back.seconds - seconds) <= 3600));
}

RC_GTEST_PROP(Durations, TextReadsBack, (std::int64_t seconds, std::int32_t months)) {
  const DaysTime span{seconds % 1'000'000'000'000, static_cast<std::int32_t>((seconds & 0x7fffffff) % 1'000'000'000)};
  RC_ASSERT(*parse_days_time(to_text(span)) == span);
  RC_ASSERT(*parse_years_months(to_text(YearsMonths{months})) == YearsMonths{months});
}

TEST(Zones, OnlyTheDatabasesNamesAreZones) {
  EXPECT_TRUE(Zone::named("Asia/Shanghai"));
  EXPECT_TRUE(Zone::named("Etc/UTC"));
  EXPECT_FALSE(Zone::named("GMT+3"));
  EXPECT_FALSE(Zone::named("Shanghai"));
  EXPECT_FALSE(Zone::named(""));
  EXPECT_FALSE(Zone::offset(15 * 3600));
}

TEST(Instants, AreToldInAZone) {
  const auto at = from_instant(*parse_instant("2026-11-21T08:30:00.250Z"), *Zone::named("Asia/Shanghai"));
  EXPECT_EQ(to_text(at), "2026-11-21T16:30:00.25@Asia/Shanghai");
  EXPECT_EQ(to_instant(at, Zone::utc()), *parse_instant("2026-11-21T08:30:00.250Z"));
  EXPECT_EQ(to_instant(*parse_date_time("2026-11-21T16:30:00"), *Zone::offset(8 * 3600)), *parse_instant("2026-11-21T08:30:00Z"));
}

}  // namespace
}  // namespace yiwang::feel
