#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/random.h"
#include "geo/tiles/clip.h"
#include "geo/tiles/point_layer.h"
#include "geo/tiles/simplify.h"
#include "geo/tiles/tile_layer.h"
#include "geo/tiles/z_order.h"
#include "support/tile_reader.h"

namespace yiwang {
namespace {

using testing::layer_named;
using testing::read_tile;
using testing::twice_area_of;

TileId tile_of(LonLat p, int z) {
  const auto w = to_world(p);
  return {z, static_cast<std::uint32_t>(std::floor(std::ldexp(w.x, z))), static_cast<std::uint32_t>(std::floor(std::ldexp(w.y, z)))};
}

/// A ring around a place whose distance from it wobbles: never crosses itself.
Ring star(Random& random, LonLat at, double most, std::size_t corners) {
  Ring out;
  for (std::size_t i = 0; i < corners; ++i) {
    const double turn = 2 * M_PI * static_cast<double>(i) / static_cast<double>(corners), far = most * (0.35 + 0.65 * random.unit());
    out.push_back({at.lon + far * std::cos(turn), at.lat + far * std::sin(turn)});
  }
  return out;
}

double area(const WorldPath& ring) {
  double sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto a = ring[i], b = ring[(i + 1) % ring.size()];
    sum += a.x * b.y - b.x * a.y;
  }
  return std::abs(sum) / 2;
}

TEST(Tiles, a_known_place_lies_in_the_tile_every_map_has_it_in) {
  // By the formula of the OpenStreetMap wiki, worked out by hand: floor(4096 (1 - asinh(tan 32.05)/pi) / 2) = floor(1662.46).
  const auto tile = tile_of({118.78, 32.05}, 12);
  EXPECT_EQ(tile.x, 3399u);
  EXPECT_EQ(tile.y, 1662u);
  const auto back = from_world(to_world({113.6, 31.2}));
  EXPECT_NEAR(back.lon, 113.6, 1e-12);
  EXPECT_NEAR(back.lat, 31.2, 1e-12);
  EXPECT_TRUE(TileId({3, 7, 7}).exists());
  EXPECT_FALSE(TileId({3, 8, 0}).exists());
  EXPECT_FALSE(TileId({23, 0, 0}).exists());
}

RC_GTEST_PROP(Clip, rings_cut_by_a_chessboard_have_together_the_area_of_the_whole, ()) {
  Random random(*rc::gen::arbitrary<std::uint64_t>());
  const auto ring = to_world(star(random, {0, 0}, 40, 3 + random.below(40)));
  WorldBox all;
  for (const auto p : ring) all.add(p);
  double sum = 0;
  const int n = 4;
  for (int i = 0; i < n; ++i) {
    for (int k = 0; k < n; ++k) {
      const double w = (all.x1 - all.x0) / n, h = (all.y1 - all.y0) / n;
      const WorldBox box{all.x0 + i * w, all.y0 + k * h, all.x0 + (i + 1) * w, all.y0 + (k + 1) * h};
      const auto piece = clip_ring(ring, box);
      for (const auto p : piece) RC_ASSERT(p.x >= box.x0 - 1e-12 && p.x <= box.x1 + 1e-12 && p.y >= box.y0 - 1e-12 && p.y <= box.y1 + 1e-12);
      if (!piece.empty()) sum += area(piece);
    }
  }
  RC_ASSERT(std::abs(sum - area(ring)) < 1e-9 * area(ring));
}

RC_GTEST_PROP(Clip, a_line_loses_nothing_but_what_lies_outside, ()) {
  Random random(*rc::gen::arbitrary<std::uint64_t>());
  WorldPath line;
  for (std::size_t i = 0; i < 2 + random.below(30); ++i) line.push_back({random.unit(), random.unit()});
  const auto length = [](const WorldPath& path) {
    double sum = 0;
    for (std::size_t i = 1; i < path.size(); ++i) sum += std::hypot(path[i].x - path[i - 1].x, path[i].y - path[i - 1].y);
    return sum;
  };
  double sum = 0;
  for (int i = 0; i < 4; ++i) {
    for (int k = 0; k < 4; ++k) {
      for (const auto& piece : clip_line(line, {i / 4.0, k / 4.0, (i + 1) / 4.0, (k + 1) / 4.0})) sum += length(piece);
    }
  }
  RC_ASSERT(std::abs(sum - length(line)) < 1e-9);
}

TEST(Clip, a_line_that_touches_a_corner_or_runs_outside_gives_nothing_and_one_that_comes_back_gives_two_pieces) {
  const WorldBox box{0, 0, 1, 1};
  EXPECT_TRUE(clip_line({{-1, 0.5}, {-0.5, 2}}, box).empty());
  const auto pieces = clip_line({{0.5, 0.5}, {1.5, 0.5}, {1.5, 0.7}, {0.5, 0.7}}, box);
  ASSERT_EQ(pieces.size(), 2u);
  EXPECT_EQ(pieces[0].back(), (World{1, 0.5}));
  EXPECT_EQ(pieces[1].front(), (World{1, 0.7}));
}

RC_GTEST_PROP(Simplify, no_point_that_was_left_out_lies_farther_off_than_the_tolerance, ()) {
  Random random(*rc::gen::arbitrary<std::uint64_t>());
  WorldPath line;
  for (std::size_t i = 0; i < 3 + random.below(60); ++i) line.push_back({static_cast<double>(i) / 60, 0.05 * random.unit()});
  const auto weights = point_weights(line, false);
  const double tolerance = 0.02 * random.unit();
  const auto kept = simplified(line, weights, tolerance);
  RC_ASSERT(kept.front() == line.front() && kept.back() == line.back());
  for (const auto p : line) {
    double least = 1;
    for (std::size_t i = 1; i < kept.size(); ++i) {
      const auto a = kept[i - 1], b = kept[i];
      const double dx = b.x - a.x, dy = b.y - a.y;
      const double t = std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
      least = std::min(least, std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy));
    }
    RC_ASSERT(least <= tolerance + 1e-7);
  }
  RC_ASSERT(simplified(line, weights, 0).size() == line.size());
}

