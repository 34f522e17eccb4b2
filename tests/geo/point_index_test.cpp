#include "geo/index/point_index.h"

#include <geodesic.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/random.h"
#include "geo/index/crossing.h"
#include "geo/index/segment_index.h"
#include "geo/index/shape_index.h"

namespace yiwang {
namespace {

LonLat somewhere(Random& random) { return {118 + 0.2 * random.unit(), 31.9 + 0.2 * random.unit()}; }

// Clusters, doubles and lonely ones, as cities have them.
std::vector<KeyedPoint> scattered(Random& random, std::size_t count) {
  std::vector<KeyedPoint> points;
  while (points.size() < count) {
    const auto key = static_cast<std::uint32_t>(points.size() * 3 % 1009);
    const auto pick = random.below(4);
    if (pick == 0 || points.empty()) points.push_back({key, somewhere(random)});
    else if (pick == 1) points.push_back({key, points[random.below(points.size())].point});
    else {
      const auto near = points[random.below(points.size())].point;
      points.push_back({key, {near.lon + 0.001 * (random.unit() - 0.5), near.lat + 0.001 * (random.unit() - 0.5)}});
    }
  }
  return points;
}

std::vector<Near> all_by_distance(const std::vector<KeyedPoint>& points, LonLat from) {
  std::vector<Near> out;
  for (const auto& one : points) out.push_back({one.key, ground_metres(from, one.point)});
  std::sort(out.begin(), out.end(), nearer);
  return out;
}

constexpr double kSame = 1e-6;   // metres: rounding of two frames

bool alike(const std::vector<Near>& found, const std::vector<Near>& wanted) {
  if (found.size() != wanted.size()) return false;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (std::abs(found[i].metres - wanted[i].metres) > kSame) return false;
    // Keys may change places only where distances are the same to rounding.
    if (found[i].key == wanted[i].key) continue;
    const auto twin = std::any_of(wanted.begin(), wanted.end(), [&](const Near& w) { return w.key == found[i].key && std::abs(w.metres - found[i].metres) <= kSame; });
    if (!twin && i + 1 != found.size()) return false;
  }
  return std::is_sorted(found.begin(), found.end(), nearer);
}

double shortest_way(LonLat a, LonLat b) {
  geod_geodesic earth;
  geod_init(&earth, 6378137, 1 / 298.257223563);
  double metres = 0;
  geod_inverse(&earth, a.lat, a.lon, b.lat, b.lon, &metres, nullptr, nullptr);
  return metres;
}

TEST(GroundFrame, measures_the_shortest_way_on_the_ellipsoid) {
  double worst_10 = 0, worst_100 = 0;
  Random random(1);
  for (int i = 0; i < 20000; ++i) {
    const LonLat a{360 * random.unit() - 180, 170 * random.unit() - 85};
    const GroundFrame frame(a);
    const double turn = 6.283185307179586 * random.unit();
    const auto near = frame.to_place(10000 * std::cos(turn), 10000 * std::sin(turn)), far = frame.to_place(99000 * std::cos(turn), 99000 * std::sin(turn));
    worst_10 = std::max(worst_10, std::abs(ground_metres(a, near) - shortest_way(a, near)));
    worst_100 = std::max(worst_100, std::abs(ground_metres(a, far) - shortest_way(a, far)));
  }
  EXPECT_LT(worst_10, 2e-5);
  EXPECT_LT(worst_100, 0.02);
  EXPECT_GT(worst_100, 0.001) << "the stated error is far too careful";
  EXPECT_EQ(ground_metres({118, 32}, {118, 32}), 0);
  std::printf("against geod_inverse: %.2g m at 10 km, %.2g m at 100 km\n", worst_10, worst_100);
}

RC_GTEST_PROP(GroundFrame, there_and_back_is_the_same_place, (std::uint64_t seed)) {
  Random random(seed);
  const LonLat origin{360 * random.unit() - 180, 170 * random.unit() - 85};
  const GroundFrame frame(origin);
  const double x = 40000 * (random.unit() - 0.5), y = 40000 * (random.unit() - 0.5);
  const auto back = frame.to_frame(frame.to_place(x, y));
  RC_ASSERT(std::abs(back.x - x) < 1e-3);
  RC_ASSERT(std::abs(back.y - y) < 1e-3);
}

TEST(PointIndex, of_nothing_finds_nothing) {
  const PointIndex index;
  EXPECT_TRUE(index.nearest({118, 32}, 5).empty());
  EXPECT_TRUE(index.in_circle({118, 32}, 1e6).empty());
  EXPECT_TRUE(index.along({{118, 32}, {119, 32}}, 100).empty());
  EXPECT_TRUE(index.in_polygon({Polygon{{{118, 32}, {119, 32}, {119, 33}}, {}}}).empty());
}

TEST(PointIndex, equal_distances_go_by_the_smaller_key) {
  const LonLat here{118, 32}, there{118.01, 32};
  const PointIndex index({{9, there}, {4, there}, {6, there}, {1, here}});
  const auto found = index.nearest(here, 3);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].key, 1u);
  EXPECT_EQ(found[1].key, 4u);
  EXPECT_EQ(found[2].key, 6u);
}

