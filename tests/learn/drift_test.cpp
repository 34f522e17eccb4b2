#include <gtest/gtest.h>

#include "base/random.h"
#include "learn/drift.h"

namespace yiwang::testing {
namespace {

constexpr std::int32_t kToday = 20'500;

struct World {
  double first_class = 0.5, confidence = 0.8, to_dispatcher = 0.2, corrected = 0.08, returned = 0.04;
};

/// Sixty days of `a_day` cases each; from `changed` on the other world.
std::vector<ModelDay> stream(const World& before, const World& after, std::int32_t changed, int a_day, std::uint64_t seed) {
  Random random(seed);
  std::vector<ModelDay> out;
  for (std::int32_t day = kToday - 60; day < kToday; ++day) {
    const auto& world = day < changed ? before : after;
    std::map<std::string, ModelDay> classes;
    for (int i = 0; i < a_day; ++i) {
      const auto code = random.chance(world.first_class) ? std::string("01") : "0" + std::to_string(2 + random.below(8));
      auto& d = classes[code];
      d.day = day;
      d.of_class = code;
      ++d.count;
      ++d.decided;
      d.to_dispatcher += random.chance(world.to_dispatcher) ? 1 : 0;
      d.corrected += random.chance(world.corrected) ? 1 : 0;
      d.returned += random.chance(world.returned) ? 1 : 0;
      d.confidence += std::min(1.0, world.confidence + 0.2 * (random.unit() - 0.5));
    }
    for (auto& [code, d] : classes) out.push_back(d);
  }
  return out;
}

std::vector<std::string> alarms(const Drift& drift) {
  std::vector<std::string> out;
  for (const auto& m : drift.measures) {
    if (m.alarm) out.push_back(m.what);
  }
  return out;
}

TEST(Drift, stays_quiet_on_a_steady_stream_whatever_its_size) {
  for (const int a_day : {3, 10, 40, 400}) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      const auto drift = measure_drift(stream({}, {}, kToday, a_day, seed), kToday);
      EXPECT_TRUE(alarms(drift).empty()) << a_day << " a day, seed " << seed << ": " << alarms(drift).front();
    }
  }
}

TEST(Drift, says_what_changed_and_since_when) {
  const std::int32_t changed = kToday - 7;
  const auto fires = [&](World after, const std::string& what) {
    const auto drift = measure_drift(stream({}, after, changed, 60, 3), kToday);
    EXPECT_EQ(alarms(drift), std::vector<std::string>{what});
    for (const auto& m : drift.measures) {
      if (!m.alarm) {
        EXPECT_EQ(m.since, 0);
      } else {
        EXPECT_LE(m.since, kToday - 1);
        EXPECT_GE(m.since, changed) << "a week that ended before the change cannot show it";
      }
    }
  };
  World world;
  world.first_class = 0.1;
  fires(world, "classes");
  world = {};
  world.confidence = 0.6;
  fires(world, "confidence");
  world = {};
  world.to_dispatcher = 0.5;
  fires(world, "to_dispatcher");
  world = {};
  world.corrected = 0.3;
  fires(world, "corrections");
  world = {};
  world.returned = 0.2;
  fires(world, "returns");
}

TEST(Drift, names_the_class_that_moved_most_first) {
  World after;
  after.first_class = 0.1;
  const auto drift = measure_drift(stream({}, after, kToday - 7, 60, 5), kToday);
  ASSERT_FALSE(drift.classes.empty());
  EXPECT_EQ(drift.classes.front().of_class, "01");
  EXPECT_GT(drift.classes.front().baseline, drift.classes.front().share);
  EXPECT_GT(drift.jensen_shannon, 0.05);
}

TEST(Drift, does_not_alarm_on_a_handful_of_cases) {
  World after;
  after.first_class = 0;
  after.corrected = 1;
  const auto drift = measure_drift(stream({}, after, kToday - 7, 2, 1), kToday);
  EXPECT_FALSE(drift.enough);
  EXPECT_TRUE(alarms(drift).empty());
  EXPECT_TRUE(alarms(measure_drift({}, kToday)).empty());
}

}  // namespace
}  // namespace yiwang::testing
