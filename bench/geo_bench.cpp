// Point in area: how many look-ups a second the index makes, beside an R-tree of boxes with the same crossing test in the same run.
//   geo_bench [--json]
#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <string_view>

#include "base/random.h"
#include "geo/index/area_index.h"
#include "geo/index/crossing.h"

namespace {

using namespace yiwang;
namespace bg = boost::geometry;
using Shapes = std::vector<std::pair<std::uint32_t, MultiPolygon>>;

// A lattice of areas whose borders of eight steps a side are shaken, as neighbours share them.
Shapes lattice(int side) {
  constexpr int kSteps = 8;
  const auto corner = [](int x, int y) {
    Random random((static_cast<std::uint64_t>(x) << 32) + static_cast<std::uint64_t>(y));
    return LonLat{118 + 0.0005 * x + 0.0006 * (random.unit() - 0.5), 32 + 0.0005 * y + 0.0006 * (random.unit() - 0.5)};
  };
  Shapes shapes;
  for (int y = 0; y < side * kSteps; y += kSteps) {
    for (int x = 0; x < side * kSteps; x += kSteps) {
      Ring ring;
      for (int i = 0; i < kSteps; ++i) ring.push_back(corner(x + i, y));
      for (int i = 0; i < kSteps; ++i) ring.push_back(corner(x + kSteps, y + i));
      for (int i = 0; i < kSteps; ++i) ring.push_back(corner(x + kSteps - i, y + kSteps));
      for (int i = 0; i < kSteps; ++i) ring.push_back(corner(x, y + kSteps - i));
      shapes.push_back({static_cast<std::uint32_t>(shapes.size()), {Polygon{ring, {}}}});
    }
  }
  return shapes;
}

template <class Work>
double seconds(Work work) {
  const auto from = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
}

struct Outcome {
  std::size_t areas;
  double build_s, index_per_s, tree_per_s;
  std::size_t differences;
};

Outcome measure(int side) {
  using Spot = bg::model::point<double, 2, bg::cs::cartesian>;
  using Entry = std::pair<bg::model::box<Spot>, std::uint32_t>;
  const auto shapes = lattice(side);
  std::vector<Entry> boxes;
  std::vector<std::vector<Crossing>> sides;
  for (const auto& [key, shape] : shapes) {
    const auto box = bounds(shape);
    boxes.push_back({{{box.low.lon, box.low.lat}, {box.high.lon, box.high.lat}}, key});
    sides.push_back(crossings(shape));
  }
  const bg::index::rtree<Entry, bg::index::rstar<16>> tree(boxes);
  Random random(7);
  std::vector<LonLat> points(1000000);
  for (auto& point : points) point = {118 + 0.004 * side * random.unit(), 32 + 0.004 * side * random.unit()};

  Outcome out{shapes.size(), 0, 0, 0, 0};
  std::unique_ptr<AreaIndex> index;
  out.build_s = seconds([&] { index = std::make_unique<AreaIndex>(shapes); });
  std::vector<std::uint32_t> found(points.size()), expected(points.size());
  double best = 1e9;
  for (int run = 0; run < 3; ++run) best = std::min(best, seconds([&] { for (std::size_t i = 0; i < points.size(); ++i) found[i] = index->find(points[i]); }));
  out.index_per_s = static_cast<double>(points.size()) / best;
  best = seconds([&] {
    for (std::size_t i = 0; i < points.size(); ++i) {
      expected[i] = AreaIndex::kNone;
      for (auto it = tree.qbegin(bg::index::intersects(Spot(points[i].lon, points[i].lat))); it != tree.qend(); ++it) {
        if (contains(sides[it->second], points[i])) expected[i] = std::min(expected[i], it->second);
      }
    }
  });
  out.tree_per_s = static_cast<double>(points.size()) / best;
  for (std::size_t i = 0; i < points.size(); ++i) out.differences += found[i] != expected[i];
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  const bool json = argc > 1 && std::string_view(argv[1]) == "--json";
  std::string all;
  for (const int side : {100, 255}) {
    const auto o = measure(side);
    char line[300];
    std::snprintf(line, sizeof line, "{\"areas\":%zu,\"build_s\":%.3f,\"lookups_per_s\":%.0f,\"rtree_per_s\":%.0f,\"ratio\":%.2f,\"differences\":%zu}", o.areas, o.build_s,
                  o.index_per_s, o.tree_per_s, o.index_per_s / o.tree_per_s, o.differences);
    if (!json) {
      std::printf("%zu areas: built in %.2f s, %.1f M look-ups/s; R-tree %.1f M/s (x%.1f), %zu differences\n", o.areas, o.build_s, o.index_per_s / 1e6, o.tree_per_s / 1e6,
                  o.index_per_s / o.tree_per_s, o.differences);
    }
    all += (all.empty() ? "" : ",") + std::string(line);
  }
  if (json) std::printf("{\"point_in_area\":[%s]}\n", all.c_str());
}