RC_GTEST_PROP(BoxTree, finds_exactly_the_boxes_that_meet, ()) {
  Random random(*rc::gen::arbitrary<std::uint64_t>());
  std::vector<WorldBox> boxes;
  const auto some = [&](double size) {
    const double x = random.unit(), y = random.unit();
    return WorldBox{x, y, x + size * random.unit(), y + size * random.unit()};
  };
  for (std::size_t i = 0, n = random.below(600); i < n; ++i) boxes.push_back(some(0.05));
  const BoxTree tree(boxes);
  for (int k = 0; k < 10; ++k) {
    const auto area = some(0.4);
    std::vector<std::uint32_t> wanted;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      if (boxes[i].meets(area)) wanted.push_back(static_cast<std::uint32_t>(i));
    }
    RC_ASSERT(tree.meeting(area) == wanted);
  }
}

RC_GTEST_PROP(TileLayer, every_feature_lies_inside_the_buffer_with_rings_turned_the_right_way, ()) {
  Random random(*rc::gen::arbitrary<std::uint64_t>());
  TileLayer layer("things");
  for (int i = 0; i < 20; ++i) {
    const LonLat at{113.5 + 0.2 * random.unit(), 31.2 + 0.2 * random.unit()};
    auto outer = star(random, at, 0.03, 8 + random.below(60));
    Ring hole;
    for (const auto& p : outer) hole.push_back({at.lon + (p.lon - at.lon) * 0.3, at.lat + (p.lat - at.lat) * 0.3});
    if (random.chance(0.5)) outer.push_back(outer.front());
    if (random.chance(0.5)) std::reverse(outer.begin(), outer.end());
    layer.add_shape({Polygon{outer, {hole}}}, {{"n", std::int64_t{i}}, {"name", std::string("区") + std::to_string(i % 3)}});
    layer.add_line({at, {at.lon + 0.05 * random.unit(), at.lat}, {at.lon, at.lat + 0.05 * random.unit()}}, {{"line", true}});
  }
  layer.finish();
  const int z = 10 + static_cast<int>(random.below(7));
  const auto tile = tile_of({113.6, 31.3}, z);
  std::string bytes;
  layer.append_tile(tile, bytes);
  for (const auto& read : read_tile(bytes)) {
    for (const auto& feature : read.features) {
      bool first = true;
      for (const auto& part : feature.parts) {
        for (const auto& [x, y] : part) RC_ASSERT(x >= -65 && x <= 4096 + 65 && y >= -65 && y <= 4096 + 65);
        if (feature.type != 3) continue;
        RC_ASSERT(twice_area_of(part) != 0);
        if (first) RC_ASSERT(twice_area_of(part) > 0);
        first = false;
      }
    }
  }
}

