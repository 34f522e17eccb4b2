#include "geo/overlay.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <sstream>

#include "geo/index/crossing.h"
#include "geo/geojson.h"
#include "support/data_folder.h"

namespace yiwang {
namespace {

MultiPolygon box(double west, double south, double east, double north) { return {Polygon{{{west, south}, {east, south}, {east, north}, {west, north}}, {}}}; }

TEST(Overlay, areas_are_those_of_the_ellipsoid) {
  // A cell of one degree at the equator and at 32 north, by the published length of degrees (Snyder table 12): 110.576 x 111.320 and 110.861 x ~94.0 km.
  EXPECT_NEAR(area_m2(box(0, 0, 1, 1)), 12308778361, 1e6);
  EXPECT_NEAR(area_m2(box(118, 32, 119, 33)) / (110870.0 * 94025), 1, 0.001);
  EXPECT_NEAR(area_m2(box(118, 32, 118.00001, 32.00001)), 0.944 * 1.109, 0.003);
  MultiPolygon ring = box(0, 0, 3, 3);
  ring[0].holes.push_back(box(1, 1, 2, 2)[0].outer);
  EXPECT_NEAR(area_m2(ring), area_m2(box(0, 0, 3, 3)) - area_m2(box(1, 1, 2, 2)), 1);
  EXPECT_EQ(area_m2({}), 0);
}

RC_GTEST_PROP(Overlay, common_part_and_remainder_add_up, ()) {
  const auto spot = [](double at) { return at + static_cast<double>(*rc::gen::resize(100, rc::gen::inRange(0, 1000))) / 1e5; };
  const auto any_box = [&] {
    const double west = spot(118), south = spot(32);
    return box(west, south, west + spot(0.001), south + spot(0.001));
  };
  const auto a = any_box(), b = any_box();
  const double common = area_m2(common_part(a, b));
  RC_ASSERT(std::abs(common + area_m2(remainder(a, {&b})) - area_m2(a)) < 1e-6 * area_m2(a));
  RC_ASSERT(std::abs(area_m2(joined(a, b)) - (area_m2(a) + area_m2(b) - common)) < 1e-6 * area_m2(a));
}

TEST(Overlay, a_point_inside_a_gap_is_inside_it) {
  const auto whole = box(118, 32, 118.3, 32.1), left = box(118, 32, 118.1, 32.1), right = box(118.2, 32, 118.3, 32.1);
  const auto gap = remainder(whole, {&left, &right});
  EXPECT_NEAR(area_m2(gap) / area_m2(whole), 1.0 / 3, 1e-6);
  EXPECT_TRUE(contains(crossings(box(118.1, 32, 118.2, 32.1)), point_inside(gap)));
  const auto none = remainder(left, {&whole});
  EXPECT_EQ(area_m2(none), 0);
  EXPECT_EQ(point_inside({}), LonLat{});
}

TEST(Overlay, neighbours_that_only_touch_have_nothing_in_common) {
  EXPECT_LT(area_m2(common_part(box(118, 32, 118.1, 32.1), box(118.1, 32, 118.2, 32.1))), 0.1);
}

TEST(Overlay, the_centre_of_a_box_is_its_middle) {
  const auto centre = centroid(box(118, 32, 118.2, 32.1));
  EXPECT_NEAR(centre.lon, 118.1, 1e-9);
  EXPECT_NEAR(centre.lat, 32.05, 1e-9);
}

TEST(Overlay, faults_of_shapes_are_named) {
  EXPECT_EQ(shape_fault(box(118, 32, 118.1, 32.1)), "");
  EXPECT_EQ(shape_fault({}), "too_few_points");
  EXPECT_EQ(shape_fault({Polygon{{{0, 0}, {2, 2}, {2, 0}, {0, 2}}, {}}}), "self_crossing");
  EXPECT_EQ(self_crossing({Polygon{{{0, 0}, {2, 2}, {2, 0}, {0, 2}}, {}}}), (LonLat{1, 1}));
  EXPECT_EQ(self_crossing(box(0, 0, 1, 1)), std::nullopt);
  EXPECT_EQ(shape_fault({box(0, 0, 2, 2)[0], box(1, 1, 3, 3)[0]}), "overlapping_parts");
  EXPECT_EQ(shape_fault({Polygon{{{0, 0}, {4, 0}, {4, 4}, {4, 9}, {4, 4}, {0, 4}}, {}}}), "spikes");
}

TEST(Overlay, parts_of_one_shape_may_share_a_border) {
  const MultiPolygon two{box(0, 0, 1, 1)[0], box(1, 0.2, 2, 1.2)[0]};
  EXPECT_EQ(shape_fault(two), "");
  EXPECT_NEAR(area_m2(common_part(two, box(0, 0, 3, 3))) / area_m2(two), 1, 1e-9);
  EXPECT_EQ(joined(two, {}).size(), 1U);
}

TEST(Overlay, real_districts_cover_their_city) {
  const auto folder = support::data_folder();
  if (folder.empty()) GTEST_SKIP() << support::kNoData;
  double sum = 0;
  MultiPolygon all;
  int districts = 0;
  for (const auto* code : {"320102", "320104", "320105", "320106", "320111", "320113", "320114", "320115", "320116", "320117", "320118"}) {
    std::ifstream in(folder / "geo-nanjing" / (std::string(code) + ".json"));
    std::stringstream text;
    text << in.rdbuf();
    const auto whole = json::parse_text(text.str()).value();
    const auto shape = read_shape((whole.is_array() ? whole.at(0) : whole.at("features").at(0)).at("geometry"));
    ASSERT_TRUE(shape) << code << " " << shape.error().field << " " << (shape.error().facts.empty() ? "" : shape.error().facts[0].second);
    sum += area_m2(*shape);
    all = joined(all, *shape);
    ++districts;
  }
  EXPECT_EQ(districts, 11);
  EXPECT_NEAR(sum / 6587e6, 1, 0.01);   // the city's published area, square kilometres
  EXPECT_NEAR(area_m2(all) / sum, 1, 0.005);
}

}  // namespace
}  // namespace yiwang
