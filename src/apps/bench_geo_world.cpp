#include <cmath>

#include "apps/bench_geo_world.h"
#include "base/random.h"

namespace yiwang {
namespace {

constexpr double kWest = 118, kSouth = 32, kStep = 0.0005;
constexpr int kSteps = 8;                  // corners along one side of a grid: 32 corners a grid

/// A lattice of crooked cells, `steps` lattice steps wide each.
LayeredAreaIndex::Layer lattice(int side, int steps, std::uint64_t seed, std::uint32_t first_key) {
  const auto corner = [&](int x, int y) {
    Random random(seed + (static_cast<std::uint64_t>(x) << 32) + static_cast<std::uint64_t>(y));
    return LonLat{kWest + kStep * x + 0.0004 * (random.unit() - 0.5), kSouth + kStep * y + 0.0004 * (random.unit() - 0.5)};
  };
  LayeredAreaIndex::Layer layer;
  for (int y = 0; y + steps <= side; y += steps) {
    for (int x = 0; x + steps <= side; x += steps) {
      Ring ring;
      for (int i = 0; i < steps; ++i) ring.push_back(corner(x + i, y));
      for (int i = 0; i < steps; ++i) ring.push_back(corner(x + steps, y + i));
      for (int i = 0; i < steps; ++i) ring.push_back(corner(x + steps - i, y + steps));
      for (int i = 0; i < steps; ++i) ring.push_back(corner(x, y + steps - i));
      layer.push_back({first_key++, {Polygon{ring, {}}}});
    }
  }
  return layer;
}

MultiPolygon block(LonLat middle, double width, double depth, double turn) {
  const GroundFrame frame(middle);
  Ring ring;
  for (const auto& [a, b] : {std::pair{-0.5, -0.5}, {0.5, -0.5}, {0.5, 0.5}, {-0.5, 0.5}}) {
    const double x = a * width, y = b * depth;
    ring.push_back(frame.to_place(x * std::cos(turn) - y * std::sin(turn), x * std::sin(turn) + y * std::cos(turn)));
  }
  return {Polygon{ring, {}}};
}

}  // namespace

GeoWorld make_geo_world(std::size_t polygons, std::size_t things, std::uint64_t seed) {
  GeoWorld world;
  const int side = static_cast<int>(std::lround(std::sqrt(static_cast<double>(polygons)))) * kSteps;
  world.side_deg = side * kStep;
  world.layers.push_back(lattice(side, kSteps, seed, 0));
  for (const int wider : {3, 6}) world.layers.push_back(lattice(side, kSteps * wider, seed, world.layers.back().back().first + 1));
  Random random(seed + 1);
  const auto somewhere = [&] { return LonLat{kWest + world.side_deg * random.unit(), kSouth + world.side_deg * random.unit()}; };
  for (std::uint32_t i = 0; i < things; ++i) {
    // Two in three stand close to an earlier one, as lamps along streets do.
    auto place = somewhere();
    if (i != 0 && !random.chance(1.0 / 3)) {
      const auto near = world.things[random.below(i)].point;
      place = {near.lon + 0.002 * (random.unit() - 0.5), near.lat + 0.002 * (random.unit() - 0.5)};
    }
    world.things.push_back({i, place});
  }
  for (std::size_t i = 0; i < things / 10; ++i) {
    world.buildings.push_back({block(somewhere(), 10 + 30 * random.unit(), 8 + 10 * random.unit(), 6.28 * random.unit()), random.chance(0.2) ? 3.0 : 18.0});
  }
  for (std::size_t i = 0; i < things / 40; ++i) {
    const auto place = somewhere();
    const bool round = random.chance(0.1);
    world.cameras.push_back({place, 360 * random.unit(), round ? 360 : 30 + 90 * random.unit(), 50 + 150 * random.unit(), 6});
  }
  return world;
}

GeoQuestions make_geo_questions(const GeoWorld& world, std::size_t points, std::size_t others, std::uint64_t seed) {
  Random random(seed + 2);
  const auto somewhere = [&] { return LonLat{kWest + world.side_deg * random.unit(), kSouth + world.side_deg * random.unit()}; };
  GeoQuestions out;
  for (std::size_t i = 0; i < points; ++i) out.points.push_back(somewhere());
  for (std::size_t i = 0; i < others; ++i) {
    out.near.push_back(somewhere());
    Line line{somewhere()};                // a street of about two kilometres
    for (int k = 0; k < 8; ++k) line.push_back({line.back().lon + 0.003 * random.unit(), line.back().lat + 0.003 * (random.unit() - 0.5)});
    out.lines.push_back(line);
    Ring ring;                             // a drawn shape of 30 corners, a few hundred metres across
    const auto middle = somewhere();
    for (int k = 0; k < 30; ++k) {
      const double turn = 6.283185307179586 * k / 30, far = 0.002 + 0.003 * random.unit();
      ring.push_back({middle.lon + far * std::cos(turn), middle.lat + far * std::sin(turn)});
    }
    ring.push_back(ring.front());
    out.shapes.push_back({Polygon{ring, {}}});
  }
  return out;
}

}  // namespace yiwang