RC_GTEST_PROP(TileLayer, tiles_side_by_side_cover_a_shape_once, ()) {
  Random random(*rc::gen::arbitrary<std::uint64_t>());
  const LonLat at{113.6, 31.3};
  const auto ring = star(random, at, 0.08, 12);
  TileLayer layer("one");
  layer.add_shape({Polygon{ring, {}}}, {});
  layer.finish();
  // The buffer is cut off again here, so that what is left must tile the shape.
  const int z = 13;
  const auto middle = tile_of(at, z);
  double sum = 0;
  for (std::uint32_t x = middle.x - 4; x <= middle.x + 4; ++x) {
    for (std::uint32_t y = middle.y - 4; y <= middle.y + 4; ++y) {
      std::string bytes;
      layer.append_tile({z, x, y}, bytes);
      for (const auto& read : read_tile(bytes)) {
        for (const auto& part : read.features.at(0).parts) {
          WorldPath path;
          for (const auto& [px, py] : part) path.push_back({double(px), double(py)});
          sum += area(clip_ring(path, {0, 0, 4096, 4096}));
        }
      }
    }
  }
  const double whole = area(to_world(ring)) * std::ldexp(1.0, 2 * z) * 4096 * 4096;
  RC_ASSERT(std::abs(sum - whole) < 0.002 * whole);
}

TEST(TileLayer, what_is_smaller_than_a_pixel_is_left_out_until_one_is_near) {
  TileLayer layer("building");
  const LonLat at{113.6, 31.3};
  layer.add_shape({Polygon{{{at.lon, at.lat}, {at.lon + 1e-4, at.lat}, {at.lon + 1e-4, at.lat + 1e-4}, {at.lon, at.lat + 1e-4}}, {}}}, {{"height", std::int64_t{18}}}, {});
  layer.finish();
  std::string far, near;
  layer.append_tile(tile_of(at, 9), far);
  layer.append_tile(tile_of(at, 16), near);
  EXPECT_TRUE(far.empty());
  const auto read = read_tile(near);
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(read[0].name, "building");
  EXPECT_EQ(read[0].features.at(0).whole("height"), 18);
}

TEST(TileLayer, features_are_there_only_at_their_zooms) {
  TileLayer layer("place_label");
  layer.add_point({113.6, 31.3}, {{"name", std::string("锦川区")}}, {8, 12});
  layer.finish();
  for (const int z : {7, 8, 12, 13}) {
    std::string bytes;
    layer.append_tile(tile_of({113.6, 31.3}, z), bytes);
    EXPECT_EQ(bytes.empty(), z < 8 || z > 12) << z;
  }
}

TEST(Mvt, equal_keys_and_values_are_written_once) {
  TileLayer layer("n");
  for (int i = 0; i < 50; ++i) layer.add_point({113.6 + i * 1e-5, 31.3}, {{"kind", std::string("a kind that many have")}, {"n", std::int64_t{i % 2}}});
  layer.finish();
  std::string bytes;
  layer.append_tile(tile_of({113.6, 31.3}, 10), bytes);
  std::size_t times = 0;
  for (auto at = bytes.find("a kind that many have"); at != std::string::npos; at = bytes.find("a kind that many have", at + 1)) ++times;
  EXPECT_EQ(times, 1u);
  EXPECT_EQ(read_tile(bytes).at(0).features.size(), 50u);
}

TEST(Mvt, numbers_truths_and_negative_numbers_come_back) {
  TagTable table;
  const TileTag tags[]{table.tag("a", std::int64_t{-5}), table.tag("b", 2.5), table.tag("c", true)};
  MvtLayer layer("x", table);
  const TilePoint at[]{{-3, 5000}};
  ASSERT_TRUE(layer.add_points(9, tags, at));
  std::string bytes;
  layer.append_to(bytes);
  const auto feature = read_tile(bytes).at(0).features.at(0);
  EXPECT_EQ(feature.id, 9u);
  EXPECT_EQ(std::get<std::int64_t>(feature.tags.at("a")), -5);
  EXPECT_EQ(std::get<double>(feature.tags.at("b")), 2.5);
  EXPECT_TRUE(std::get<bool>(feature.tags.at("c")));
  EXPECT_EQ(feature.parts.at(0).at(0), std::pair(-3, 5000));
}

TEST(Mvt, rings_that_rounding_flattens_are_not_written) {
  TagTable table;
  MvtLayer layer("x", table);
  const MvtLayer::Rings flat[]{{{{0, 0}, {10, 0}, {20, 0}, {10, 0}}, {{{1, 1}, {2, 1}, {2, 2}}}}};
  EXPECT_FALSE(layer.add_polygons({}, {}, flat));
  const MvtLayer::Rings spiked[]{{{{0, 0}, {10, 0}, {10, 10}, {10, 30}, {10, 10}, {0, 10}}, {}}};
  ASSERT_TRUE(layer.add_polygons({}, {}, spiked));
  std::string bytes;
  layer.append_to(bytes);
  EXPECT_EQ(read_tile(bytes).at(0).features.at(0).parts.at(0).size(), 4u);
}

