#include "geo/codes/beidou_cover.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "geo/codes/beidou.h"
#include "geo/codes/beidou_grid.h"
#include "geo/index/crossing.h"

namespace yiwang {
namespace {

/// Whole steps of a hundred-thousandth of a degree, so that corners on lines of the grid come up.
double step(int from, int to) { return *rc::gen::resize(100, rc::gen::inRange(from, to)) * 1e-5; }

/// A star around a centre: sound, with inlets.
MultiPolygon any_star(LonLat centre) {
  const int corners = *rc::gen::resize(100, rc::gen::inRange(3, 12));
  Ring ring;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * 3.14159265358979 * i / corners, far = step(100, 3000);
    ring.push_back({centre.lon + std::round(far * std::cos(angle) * 1e5) * 1e-5, centre.lat + std::round(far * std::sin(angle) * 1e5) * 1e-5});
  }
  return {{ring, {}}};
}

LonLat any_centre() {
  const int side = *rc::gen::resize(100, rc::gen::inRange(0, 4));
  const LonLat around = *rc::gen::element(LonLat{118.8, 32.05}, LonLat{0, 0}, LonLat{0.25, 0.5}, LonLat{116.5, 40});
  return {(side & 1 ? -1 : 1) * around.lon + step(-2000, 2000), (side & 2 ? -1 : 1) * around.lat + step(-2000, 2000)};
}

bool covered(const std::vector<std::string>& codes, const std::string& code) {
  auto after = std::upper_bound(codes.begin(), codes.end(), code);
  return after != codes.begin() && code.starts_with(*std::prev(after));
}

bool in_ranges(const std::vector<std::pair<std::string, std::string>>& ranges, const std::string& code) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const auto& r) { return code >= r.first && code < r.second; });
}

void well_formed(const BeidouCover& cover) {
  RC_ASSERT(std::is_sorted(cover.codes.begin(), cover.codes.end()));
  for (std::size_t i = 0; i + 1 < cover.codes.size(); ++i) RC_ASSERT(!cover.codes[i + 1].starts_with(cover.codes[i]));
  std::map<std::string, std::size_t> sisters;
  for (const auto& code : cover.codes) {
    const int level = beidou_level(code);
    if (level < 2) continue;
    const auto& division = beidou::kDivisions[static_cast<std::size_t>(level - 2)];
    const auto mother = code.substr(0, code.size() - (division.z_order ? 1 : 2));
    RC_ASSERT(++sisters[mother] < static_cast<std::size_t>(division.columns * division.rows));
  }
}

RC_GTEST_PROP(BeidouCover, holds_every_place_of_a_polygon_and_its_border, ()) {
  const auto shape = any_star(any_centre());
  const CoverChoice choice{*rc::gen::resize(100, rc::gen::inRange(1, 8)), static_cast<std::size_t>(*rc::gen::resize(100, rc::gen::inRange(1, 600)))};
  const auto cover = beidou_cover(shape, choice).value();
  well_formed(cover);
  const auto ranges = beidou_ranges(cover.codes);
  const auto sides = crossings(shape);
  const auto box = bounds(shape);
  for (int i = 0; i < 60; ++i) {
    const LonLat point{box.low.lon + (box.high.lon - box.low.lon) * i / 59, box.low.lat + (box.high.lat - box.low.lat) * *rc::gen::resize(100, rc::gen::inRange(0, 60)) / 59};
    if (contains(sides, point)) RC_ASSERT(covered(cover.codes, beidou_code(point).value()));
  }
  for (const auto corner : shape.front().outer) {
    RC_ASSERT(covered(cover.codes, beidou_code(corner).value()));
    RC_ASSERT(in_ranges(ranges, beidou_code(corner).value()));
  }
}

