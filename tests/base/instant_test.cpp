#include "base/instant.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace yiwang {
namespace {

Instant utc(std::int64_t ms) { return Instant{milliseconds{ms}}; }

TEST(Instant, is_written_in_utc_and_for_people) {
  EXPECT_EQ(to_text(utc(0)), "1970-01-01T00:00:00Z");
  EXPECT_EQ(to_text(utc(1795248000000)), "2026-11-21T08:00:00Z");
  EXPECT_EQ(to_text(utc(1795248000007)), "2026-11-21T08:00:00.007Z");
  EXPECT_EQ(to_text(utc(1795248000000), minutes{480}), "2026-11-21T16:00:00+08:00");
  EXPECT_EQ(to_text(utc(0), minutes{-210}), "1969-12-31T20:30:00-03:30");
}

TEST(Instant, reads_the_forms_that_files_hold) {
  const auto expected = utc(1795248000000);
  for (const auto* text : {"2026-11-21T08:00:00Z", "2026-11-21t08:00:00z", "2026-11-21T16:00:00+08:00", "2026-11-21T16:00:00.000+0800", "2026-11-21 16:00",
                           " 2026-11-21 16:00:00 ", "2026/11/21 16:00:00", "2026-11-21T04:30:00-03:30"}) {
    EXPECT_EQ(parse_instant(text), expected) << text;
  }
  EXPECT_EQ(parse_instant("2026/1/5 9:03"), parse_instant("2026-01-05T09:03:00+08:00"));
  EXPECT_EQ(parse_instant("2026-01-05"), parse_instant("2026-01-05T00:00:00+08:00"));
  EXPECT_EQ(parse_instant("2026-11-21T08:00:00.123456Z"), expected + milliseconds{123});
  EXPECT_EQ(parse_instant("2026-11-21T08:00:00.5Z"), expected + milliseconds{500});
}

TEST(Instant, refuses_what_is_no_moment) {
  for (const auto* text : {"", "yesterday", "2026", "2026-13-01", "2026-02-30", "2026-11-21T24:00:00Z", "2026-11-21T08:60:00Z", "2026-11-21T08:00:00Zx", "1899-12-31",
                           "2201-01-01", "2026-11-21T08", "2026-11-21T08:00:00+15:00", "2026-11-21T08:00:00.Z", "20261121"}) {
    EXPECT_FALSE(parse_instant(text)) << text;
  }
}

RC_GTEST_PROP(Instant, text_comes_back, ()) {
  const auto at = utc(*rc::gen::inRange<std::int64_t>(-2208900000000, 7258000000000));
  const auto offset = minutes{*rc::gen::inRange(-12 * 60, 14 * 60)};
  RC_ASSERT(parse_instant(to_text(at)) == at);
  RC_ASSERT(parse_instant(to_text(at, offset)) == at);
}

RC_GTEST_PROP(Instant, local_time_comes_back, ()) {
  const auto at = utc(*rc::gen::inRange<std::int64_t>(-2208900000000, 7258000000000));
  const auto offset = minutes{*rc::gen::inRange(-12 * 60, 14 * 60)};
  const auto local = to_local(at, offset);
  RC_ASSERT(from_local(local, offset) == at);
  RC_ASSERT(local.since_midnight >= milliseconds{0} && local.since_midnight < hours{24});
}

}  // namespace
}  // namespace yiwang
