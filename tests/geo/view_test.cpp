#include "geo/index/view.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numbers>

#include "base/random.h"
#include "geo/index/crossing.h"
#include "geo/overlay.h"

namespace yiwang {
namespace {

constexpr LonLat kHere{113.62, 31.24};
const GroundFrame kFrame(kHere);

LonLat at(double east, double north) { return kFrame.to_place(east, north); }
MultiPolygon block(double west, double south, double east, double north) { return {Polygon{{at(west, south), at(east, south), at(east, north), at(west, north)}, {}}}; }

TEST(View, covers_its_opening_and_range_only) {
  const FieldOfView north_east{kHere, 45, 90, 100, 6};
  EXPECT_TRUE(covers(north_east, at(50, 50)));
  EXPECT_TRUE(covers(north_east, at(1, 60)));
  EXPECT_FALSE(covers(north_east, at(-5, 50)));
  EXPECT_FALSE(covers(north_east, at(80, 80)));
  const FieldOfView over_north{kHere, 350, 40, 100, 6};
  EXPECT_TRUE(covers(over_north, at(0, 50)));
  EXPECT_TRUE(covers(over_north, at(5, 50)));
  EXPECT_FALSE(covers(over_north, at(20, 50)));
  EXPECT_TRUE(covers(FieldOfView{kHere, 0, 360, 100, 6}, at(-50, -50)));
}

TEST(ViewIndex, a_building_hides_what_lies_in_it_and_behind_it) {
  const ViewIndex index({FieldOfView{kHere, 0, 90, 100, 6}}, {{block(-10, 40, 10, 50), 18}});
  EXPECT_TRUE(index.sees(0, at(0, 39)));
  EXPECT_FALSE(index.sees(0, at(0, 45)));
  EXPECT_FALSE(index.sees(0, at(0, 80)));
  EXPECT_TRUE(index.sees(0, at(30, 80)));
}

TEST(ViewIndex, a_building_lower_than_the_camera_is_seen_over_and_one_of_unknown_height_is_not) {
  const std::vector<FieldOfView> high{FieldOfView{kHere, 0, 90, 100, 6}};
  EXPECT_TRUE(ViewIndex(high, {{block(-10, 40, 10, 50), 3}}).sees(0, at(0, 80)));
  EXPECT_FALSE(ViewIndex(high, {{block(-10, 40, 10, 50), 6}}).sees(0, at(0, 80)));
  EXPECT_FALSE(ViewIndex(high, {{block(-10, 40, 10, 50), 0}}).sees(0, at(0, 80)));
}

TEST(ViewIndex, the_building_a_camera_hangs_on_does_not_blind_it) {
  const ViewIndex index({FieldOfView{kHere, 0, 120, 100, 6}}, {{block(-10, -10, 10, 1), 30}});
  EXPECT_TRUE(index.sees(0, at(0, 50)));
  EXPECT_FALSE(index.visible(0).empty());
}

TEST(ViewIndex, names_the_cameras_that_see_a_point_nearest_first) {
  const ViewIndex index({FieldOfView{at(0, -60), 0, 60, 100, 6}, FieldOfView{at(0, -20), 0, 60, 100, 6}, FieldOfView{at(0, -10), 180, 60, 100, 6}, FieldOfView{at(-300, 0), 90, 60, 100, 6}}, {});
  const auto seeing = index.seeing(kHere);
  ASSERT_EQ(seeing.size(), 2u);
  EXPECT_EQ(seeing[0].key, 1u);
  EXPECT_NEAR(seeing[0].metres, 20, 0.01);
  EXPECT_EQ(seeing[1].key, 0u);
}

TEST(ViewIndex, an_open_view_is_a_sector_of_the_right_size) {
  const ViewIndex index({FieldOfView{kHere, 120, 90, 100, 6}, FieldOfView{kHere, 0, 360, 100, 6}, FieldOfView{kHere, 0, 90, 0, 6}}, {});
  EXPECT_NEAR(area_m2(index.visible(0)), std::numbers::pi * 100 * 100 / 4, 5);
  EXPECT_NEAR(area_m2(index.visible(1)), std::numbers::pi * 100 * 100, 20);
  EXPECT_TRUE(index.visible(2).empty());
}

struct Street {
  std::vector<FieldOfView> views;
  std::vector<Blocker> blockers;
};

Street street(Random& random) {
  Street out;
  for (int i = 0; i < 12; ++i) {
    const double x = 200 * (random.unit() - 0.5), y = 200 * (random.unit() - 0.5);
    out.blockers.push_back({block(x, y, x + 5 + 25 * random.unit(), y + 5 + 25 * random.unit()), random.chance(0.3) ? 3.0 : 18.0});
  }
  for (int i = 0; i < 4; ++i) {
    out.views.push_back({at(120 * (random.unit() - 0.5), 120 * (random.unit() - 0.5)), 360 * random.unit(), random.chance(0.2) ? 360 : 20 + 160 * random.unit(), 40 + 80 * random.unit(), 6});
  }
  return out;
}

// A point well inside the drawn area is seen, one well outside is not: the drawing and the question agree but for the border.
RC_GTEST_PROP(ViewIndex, what_is_drawn_is_what_is_seen, (std::uint64_t seed)) {
  Random random(seed);
  const auto town = street(random);
  const ViewIndex index(town.views, town.blockers);
  for (std::uint32_t v = 0; v < town.views.size(); ++v) {
    const auto drawn = index.visible(v);
    RC_ASSERT(!drawn.empty());
    const auto sides = crossings(drawn);
    for (int i = 0; i < 60; ++i) {
      const double x = 240 * (random.unit() - 0.5), y = 240 * (random.unit() - 0.5);
      int inside = 0;
      constexpr double kNear = 0.15;       // the arc lies up to 0.02 m inside the range, corners a hand's breadth apart
      for (const auto& [dx, dy] : {std::pair{0.0, 0.0}, {kNear, 0.0}, {-kNear, 0.0}, {0.0, kNear}, {0.0, -kNear}, {kNear, kNear}, {-kNear, -kNear}, {kNear, -kNear}, {-kNear, kNear}}) {
        inside += contains(sides, at(x + dx, y + dy)) ? 1 : 0;
      }
      if (inside == 9) RC_ASSERT(index.sees(v, at(x, y)));
      if (inside == 0) RC_ASSERT(!index.sees(v, at(x, y)));
    }
  }
}

RC_GTEST_PROP(ViewIndex, seeing_agrees_with_asking_every_camera, (std::uint64_t seed)) {
  Random random(seed);
  const auto town = street(random);
  const ViewIndex index(town.views, town.blockers);
  for (int i = 0; i < 40; ++i) {
    const auto point = at(240 * (random.unit() - 0.5), 240 * (random.unit() - 0.5));
    std::vector<std::uint32_t> found, wanted;
    for (const auto& one : index.seeing(point)) found.push_back(one.key);
    for (std::uint32_t v = 0; v < town.views.size(); ++v) {
      if (index.sees(v, point)) wanted.push_back(v);
    }
    std::sort(found.begin(), found.end());
    RC_ASSERT(found == wanted);
  }
}

}  // namespace
}  // namespace yiwang