RC_GTEST_PROP(PointIndex, nearest_agrees_with_trying_all, (std::uint64_t seed)) {
  Random random(seed);
  const auto points = scattered(random, 1 + random.below(600));
  const PointIndex index(points);
  const auto from = somewhere(random);
  auto wanted = all_by_distance(points, from);
  const auto k = 1 + random.below(20);
  auto first = wanted;
  first.resize(std::min<std::size_t>(k, first.size()));
  RC_ASSERT(alike(index.nearest(from, k), first));
  const auto odd = [](std::uint32_t key) { return key % 2 == 1; };
  std::erase_if(wanted, [&](const Near& n) { return !odd(n.key) || n.metres > 5000; });
  wanted.resize(std::min<std::size_t>(k, wanted.size()));
  RC_ASSERT(alike(index.nearest(from, k, 5000, odd), wanted));
}

RC_GTEST_PROP(PointIndex, circle_agrees_with_trying_all, (std::uint64_t seed)) {
  Random random(seed);
  const auto points = scattered(random, 1 + random.below(600));
  const auto centre = somewhere(random);
  const double metres = 8000 * random.unit() * random.unit();
  auto wanted = all_by_distance(points, centre);
  std::erase_if(wanted, [&](const Near& n) { return n.metres > metres; });
  RC_ASSERT(alike(PointIndex(points).in_circle(centre, metres), wanted));
}

RC_GTEST_PROP(PointIndex, corridor_agrees_with_walking_the_line, (std::uint64_t seed)) {
  Random random(seed);
  const auto points = scattered(random, 1 + random.below(200));
  std::vector<LonLat> line;
  for (std::uint64_t i = 0; i < 1 + random.below(5); ++i) line.push_back(somewhere(random));
  const double metres = 30 + 1000 * random.unit();
  const auto found = PointIndex(points).along(line, metres);
  RC_ASSERT(std::is_sorted(found.begin(), found.end(), nearer));
  // The line in steps of at most two metres: never nearer than the line itself, and a metre off at the most.
  const auto steps = detail::in_short_pieces(line, 2);
  std::vector<std::uint32_t> sure, near;
  for (const auto& one : points) {
    double least = 1e9;
    for (const auto step : steps) {
      const double dx = (step.lon - one.point.lon) * 94000, dy = (step.lat - one.point.lat) * 110800;
      if (dx * dx + dy * dy < 1.1 * metres * metres) least = std::min(least, ground_metres(step, one.point));
    }
    if (least <= metres) sure.push_back(one.key);
    if (least <= metres + 0.01 + 1.0 / metres) near.push_back(one.key);
  }
  std::vector<std::uint32_t> keys;
  for (const auto& one : found) keys.push_back(one.key);
  for (auto* list : {&sure, &near, &keys}) std::sort(list->begin(), list->end());
  RC_ASSERT(std::includes(keys.begin(), keys.end(), sure.begin(), sure.end()));
  RC_ASSERT(std::includes(near.begin(), near.end(), keys.begin(), keys.end()));
}

