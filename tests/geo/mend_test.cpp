#include "geo/mend/mend.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <ctime>

#include "base/random.h"
#include "geo/index/crossing.h"
#include "geo/overlay.h"

namespace yiwang {
namespace {

/// A ring on a coarse net, so that places meet, lie on sides and come up twice.
Ring any_ring(int size, double step) {
  Ring ring;
  const int corners = *rc::gen::resize(100, rc::gen::inRange(3, 14));
  for (int i = 0; i < corners; ++i) ring.push_back({118 + step * *rc::gen::resize(100, rc::gen::inRange(0, size)), 32 + step * *rc::gen::resize(100, rc::gen::inRange(0, size))});
  ring.push_back(ring.front());
  return ring;
}

MultiPolygon any_shape() {
  const int size = *rc::gen::element(4, 8, 100'000);
  const double step = size > 100 ? 1e-7 : 0.001;
  MultiPolygon shape;
  const int parts = *rc::gen::resize(100, rc::gen::inRange(1, 4));
  for (int i = 0; i < parts; ++i) {
    Polygon polygon{any_ring(size, step), {}};
    const int holes = *rc::gen::resize(100, rc::gen::inRange(0, 3));
    for (int h = 0; h < holes; ++h) polygon.holes.push_back(any_ring(size, step));
    shape.push_back(std::move(polygon));
  }
  return shape;
}

bool in_ring(const Ring& ring, LonLat p) { return contains(crossings({{ring, {}}}), p); }

/// Turns of a ring around a place.
int turns(const Ring& ring, LonLat p) {
  int sum = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const auto a = ring[i], b = ring[i + 1];
    if ((a.lat <= p.lat) == (b.lat <= p.lat)) continue;
    const double lon = a.lon + (b.lon - a.lon) * (p.lat - a.lat) / (b.lat - a.lat);
    if (lon > p.lon) sum += b.lat > a.lat ? 1 : -1;
  }
  return sum;
}

double twice(const Ring& ring) {
  double sum = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) sum += (ring[i].lon - 118) * (ring[i + 1].lat - 32) - (ring[i + 1].lon - 118) * (ring[i].lat - 32);
  return sum;
}

/// What the header says is inside, worked out place by place.
bool meant(const MultiPolygon& shape, LonLat p, FillRule rule) {
  for (const auto& polygon : shape) {
    if (!(rule == FillRule::even_odd ? in_ring(polygon.outer, p) : turns(polygon.outer, p) != 0)) continue;
    if (std::none_of(polygon.holes.begin(), polygon.holes.end(), [&](const Ring& hole) { return turns(hole, p) != 0; })) return true;
  }
  return false;
}

bool near_a_side(const MultiPolygon& shape, LonLat p, double close) {
  for (const auto& polygon : shape) {
    std::vector<const Ring*> rings{&polygon.outer};
    for (const auto& hole : polygon.holes) rings.push_back(&hole);
    for (const auto* ring : rings) {
      for (std::size_t i = 0; i + 1 < ring->size(); ++i) {
        const auto a = (*ring)[i], b = (*ring)[i + 1];
        const double dx = b.lon - a.lon, dy = b.lat - a.lat, length = dx * dx + dy * dy;
        const double t = length == 0 ? 0 : std::clamp(((p.lon - a.lon) * dx + (p.lat - a.lat) * dy) / length, 0.0, 1.0);
        if (std::hypot(a.lon + t * dx - p.lon, a.lat + t * dy - p.lat) < close) return true;
      }
    }
  }
  return false;
}

void same(const MultiPolygon& a, const MultiPolygon& b) {
  RC_ASSERT(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    RC_ASSERT(a[i].outer == b[i].outer);
    RC_ASSERT(a[i].holes == b[i].holes);
  }
}

RC_GTEST_PROP(Mend, makes_sound_shapes_that_hold_what_was_meant, ()) {
  const auto shape = any_shape();
  const auto rule = *rc::gen::element(FillRule::even_odd, FillRule::nonzero);
  const auto mended = mend(shape, {rule}).value();
  RC_ASSERT(examine(mended.shape).value().empty());
  same(mend(mended.shape).value().shape, mended.shape);
  if (!mended.shape.empty()) RC_ASSERT(shape_fault(mended.shape) == "");
  const auto sides = crossings(mended.shape);
  const auto box = bounds(shape);
  Random random(static_cast<std::uint64_t>(*rc::gen::resize(100, rc::gen::inRange(0, 1'000'000))));
  for (int i = 0; i < 60; ++i) {
    const LonLat p{box.low.lon + (box.high.lon - box.low.lon) * random.unit(), box.low.lat + (box.high.lat - box.low.lat) * random.unit()};
    // Slivers below a square decimetre may be gone, and crossings moved by a tenth of a millimetre.
    if (near_a_side(shape, p, 1e-6)) continue;
    RC_ASSERT(contains(sides, p) == meant(shape, p, rule));
  }
}

RC_GTEST_PROP(Mend, keeps_the_ground_of_the_even_odd_reading, ()) {
  const Ring ring = any_ring(*rc::gen::element(4, 8, 50'000), 1e-6);
  const auto mended = mend({{ring, {}}}).value();
  // Strip by strip between all crossings of sides: an independent way to the area.
  std::vector<double> cuts;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    cuts.push_back(ring[i].lat);
    for (std::size_t j = i + 1; j + 1 < ring.size(); ++j) {
      const auto a = ring[i], b = ring[i + 1], c = ring[j], d = ring[j + 1];
      const double under = (b.lon - a.lon) * (d.lat - c.lat) - (b.lat - a.lat) * (d.lon - c.lon);
      if (under == 0) continue;
      const double t = ((c.lon - a.lon) * (d.lat - c.lat) - (c.lat - a.lat) * (d.lon - c.lon)) / under;
      if (t >= 0 && t <= 1) cuts.push_back(a.lat + t * (b.lat - a.lat));
    }
  }
  std::sort(cuts.begin(), cuts.end());
  double wanted = 0;
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    const double middle = (cuts[i] + cuts[i + 1]) / 2;
    std::vector<double> at;
    for (std::size_t k = 0; k + 1 < ring.size(); ++k) {
      const auto a = ring[k], b = ring[k + 1];
      if ((a.lat <= middle) != (b.lat <= middle)) at.push_back(a.lon + (b.lon - a.lon) * (middle - a.lat) / (b.lat - a.lat));
    }
    std::sort(at.begin(), at.end());
    for (std::size_t k = 0; k + 1 < at.size(); k += 2) wanted += (at[k + 1] - at[k]) * (cuts[i + 1] - cuts[i]);
  }
  double got = 0;
  for (const auto& polygon : mended.shape) {
    got += std::abs(twice(polygon.outer)) / 2;
    for (const auto& hole : polygon.holes) got -= std::abs(twice(hole)) / 2;
  }
  RC_ASSERT(std::abs(got - wanted) < 1e-10);
}

std::vector<ShapeFault> faults(const MultiPolygon& shape) {
  std::vector<ShapeFault> out;
  const auto found = examine(shape).value();
  for (const auto& one : found) out.push_back(one.fault);
  return out;
}

const Ring kSquare{{118, 32}, {118.1, 32}, {118.1, 32.1}, {118, 32.1}, {118, 32}};
Ring square(double lon, double lat, double size) { return {{lon, lat}, {lon + size, lat}, {lon + size, lat + size}, {lon, lat + size}, {lon, lat}}; }
Ring turned(Ring ring) {
  std::reverse(ring.begin(), ring.end());
  return ring;
}

TEST(Mend, leaves_a_sound_shape_alone) {
  const MultiPolygon shape{{kSquare, {turned(square(118.02, 32.02, 0.05))}}, {square(118.1, 32, 0.1), {}}};
  const auto mended = mend(shape).value();
  EXPECT_TRUE(mended.findings.empty());
  EXPECT_EQ(mended.shape[0].outer, shape[0].outer);
  EXPECT_EQ(mended.shape.size(), 2u) << "parts that share a border stay two";
}

TEST(Mend, names_each_fault) {
  using F = ShapeFault;
  EXPECT_EQ(faults({{{{118, 32}, {118.1, 32.1}, {118.1, 32}, {118, 32.1}, {118, 32}}, {}}}), (std::vector{F::self_crossing})) << "its halves weigh the same";
  EXPECT_EQ(faults({{{{118, 32}, {118.1, 32.1}, {118.1, 32}, {118, 32.2}, {118, 32}}, {}}}).back(), F::self_crossing);
  EXPECT_EQ(faults({{Ring(kSquare.begin(), kSquare.end() - 1), {}}}), (std::vector{F::not_closed}));
  EXPECT_EQ(faults({{turned(kSquare), {}}}), (std::vector{F::wrong_turn}));
  EXPECT_EQ(faults({{{{118, 32}, {118.1, 32}, {118.1, 32}, {118.1, 32.1}, {118, 32}}, {}}}), (std::vector{F::duplicate_point}));
  EXPECT_EQ(faults({{{{118, 32}, {118.1, 32}, {118.2, 32}, {118, 32}}, {}}}), (std::vector{F::too_few_points}));
  EXPECT_EQ(faults({{{{118, 32}, {118.1, 32}, {118.1, 32.05}, {118.2, 32.05}, {118.1, 32.05}, {118.1, 32.1}, {118, 32.1}, {118, 32}}, {}}}), (std::vector{F::spike}));
  EXPECT_EQ(faults({{kSquare, {turned(square(119, 32, 0.1))}}}), (std::vector{F::hole_outside}));
  EXPECT_EQ(faults({{kSquare, {turned(square(118.05, 32.05, 0.1))}}}), (std::vector{F::hole_outside}));
  EXPECT_EQ(faults({{kSquare, {}}, {square(118.05, 32.05, 0.1), {}}}), (std::vector{F::overlapping_parts}));
  EXPECT_EQ(faults({{kSquare, {}}, {square(118.02, 32.02, 0.01), {}}}), (std::vector{F::overlapping_parts}));
  EXPECT_EQ(faults({{kSquare, {}}, {kSquare, {}}}), (std::vector{F::overlapping_parts}));
  EXPECT_EQ(faults({{{{118, 32}, {118.1, 32}, {118.05, 32.05}, {118.1, 32.1}, {118, 32.1}, {118.05, 32.05}, {118, 32}}, {}}}), (std::vector{F::self_touch}));
}

TEST(Mend, keeps_two_holes_that_begin_at_one_place) {
  const auto ring = [](std::vector<std::pair<int, int>> places) {
    Ring made;
    for (const auto& [x, y] : places) made.push_back({118 + 0.001 * x, 32 + 0.001 * y});
    made.push_back(made.front());
    return made;
  };
  const MultiPolygon shape{{ring({{0, 0}, {1, 2}, {0, 0}, {1, 3}, {0, 0}, {2, 2}, {2, 0}, {1, 2}}), {}}, {ring({{2, 2}, {1, 1}, {0, 1}}), {}}, {ring({{0, 0}, {0, 2}, {2, 0}, {0, 0}, {2, 1}, {1, 1}, {3, 0}}), {}}};
  const auto mended = mend(shape).value().shape;
  EXPECT_FALSE(contains(crossings(mended), {118.0012, 32.00108}));
  ASSERT_EQ(mended.size(), 1u);
  EXPECT_EQ(mended[0].holes.size(), 3u);
}

TEST(Mend, cuts_at_the_date_line_whichever_way_it_is_written) {
  for (const auto& ring : {Ring{{179, -18}, {-179, -18}, {-179, -17}, {179, -17}, {179, -18}}, Ring{{179, -18}, {181, -18}, {181, -17}, {179, -17}, {179, -18}},
                           Ring{{-181, -18}, {-179, -18}, {-179, -17}, {-181, -17}, {-181, -18}}}) {
    const auto mended = mend({{ring, {}}}).value();
    ASSERT_EQ(mended.shape.size(), 2u);
    EXPECT_EQ(mended.findings.front().fault, ShapeFault::dateline);
    EXPECT_NEAR(mended.m2_after, area_m2({{{{10, -18}, {12, -18}, {12, -17}, {10, -17}}, {}}}), 1);
    for (const auto& part : mended.shape) {
      for (const auto p : part.outer) EXPECT_TRUE(check_point(p));
    }
  }
}

TEST(Mend, refuses_what_has_no_place) {
  EXPECT_EQ(mend({{{{32, 118}, {32.1, 118}, {32, 118.1}}, {}}}).error().facts.front().first, "swapped");
  EXPECT_EQ(mend({{{{118, 32}, {std::nan(""), 32}, {118, 33}}, {}}}).error().reason, Reason::bad_point);
  EXPECT_EQ(mend({{{{118, 32}, {1e300, 32}, {118, 33}}, {}}}).error().reason, Reason::bad_point);
  EXPECT_EQ(mend({{{{0, 80}, {90, 80}, {180, 80}, {-90, 80}, {0, 80}}, {}}}).error().facts.front().second, "around_pole");
  MendChoice few;
  few.most_points = 10;
  EXPECT_EQ(mend({{Ring(11, LonLat{1, 1}), {}}}, few).error().reason, Reason::too_large);
  EXPECT_TRUE(mend({}).value().shape.empty());
  EXPECT_TRUE(mend({{{}, {}}}).value().shape.empty());
}

TEST(Mend, takes_seconds_for_a_million_places_and_refuses_a_tangle) {
  // A coast of a million places with one crossing in it.
  Random random(7);
  Ring coast;
  constexpr int kPlaces = 1'000'000;
  for (int i = 0; i < kPlaces; ++i) {
    const double angle = 2 * 3.14159265358979 * i / kPlaces, far = 0.5 + 0.1 * std::sin(37 * angle) + 1e-7 * random.unit();
    coast.push_back({118 + far * std::cos(angle), 32 + far * std::sin(angle)});
  }
  std::swap(coast[1000], coast[1004]);
  coast.push_back(coast.front());
  const auto began = std::clock();
  const auto mended = mend({{coast, {}}}).value();
  EXPECT_TRUE(examine(mended.shape).value().empty());
  EXPECT_NEAR(mended.m2_after / mended.m2_before, 1, 1e-6);
  EXPECT_LT((std::clock() - began) / CLOCKS_PER_SEC, 20) << "seconds of processor time";
  // Every side crosses every other.
  Ring star;
  for (int i = 0; i < 20'001; ++i) {
    const double angle = 3.14159265358979 * (1 + 1.0 / 20'001) * i;
    star.push_back({118 + std::cos(angle), 32 + std::sin(angle)});
  }
  const auto refused = mend({{star, {}}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().facts.front().second, "too_tangled");
}

}  // namespace
}  // namespace yiwang