RC_GTEST_PROP(ZOrder, the_points_of_a_tile_are_one_run, ()) {
  const World p{*rc::gen::inRange(0, 1 << 30) / static_cast<double>(1 << 30), *rc::gen::inRange(0, 1 << 30) / static_cast<double>(1 << 30)};
  const int z = *rc::gen::inRange(0, 23);
  const TileId tile{z, static_cast<std::uint32_t>(std::ldexp(p.x, z)), static_cast<std::uint32_t>(std::ldexp(p.y, z))};
  const auto [first, last] = z_range(tile);
  const auto key = z_order(p);
  RC_ASSERT(first <= key && key <= last);
  const auto back = z_point(key);
  RC_ASSERT(std::abs(back.x - p.x) < 1e-9 && std::abs(back.y - p.y) < 1e-9);
  const auto other = *rc::gen::arbitrary<std::uint64_t>();
  const auto there = z_point(other);
  const auto box = tile.box();
  RC_ASSERT((first <= other && other <= last) == (there.x >= box.x0 && there.x < box.x1 && there.y >= box.y0 && there.y < box.y1));
}

TEST(PointLayer, many_points_become_counted_ones_and_none_is_lost) {
  PointLayer layer("element");
  Random random(5);
  constexpr std::int64_t kPoints = 30'000;
  for (std::int64_t i = 0; i < kPoints; ++i) layer.add({113.6 + 0.01 * random.unit(), 31.3 + 0.01 * random.unit()}, i % 3 == 0 ? "lamp" : "bin", {{"code", std::to_string(i)}});
  layer.finish();
  const auto tile = tile_of({113.605, 31.305}, 9);
  std::string bytes, lamps;
  layer.append_tile(tile, {}, bytes);
  layer.append_tile(tile, "lamp", lamps);
  const auto counted = [](const std::string& from) {
    std::int64_t sum = 0;
    const auto read = read_tile(from);
    for (const auto& feature : read.at(0).features) sum += feature.whole("count", 1);
    return std::pair(sum, read.at(0).features.size());
  };
  EXPECT_EQ(counted(bytes).first, kPoints);
  EXPECT_LT(counted(bytes).second, 200u);
  EXPECT_EQ(counted(lamps).first, kPoints / 3);
  std::string near;
  layer.append_tile(tile_of({113.605, 31.305}, 18), {}, near);
  const auto close = read_tile(near);
  ASSERT_FALSE(close.empty());
  for (const auto& feature : close[0].features) EXPECT_NE(feature.text("code"), "");
}

// The tile as another reader sees it: GDAL's driver, when it is on this machine.
TEST(TileLayer, gdal_reads_our_tiles_with_the_same_features) {
  if (std::system("ogrinfo --version > /dev/null 2>&1") != 0) GTEST_SKIP() << "ogrinfo is not here";
  Random random(11);
  TileLayer shapes("area"), lines("road");
  const LonLat at{113.6, 31.3};
  const auto outer = star(random, at, 0.05, 30);
  Ring hole;
  for (const auto& p : outer) hole.push_back({at.lon + (p.lon - at.lon) * 0.4, at.lat + (p.lat - at.lat) * 0.4});
  shapes.add_shape({Polygon{outer, {hole}}}, {{"name", std::string("青溪街道")}});
  lines.add_line({{113.5, 31.3}, {113.7, 31.31}}, {{"rank", std::int64_t{1}}});
  shapes.finish();
  lines.finish();
  const auto tile = tile_of(at, 11);
  std::string bytes;
  shapes.append_tile(tile, bytes);
  lines.append_tile(tile, bytes);
  const auto folder = std::filesystem::temp_directory_path() / ("yiwang-tiles-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "tile.mvt", std::ios::binary) << bytes;
  const auto out = folder / "out.txt";
  const auto command = "ogrinfo -al -oo X=" + std::to_string(tile.x) + " -oo Y=" + std::to_string(tile.y) + " -oo Z=" + std::to_string(tile.z) + " MVT:" + (folder / "tile.mvt").string() + " > " + out.string() + " 2>&1";
  const int status = std::system(command.c_str());
  std::ifstream file(out);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  std::filesystem::remove_all(folder);
  EXPECT_EQ(status, 0) << text;
  EXPECT_NE(text.find("Layer name: area"), std::string::npos) << text;
  EXPECT_NE(text.find("Layer name: road"), std::string::npos);
  EXPECT_NE(text.find("name (String) = 青溪街道"), std::string::npos);
  EXPECT_NE(text.find("rank (Integer) = 1"), std::string::npos);
  EXPECT_EQ(text.find("Warning"), std::string::npos) << text;
  EXPECT_EQ(text.find("ERROR"), std::string::npos) << text;
}

}  // namespace
}  // namespace yiwang