RC_GTEST_PROP(BeidouCover, is_exactly_the_finest_cells_that_meet_the_polygon, ()) {
  const auto shape = any_star(any_centre());
  const auto cover = beidou_cover(shape, {4, 1'000'000}).value();
  well_formed(cover);
  // Level 4 are the minutes: every one around, judged by its own box.
  const auto box = bounds(shape);
  const auto sides = crossings(shape);
  for (double lon = std::floor(box.low.lon * 60) - 1.5; lon < box.high.lon * 60 + 2; ++lon) {
    for (double lat = std::floor(box.low.lat * 60) - 1.5; lat < box.high.lat * 60 + 2; ++lat) {
      const auto code = beidou_code({lon / 60, lat / 60}, 4).value();
      const auto cell = beidou_cell(code).value();
      const auto within = [&](LonLat p) { return p.lon > cell.low.lon + 1e-9 && p.lon < cell.high.lon - 1e-9 && p.lat > cell.low.lat + 1e-9 && p.lat < cell.high.lat - 1e-9; };
      // Places on a fine lattice of the cell and along the sides of the shape.
      bool meets = false;
      for (int i = 1; i < 40 && !meets; ++i) {
        for (int j = 1; j < 40 && !meets; ++j) meets = contains(sides, {cell.low.lon + (cell.high.lon - cell.low.lon) * i / 40, cell.low.lat + (cell.high.lat - cell.low.lat) * j / 40});
      }
      const auto& ring = shape.front().outer;
      for (std::size_t i = 0; i < ring.size() && !meets; ++i) {
        const auto a = ring[i], b = ring[(i + 1) % ring.size()];
        for (int j = 0; j <= 400 && !meets; ++j) meets = within({a.lon + (b.lon - a.lon) * j / 400, a.lat + (b.lat - a.lat) * j / 400});
      }
      if (meets) RC_ASSERT(covered(cover.codes, code));
    }
  }
  // And no cell too many: each, a hair wider, holds a place of the shape or is crossed by a side.
  for (const auto& code : cover.codes) {
    const auto cell = beidou_cell(code).value();
    const double hair = 1e-9;
    bool meets = contains(sides, {(cell.low.lon + cell.high.lon) / 2, (cell.low.lat + cell.high.lat) / 2});
    const auto& ring = shape.front().outer;
    for (std::size_t i = 0; i < ring.size() && !meets; ++i) {
      const auto a = ring[i], b = ring[(i + 1) % ring.size()];
      // Liang and Barsky's clip of the side by the cell.
      double from = 0, to = 1;
      for (const auto& [d, low, high, at] : {std::tuple{b.lon - a.lon, cell.low.lon - hair, cell.high.lon + hair, a.lon}, {b.lat - a.lat, cell.low.lat - hair, cell.high.lat + hair, a.lat}}) {
        if (d == 0) {
          if (at < low || at > high) from = 2;
          continue;
        }
        const double t1 = (low - at) / d, t2 = (high - at) / d;
        from = std::max(from, std::min(t1, t2));
        to = std::min(to, std::max(t1, t2));
      }
      meets = from <= to;
    }
    RC_ASSERT(meets);
  }
}

RC_GTEST_PROP(BeidouCover, holds_every_place_of_a_disc_and_an_inner_cover_holds_none_outside, ()) {
  const Disc disc{any_centre(), static_cast<double>(*rc::gen::resize(100, rc::gen::inRange(1, 5000)))};
  const auto most = static_cast<std::size_t>(*rc::gen::resize(100, rc::gen::inRange(1, 400)));
  const auto outer = beidou_cover(disc, {7, most}).value();
  const auto inner = beidou_cover(disc, {7, most, true}).value();
  well_formed(outer);
  well_formed(inner);
  RC_ASSERT(inner.codes.size() <= most);
  RC_ASSERT(inner.codes_m2 <= outer.codes_m2);
  for (int i = 0; i < 50; ++i) {
    const double angle = *rc::gen::resize(100, rc::gen::inRange(0, 1000)) * 0.00628, far = disc.metres * i / 45 / 111195;
    const LonLat point{disc.centre.lon + far * std::cos(angle) / std::cos(disc.centre.lat * 0.01745329), disc.centre.lat + far * std::sin(angle)};
    const auto code = beidou_code(point).value();
    if (metres_between(disc.centre, point) <= disc.metres) RC_ASSERT(covered(outer.codes, code));
    else RC_ASSERT(!covered(inner.codes, code));
  }
}