RC_GTEST_PROP(PointIndex, polygon_agrees_with_trying_all, (std::uint64_t seed)) {
  Random random(seed);
  const auto points = scattered(random, 1 + random.below(600));
  const auto middle = somewhere(random);
  Ring star;
  const auto corners = 3 + random.below(400);
  for (std::uint64_t i = 0; i < corners; ++i) {
    const double turn = 6.283185307179586 * static_cast<double>(i) / static_cast<double>(corners), far = 0.01 + 0.08 * random.unit();
    star.push_back({middle.lon + far * std::cos(turn), middle.lat + far * std::sin(turn)});
  }
  const MultiPolygon shape{Polygon{star, {}}};
  const auto sides = crossings(shape);
  std::vector<Near> wanted;
  for (const auto& one : points) {
    if (contains(sides, one.point)) wanted.push_back({one.key, 0});
  }
  std::sort(wanted.begin(), wanted.end(), nearer);
  RC_ASSERT(PointIndex(points).in_polygon(shape) == wanted);
}

RC_GTEST_PROP(SegmentIndex, nearest_lines_agree_with_trying_all, (std::uint64_t seed)) {
  Random random(seed);
  std::vector<KeyedLine> lines;
  for (std::uint32_t key = 0; key < 40; ++key) {
    const auto a = somewhere(random);
    lines.push_back({key, {a, {a.lon + 0.02 * random.unit(), a.lat + 0.02 * random.unit()}, {a.lon + 0.03, a.lat}}});
  }
  const auto from = somewhere(random);
  std::vector<Near> wanted;
  for (const auto& one : lines) {
    const auto along = PointIndex({{one.key, from}}).along(one.line, 1e6);
    RC_ASSERT(along.size() == 1u);
    if (along[0].metres <= 3000) wanted.push_back(along[0]);
  }
  std::sort(wanted.begin(), wanted.end(), nearer);
  wanted.resize(std::min<std::size_t>(wanted.size(), 5));
  const auto found = SegmentIndex(lines).nearest(from, 5, 3000);
  RC_ASSERT(found.size() == wanted.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    RC_ASSERT(found[i].key == wanted[i].key);
    RC_ASSERT(std::abs(found[i].metres - wanted[i].metres) < 1e-6);
    RC_ASSERT(std::abs(ground_metres(from, found[i].at) - found[i].metres) < 0.01);
  }
}

RC_GTEST_PROP(ShapeIndex, holders_and_neighbours_agree_with_trying_all, (std::uint64_t seed)) {
  Random random(seed);
  std::vector<std::pair<std::uint32_t, MultiPolygon>> shapes;
  for (std::uint32_t key = 0; key < 80; ++key) {
    const auto a = somewhere(random);
    const double w = 0.03 * random.unit(), h = 0.03 * random.unit();
    shapes.push_back({key, {Polygon{{a, {a.lon + w, a.lat + h / 3}, {a.lon + w / 2, a.lat + h}}, {}}}});
  }
  const ShapeIndex index(shapes);
  for (int i = 0; i < 50; ++i) {
    const auto point = somewhere(random);
    const Box wanted_box{point, {point.lon + 0.01, point.lat + 0.01}};
    std::vector<std::uint32_t> holding, touching;
    for (const auto& [key, shape] : shapes) {
      if (contains(crossings(shape), point)) holding.push_back(key);
      const auto b = bounds(shape);
      if (b.low.lon <= wanted_box.high.lon && b.high.lon >= wanted_box.low.lon && b.low.lat <= wanted_box.high.lat && b.high.lat >= wanted_box.low.lat) touching.push_back(key);
    }
    RC_ASSERT(index.holding(point) == holding);
    RC_ASSERT(index.touching(wanted_box) == touching);
  }
}

}  // namespace
}  // namespace yiwang
