#include "geo/index/area_index.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <map>

#include "base/random.h"
#include "geo/index/crossing.h"

namespace yiwang {
namespace {

using Shapes = std::vector<std::pair<std::uint32_t, MultiPolygon>>;

Ring box(double west, double south, double east, double north) { return {{west, south}, {east, south}, {east, north}, {west, north}}; }

// The first shape that holds the point, tried one by one on all their sides.
class ByTrying {
 public:
  explicit ByTrying(const Shapes& shapes) {
    for (const auto& [key, shape] : shapes) sides_.emplace_back(key, crossings(shape));
  }
  std::uint32_t find(LonLat point) const {
    for (const auto& [key, sides] : sides_) {
      if (contains(sides, point)) return key;
    }
    return AreaIndex::kNone;
  }

 private:
  std::vector<std::pair<std::uint32_t, std::vector<Crossing>>> sides_;
};

// Town-like cells: a square lattice with shaken corners, each side broken by a corner both neighbours share.
Shapes shaken_lattice(int columns, int rows, std::uint64_t seed) {
  Random random(seed);
  std::map<std::pair<int, int>, LonLat> corners;
  const auto corner = [&](int x, int y) -> LonLat {
    const auto [found, fresh] = corners.try_emplace({x, y});
    if (fresh) {
      found->second = {118 + 0.005 * x + 0.004 * (random.unit() - 0.5), 32 + 0.005 * y + 0.004 * (random.unit() - 0.5)};
    }
    return found->second;
  };
  Shapes shapes;
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      const int l = 2 * x, b = 2 * y;
      Ring ring{corner(l, b), corner(l + 1, b), corner(l + 2, b), corner(l + 2, b + 1), corner(l + 2, b + 2), corner(l + 1, b + 2), corner(l, b + 2), corner(l, b + 1)};
      shapes.push_back({static_cast<std::uint32_t>(shapes.size() + 100), {Polygon{ring, {}}}});
    }
  }
  return shapes;
}

TEST(AreaIndex, an_empty_one_finds_nothing) {
  EXPECT_EQ(AreaIndex(Shapes{}).find({118, 32}), AreaIndex::kNone);
  EXPECT_EQ(AreaIndex(Shapes{{1, {}}}).find({118, 32}), AreaIndex::kNone);
  EXPECT_EQ(AreaIndex(Shapes{{1, {Polygon{{{118, 32}, {118, 32}}, {}}}}}).find({118, 32}), AreaIndex::kNone);
}

TEST(AreaIndex, a_hole_is_outside_and_another_shape_may_fill_it) {
  const AreaIndex index(Shapes{{1, {Polygon{box(0, 0, 10, 10), {box(4, 4, 6, 6)}}}}, {2, {Polygon{box(4, 4, 6, 6), {}}, Polygon{box(20, 20, 21, 21), {}}}}});
  EXPECT_EQ(index.find({1, 1}), 1U);
  EXPECT_EQ(index.find({5, 5}), 2U);
  EXPECT_EQ(index.find({20.5, 20.5}), 2U);
  EXPECT_EQ(index.find({15, 15}), AreaIndex::kNone);
  EXPECT_EQ(index.find({-1, 5}), AreaIndex::kNone);
}

TEST(AreaIndex, of_shapes_that_overlap_the_first_wins_everywhere) {
  const AreaIndex index(Shapes{{7, {Polygon{box(0, 0, 6, 6), {}}}}, {8, {Polygon{box(3, 3, 9, 9), {}}}}});
  for (double x = 0.05; x < 9; x += 0.1) EXPECT_EQ(index.find({x, x}), x < 6 ? 7U : 8U) << x;
}

TEST(AreaIndex, a_point_on_a_shared_border_belongs_to_exactly_one) {
  Shapes shapes;
  for (int y = 0; y < 8; ++y) for (int x = 0; x < 8; ++x) shapes.push_back({static_cast<std::uint32_t>(8 * y + x), {Polygon{box(x, y, x + 1, y + 1), {}}}});
  const AreaIndex index(shapes);
  for (int y = 0; y < 32; ++y) {
    for (int x = 0; x < 32; ++x) {
      const LonLat point{x / 4.0, y / 4.0};
      int holding = 0;
      for (const auto& [key, shape] : shapes) holding += contains(crossings(shape), point);
      EXPECT_EQ(holding, 1) << point.lon << " " << point.lat;
      EXPECT_EQ(index.find(point), static_cast<std::uint32_t>(8 * (y / 4) + x / 4));
    }
  }
}

TEST(AreaIndex, broken_numbers_are_nowhere) {
  const AreaIndex index(Shapes{{1, {Polygon{box(0, 0, 10, 10), {}}}}});
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN(), kFar = std::numeric_limits<double>::infinity();
  for (const auto point : {LonLat{kNan, 5}, LonLat{5, kNan}, LonLat{kFar, 5}, LonLat{5, -kFar}}) EXPECT_EQ(index.find(point), AreaIndex::kNone);
}

TEST(AreaIndex, agrees_with_trying_all_on_a_lattice_and_on_its_very_corners) {
  const auto shapes = shaken_lattice(20, 15, 1);
  const AreaIndex index(shapes);
  const ByTrying oracle(shapes);
  Random random(2);
  int inside = 0;
  for (int i = 0; i < 20000; ++i) {
    const LonLat point{117.98 + 0.24 * random.unit(), 31.98 + 0.2 * random.unit()};
    const auto found = index.find(point);
    ASSERT_EQ(found, oracle.find(point)) << point.lon << " " << point.lat;
    inside += found != AreaIndex::kNone;
  }
  EXPECT_GT(inside, 8000);
  for (const auto& [key, shape] : shapes) {
    for (const auto corner : shape[0].outer) {
      for (const double lon : {corner.lon, std::nextafter(corner.lon, 0), std::nextafter(corner.lon, 200)}) {
        for (const double lat : {corner.lat, std::nextafter(corner.lat, 0), std::nextafter(corner.lat, 200)}) {
          ASSERT_EQ(index.find({lon, lat}), oracle.find({lon, lat}));
        }
      }
    }
  }
}

RC_GTEST_PROP(AreaIndex, agrees_with_trying_all_whatever_the_shapes, ()) {
  // Corners on a coarse lattice: parallel, touching, crossing and degenerate sides all come up.
  const auto spot = [] { return static_cast<double>(*rc::gen::resize(100, rc::gen::inRange(0, 13))) / 4; };
  Shapes shapes;
  const int count = *rc::gen::resize(100, rc::gen::inRange(1, 5));
  for (int i = 0; i < count; ++i) {
    MultiPolygon shape;
    for (int p = *rc::gen::resize(100, rc::gen::inRange(1, 3)); p > 0; --p) {
      Ring ring;
      for (int n = *rc::gen::resize(100, rc::gen::inRange(3, 9)); n > 0; --n) ring.push_back({spot(), spot()});
      if (*rc::gen::arbitrary<bool>()) ring.push_back(ring.front());
      shape.push_back({ring, {}});
    }
    shapes.push_back({static_cast<std::uint32_t>(i), shape});
  }
  const AreaIndex index(shapes);
  const ByTrying oracle(shapes);
  for (double x = -0.125; x <= 3.2; x += 0.125) {
    for (double y = -0.125; y <= 3.2; y += 0.0625) RC_ASSERT(index.find({x, y}) == oracle.find({x, y}));
  }
}

}  // namespace
}  // namespace yiwang
