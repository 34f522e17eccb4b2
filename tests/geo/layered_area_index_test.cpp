#include "geo/index/layered_area_index.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cmath>
#include <limits>

#include "base/random.h"
#include "geo/index/area_index.h"
#include "geo/index/crossing.h"

namespace yiwang {
namespace {

using Layer = LayeredAreaIndex::Layer;
constexpr auto kNone = LayeredAreaIndex::kNone;

Ring box(double west, double south, double east, double north) { return {{west, south}, {east, south}, {east, north}, {west, north}}; }

// Squares of a lattice with crooked corners both neighbours share, some left out.
Layer lattice(double west, double south, double step, int side, std::uint64_t seed, std::uint32_t first_key) {
  const auto corner = [&](int x, int y) {
    Random random(seed * 7919 + static_cast<std::uint64_t>(x) * 131 + static_cast<std::uint64_t>(y));
    return LonLat{west + step * (x + 0.6 * (random.unit() - 0.5)), south + step * (y + 0.6 * (random.unit() - 0.5))};
  };
  Random random(seed);
  Layer layer;
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      if (random.chance(0.1)) continue;
      layer.push_back({first_key++, {Polygon{{corner(x, y), corner(x + 1, y), corner(x + 1, y + 1), corner(x, y + 1)}, {}}}});
    }
  }
  return layer;
}

std::uint32_t by_trying(const Layer& layer, LonLat point) {
  for (const auto& [key, shape] : layer) {
    if (contains(crossings(shape), point)) return key;
  }
  return kNone;
}

TEST(LayeredAreaIndex, without_layers_or_shapes_finds_nothing) {
  LayeredAreaIndex({}).find({118, 32}, {});
  std::array<std::uint32_t, 2> keys{1, 2};
  LayeredAreaIndex({{}, {}}).find({118, 32}, keys);
  EXPECT_EQ(keys, (std::array{kNone, kNone}));
}

TEST(LayeredAreaIndex, answers_in_the_order_of_the_layers) {
  const LayeredAreaIndex index({{{7, {Polygon{box(118, 32, 118.1, 32.1), {}}}}}, {{3, {Polygon{box(118.05, 32, 118.2, 32.1), {}}}}}});
  ASSERT_EQ(index.layers(), 2u);
  const auto at = [&](double lon) {
    std::array<std::uint32_t, 2> keys{};
    index.find({lon, 32.05}, keys);
    return keys;
  };
  EXPECT_EQ(at(118.02), (std::array{7u, kNone}));
  EXPECT_EQ(at(118.07), (std::array{7u, 3u}));
  EXPECT_EQ(at(118.15), (std::array{kNone, 3u}));
  EXPECT_EQ(at(118.25), (std::array{kNone, kNone}));
  EXPECT_EQ(at(std::numeric_limits<double>::quiet_NaN()), (std::array{kNone, kNone}));
}

RC_GTEST_PROP(LayeredAreaIndex, agrees_with_trying_every_shape_of_every_layer, (std::uint64_t seed)) {
  Random random(seed);
  const std::vector<Layer> layers{lattice(118, 32, 0.01, 6, seed, 0), lattice(118.003, 32.01, 0.023, 3, seed + 1, 1000), lattice(117.99, 31.99, 0.004, 9, seed + 2, 5000)};
  const LayeredAreaIndex index(layers);
  std::array<std::uint32_t, 3> keys{};
  for (int i = 0; i < 200; ++i) {
    LonLat point{117.98 + 0.1 * random.unit(), 31.98 + 0.1 * random.unit()};
    if (i % 4 == 0) {                      // corners are the hardest
      const auto& shape = layers[static_cast<std::size_t>(i / 4 % 3)];
      point = shape[random.below(shape.size())].second[0].outer[random.below(4)];
    }
    index.find(point, keys);
    for (std::size_t l = 0; l < layers.size(); ++l) RC_ASSERT(keys[l] == by_trying(layers[l], point));
  }
}

RC_GTEST_PROP(LayeredAreaIndex, of_one_layer_is_the_plain_index, (std::uint64_t seed)) {
  Random random(seed);
  const auto layer = lattice(118, 32, 0.01, 8, seed, 0);
  const LayeredAreaIndex layered({layer});
  const AreaIndex plain(layer);
  for (int i = 0; i < 300; ++i) {
    const LonLat point{117.99 + 0.1 * random.unit(), 31.99 + 0.1 * random.unit()};
    std::uint32_t key = 0;
    layered.find(point, {&key, 1});
    RC_ASSERT(key == plain.find(point));
  }
}

}  // namespace
}  // namespace yiwang
