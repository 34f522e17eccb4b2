#include "geo/place.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "geo/coordinates.h"
#include "geo/index/grid_cell.h"

namespace yiwang {
namespace {

LonLat any_point(double low_lon, double low_lat, double high_lon, double high_lat) {
  const auto part = [] { return static_cast<double>(*rc::gen::resize(100, rc::gen::inRange(0, 1000000001))) / 1e9; };
  return {low_lon + part() * (high_lon - low_lon), low_lat + part() * (high_lat - low_lat)};
}

TEST(Place, distances_agree_with_known_ones) {
  EXPECT_NEAR(metres_between({0, 0}, {1, 0}), 111195, 1);
  EXPECT_NEAR(metres_between({116.4074, 39.9042}, {121.4737, 31.2304}), 1067e3, 2e3);   // Beijing to Shanghai
  EXPECT_NEAR(metres_between({118.78, 32.04}, {118.78001, 32.04}), 0.9425, 0.001);
  EXPECT_EQ(metres_between({118, 32}, {118, 32}), 0);
  EXPECT_NEAR(metres_between({179.5, 0}, {-179.5, 0}), 111195, 1);
}

TEST(Place, a_point_must_lie_on_earth) {
  EXPECT_TRUE(check_point({118.78, 32.04}));
  EXPECT_TRUE(check_point({-180, -90}));
  EXPECT_EQ(check_point({32.04, 118.78}).error(), (Refusal{Reason::bad_point, {{"swapped", "true"}}, ""}));
  EXPECT_EQ(check_point({200, 200}).error(), (Refusal{Reason::bad_point, {}, ""}));
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN(), kFar = std::numeric_limits<double>::infinity();
  for (const auto point : {LonLat{kNan, 0}, LonLat{0, kNan}, LonLat{kFar, 0}, LonLat{0, -kFar}}) EXPECT_EQ(check_point(point).error().reason, Reason::bad_point);
}

TEST(Place, is_written_as_people_write_it) { EXPECT_EQ(to_text(LonLat{118.7800000004, 32.1}), "118.78,32.1"); }

TEST(Coordinates, agree_with_published_examples) {
  struct { LonLat wgs84, gcj02; } const known[] = {{{121.5272106, 31.1774276}, {121.531541859215, 31.17530398364597}},
                                                   {{113.912316, 22.543847}, {113.9171764808363, 22.540796131694766}},
                                                   {{116.377817, 39.911954}, {116.38404722455657, 39.91334545536069}}};
  for (const auto& [wgs84, gcj02] : known) EXPECT_LT(metres_between(wgs84_to_gcj02(wgs84), gcj02), 0.01);
  EXPECT_LT(metres_between(gcj02_to_bd09({116.404, 39.915}), {116.41036949371029, 39.92133699351022}), 0.01);
}

TEST(Coordinates, abroad_nothing_is_shifted) {
  const LonLat boston{-71.06, 42.36};
  EXPECT_EQ(wgs84_to_gcj02(boston), boston);
  EXPECT_EQ(gcj02_to_wgs84(boston), boston);
}

RC_GTEST_PROP(Coordinates, there_and_back_is_within_a_millimetre, ()) {
  const auto point = any_point(73.5, 18, 135, 53.5);
  RC_ASSERT(metres_between(gcj02_to_wgs84(wgs84_to_gcj02(point)), point) < 0.001);
  RC_ASSERT(metres_between(bd09_to_gcj02(gcj02_to_bd09(point)), point) < 0.001);
  RC_ASSERT(metres_between(bd09_to_wgs84(wgs84_to_bd09(point)), point) < 0.002);
  const double shift = metres_between(point, wgs84_to_gcj02(point));
  RC_ASSERT(shift > 10 && shift < 1500);
}

RC_GTEST_PROP(GridCell, what_is_near_lies_in_one_of_nine_cells, ()) {
  const auto a = any_point(-170, -79, 170, 79);
  const double metres = *rc::gen::element(10.0, 200.0, 1000.0, 50000.0);
  const auto step = [&] { return metres * 0.999 * (2 * static_cast<double>(*rc::gen::resize(100, rc::gen::inRange(0, 1001))) / 1000 - 1); };
  const LonLat b{a.lon + step() / 111195 / std::cos(a.lat * 0.017453292519943295), a.lat + step() / 111195};
  RC_PRE(metres_between(a, b) <= metres);
  const auto cells = cells_around(a, metres);
  RC_ASSERT(cells[0] == cell_key(a, metres));
  RC_ASSERT(std::find(cells.begin(), cells.end(), cell_key(b, metres)) != cells.end());
}

RC_GTEST_PROP(GridCell, what_shares_a_cell_is_near, ()) {
  const auto a = any_point(-170, -60, 170, 60);
  const LonLat b{a.lon + 0.0005, a.lat + 0.0005};
  if (cell_key(a, 200) == cell_key(b, 200)) RC_ASSERT(metres_between(a, b) < 200 * 1.5);
  RC_ASSERT(cell_key(a, 200) != cell_key({a.lon, a.lat + 0.003}, 200));
}

}  // namespace
}  // namespace yiwang