TEST(BeidouCover, takes_more_codes_for_less_waste) {
  const Disc disc{{118.8, 32.05}, 2000};
  double before = 1e300;
  for (const std::size_t most : {1, 10, 50, 200, 1000, 5000}) {
    const auto cover = beidou_cover(disc, {7, most}).value();
    EXPECT_LE(cover.codes_m2, before) << most;
    EXPECT_GE(cover.codes_m2, cover.shape_m2);
    before = cover.codes_m2;
  }
  EXPECT_LT(before, 1.03 * 3.1416 * 4e6);
}

TEST(BeidouCover, of_a_cell_is_the_cell) {
  for (const auto* code : {"N50J475", "S23C4705A", "N50J47539B82", "S10B115", "N31A00"}) {
    const auto cell = beidou_cell(code);
    if (!cell) continue;
    // Without its far lines, which are the neighbours'.
    const double hair = 1e-10;
    const bool west = std::string_view(code).substr(1, 2) <= "30", south = code[0] == 'S';
    Box box = *cell;
    (west ? box.low.lon : box.high.lon) += west ? hair : -hair;
    (south ? box.low.lat : box.high.lat) += south ? hair : -hair;
    const auto cover = beidou_cover(MultiPolygon{{{box.low, {box.high.lon, box.low.lat}, box.high, {box.low.lon, box.high.lat}}, {}}}, {beidou_level(code) + 1, 100'000}).value();
    EXPECT_EQ(cover.codes, (std::vector<std::string>{code})) << code;
  }
}

TEST(BeidouCover, leaves_holes_open_and_goes_around_the_world) {
  const MultiPolygon ring{{{{118, 32}, {119, 32}, {119, 33}, {118, 33}}, {{{118.2, 32.2}, {118.8, 32.2}, {118.8, 32.8}, {118.2, 32.8}}}}};
  const auto cover = beidou_cover(ring, {4, 100'000}).value();
  EXPECT_FALSE(covered(cover.codes, beidou_code({118.5, 32.5}).value()));
  EXPECT_TRUE(covered(cover.codes, beidou_code({118.1, 32.5}).value()));
  EXPECT_TRUE(covered(cover.codes, beidou_code({119, 33}).value()));
  const auto fiji = beidou_cover(Disc{{179.99, -17}, 5000}).value();
  EXPECT_TRUE(covered(fiji.codes, beidou_code({-179.99, -17}).value()));
  EXPECT_TRUE(covered(fiji.codes, beidou_code({180, -17}).value()));
  EXPECT_TRUE(covered(fiji.codes, beidou_code({-180, -17}).value()));
}

TEST(BeidouCover, refuses_poles_levels_and_nothing) {
  EXPECT_EQ(beidou_cover(Disc{{10, 87.99}, 5000}).error(), (Refusal{Reason::bad_point, {{"polar", "true"}}, ""}));
  EXPECT_EQ(beidou_cover(Disc{{10, 50}, 5000}, {11}).error().field, "level");
  EXPECT_EQ(beidou_cover(Disc{{10, 50}, 0}).error().field, "metres");
  EXPECT_EQ(beidou_cover(Disc{{32, 118}, 10}).error().reason, Reason::bad_point);
  EXPECT_EQ(beidou_cover(Disc{{10, 50}, 10}, {7, 0}).error().field, "most");
  EXPECT_TRUE(beidou_cover(MultiPolygon{}).value().codes.empty());
}

TEST(BeidouRanges, join_what_follows_and_hold_nothing_else) {
  using Ranges = std::vector<std::pair<std::string, std::string>>;
  EXPECT_EQ(beidou_ranges({"N50J01", "N50J02", "N50J04"}), (Ranges{{"N50J01", "N50J03"}, {"N50J04", "N50J05"}}));
  EXPECT_EQ(beidou_ranges({"N50J07", "N50J10"}), (Ranges{{"N50J07", "N50J11"}})) << "seven is the last row";
  EXPECT_EQ(beidou_ranges({"N50J005", "N50J010"}), (Ranges{{"N50J005", "N50J011"}}));
  EXPECT_EQ(beidou_ranges({"N50JB7", "N50K000"}), (Ranges{{"N50JB7", "N50K001"}}));
  EXPECT_EQ(beidou_ranges({"N29V", "N30A"}), (Ranges{{"N29V", "N30B"}}));
  EXPECT_TRUE(beidou_ranges({}).empty());
}

}  // namespace
}  // namespace yiwang
