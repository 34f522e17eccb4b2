#include "apps/bench_geo.h"

#include <time.h>

#include <array>
#include <chrono>
#include <cmath>
#include <iostream>
#include <span>

#include "apps/bench_geo_world.h"
#include "base/json.h"
#include "geo/index/crossing.h"
#include "geo/index/rtree_baseline.h"

namespace yiwang {
namespace {

struct Options {
  std::size_t polygons = 10000, things = 200000, points = 1000000, others = 20000;
  double postgis_seconds = 2;
  std::uint64_t seed = 1;
  bool no_postgis = false, as_json = false;
};

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// The best of three rounds, by processor time of this one thread: other work on the machine does not count. `ask` gives the sum of one question's keys.
GeoFigure measure(const char* what, const char* by, std::size_t count, auto ask) {
  GeoFigure out{what, by, 0, {}};
  double best = 1e18, all = 0;
  for (int round = 0; round < 3; ++round) {
    const double from = cpu_seconds();
    for (std::size_t i = 0; i < count; ++i) all += ask(i);
    best = std::min(best, cpu_seconds() - from);
  }
  out.per_second = static_cast<double>(count) / std::max(best, 1e-9);
  for (std::size_t i = 0; i < count; ++i) out.sums.push_back(ask(i));
  if (all < 0) std::cerr << "keys are never below nought\n";   // and the sum is needed, so no question may be left out
  return out;
}

constexpr double kCircle = 200, kCorridor = 30;   // metres

std::vector<GeoFigure> ask_us(const GeoWorld& world, const GeoQuestions& q, double& built_s) {
  const double from = cpu_seconds();
  const LayeredAreaIndex areas(world.layers);
  const PointIndex things(world.things);
  const ViewIndex views(world.cameras, world.buildings);
  built_s = cpu_seconds() - from;
  std::vector<GeoFigure> out;
  out.push_back(measure(kGeoAreas, "yiwang", q.points.size(), [&](std::size_t i) {
    std::array<std::uint32_t, 3> keys{};
    areas.find(q.points[i], keys);
    double sum = 0;
    for (const auto key : keys) sum += key == LayeredAreaIndex::kNone ? 0 : key;
    return sum;
  }));
  const auto sum_of = [](const std::vector<Near>& found) {
    double sum = 0;
    for (const auto& one : found) sum += one.key;
    return sum;
  };
  const auto count = q.near.size();
  out.push_back(measure(kGeoNearest, "yiwang", count, [&](std::size_t i) { return sum_of(things.nearest(q.near[i], 10)); }));
  out.push_back(measure(kGeoCircle, "yiwang", count, [&](std::size_t i) { return sum_of(things.in_circle(q.near[i], kCircle)); }));
  out.push_back(measure(kGeoLine, "yiwang", count, [&](std::size_t i) { return sum_of(things.along(q.lines[i], kCorridor)); }));
  out.push_back(measure(kGeoShape, "yiwang", count, [&](std::size_t i) { return sum_of(things.in_polygon(q.shapes[i])); }));
  out.push_back(measure(kGeoSeeing, "yiwang", count, [&](std::size_t i) { return sum_of(views.seeing(q.near[i])); }));
  return out;
}

std::vector<GeoFigure> ask_rtree(const GeoWorld& world, const GeoQuestions& q) {
  std::vector<FlatBox> boxes;
  std::vector<std::vector<Crossing>> sides;
  std::vector<std::uint32_t> keys;
  for (const auto& layer : world.layers) {
    for (const auto& [key, shape] : layer) {
      const auto box = bounds(shape);
      boxes.push_back({box.low.lon, box.low.lat, box.high.lon, box.high.lat});
      sides.push_back(crossings(shape));
      keys.push_back(key);
    }
  }
  const RtreeBaseline areas(boxes);
  // On the plane of a frame in metres: Boost's own distances on the ellipsoid are far slower.
  const GroundFrame frame({118 + world.side_deg / 2, 32 + world.side_deg / 2});
  std::vector<FlatBox> spots;
  for (const auto& one : world.things) {
    const auto spot = frame.to_frame(one.point);
    spots.push_back({spot.x, spot.y, spot.x, spot.y});
  }
  const RtreeBaseline things(spots);
  std::vector<std::uint32_t> found;
  std::vector<GeoFigure> out;
  out.push_back(measure(kGeoAreas, "rtree", q.points.size(), [&](std::size_t i) {
    const auto point = q.points[i];
    areas.touching({point.lon, point.lat, point.lon, point.lat}, found);
    double sum = 0;
    for (const auto at : found) sum += contains(sides[at], point) ? keys[at] : 0;
    return sum;
  }));
  out.push_back(measure(kGeoNearest, "rtree", q.near.size(), [&](std::size_t i) {
    const auto here = frame.to_frame(q.near[i]);
    things.nearest(here.x, here.y, 10, found);
    double sum = 0;
    for (const auto at : found) sum += world.things[at].key;
    return sum;
  }));
  out.push_back(measure(kGeoCircle, "rtree", q.near.size(), [&](std::size_t i) {
    const auto here = frame.to_frame(q.near[i]);
    things.touching({here.x - kCircle, here.y - kCircle, here.x + kCircle, here.y + kCircle}, found);
    double sum = 0;
    for (const auto at : found) sum += std::hypot(spots[at].west - here.x, spots[at].south - here.y) <= kCircle ? world.things[at].key : 0;
    return sum;
  }));
  return out;
}

/// How many of the questions both were asked got the same answer.
std::pair<std::size_t, std::size_t> same(const GeoFigure& a, const GeoFigure& b) {
  const auto both = std::min(a.sums.size(), b.sums.size());
  std::size_t alike = 0;
  for (std::size_t i = 0; i < both; ++i) alike += a.sums[i] == b.sums[i] ? 1 : 0;
  return {alike, both};
}

void print(const std::vector<GeoFigure>& ours, const std::vector<GeoFigure>& theirs) {
  for (const auto& one : ours) {
    std::printf("%-36s %10.0f /s\n", one.what.c_str(), one.per_second);
    for (const auto& other : theirs) {
      if (other.what != one.what) continue;
      const auto [alike, both] = same(one, other);
      std::printf("    %-32s %10.0f /s   x%-8.1f", other.by.c_str(), other.per_second, one.per_second / other.per_second);
      if (both != 0) std::printf(" %zu of %zu answers the same", alike, both);
      std::printf("\n");
    }
  }
}

void print_json(const std::vector<GeoFigure>& ours, const std::vector<GeoFigure>& theirs, const Options& options, double built_s) {
  json::Array figures;
  for (const auto& one : ours) {
    json::Object row{{"what", one.what}, {"per_second", std::round(one.per_second)}};
    for (const auto& other : theirs) {
      if (other.what != one.what) continue;
      const auto [alike, both] = same(one, other);
      row[other.by] = json::Object{{"per_second", std::round(other.per_second)}, {"ratio", one.per_second / other.per_second}, {"asked", both}, {"same", alike}};
    }
    figures.push_back(row);
  }
  std::cout << boost::json::serialize(json::Object{{"polygons", options.polygons}, {"things", options.things}, {"build_s", built_s}, {"figures", figures}}) << "\n";
}

int run(const Options& options) {
  const auto world = make_geo_world(options.polygons, options.things, options.seed);
  const auto questions = make_geo_questions(world, options.points, options.others, options.seed);
  double built_s = 0;
  const auto ours = ask_us(world, questions, built_s);
  auto theirs = ask_rtree(world, questions);
  std::string wrong;
  if (!options.no_postgis) {
    const auto more = ask_postgis(world, questions, options.postgis_seconds, wrong);
    theirs.insert(theirs.end(), more.begin(), more.end());
  }
  if (options.as_json) {
    print_json(ours, theirs, options, built_s);
  } else {
    std::printf("%zu + %zu + %zu areas in three layers, %zu things, %zu cameras, %zu buildings; indexes built in %.2f s; one thread\n", world.layers[0].size(), world.layers[1].size(),
                world.layers[2].size(), world.things.size(), world.cameras.size(), world.buildings.size(), built_s);
    print(ours, theirs);
    if (!wrong.empty()) std::printf("PostGIS left out: %s\n", wrong.c_str());
  }
  return 0;
}

}  // namespace

void add_bench_geo(CLI::App& bench, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* geo = bench.add_subcommand("geo", "Where is what: areas at a point, nearest, in a circle, along a line, in a polygon, cameras; beside Boost's R-tree and PostGIS");
  geo->add_option("--polygons", options->polygons, "Areas of the first layer; a ninth and a thirty-sixth as many in two more")->check(CLI::Range(100, 1000000));
  geo->add_option("--things", options->things, "Points to search; a tenth as many buildings, a fortieth as many cameras")->check(CLI::Range(1000, 10000000));
  geo->add_option("--points", options->points, "Places asked for areas")->check(CLI::Range(1000, 100000000));
  geo->add_option("--others", options->others, "Questions of each other kind")->check(CLI::Range(100, 1000000));
  geo->add_option("--postgis-seconds", options->postgis_seconds, "How long each kind of question is put to PostGIS")->check(CLI::Range(0.1, 600.0));
  geo->add_option("--seed", options->seed);
  geo->add_flag("--no-postgis", options->no_postgis, "Leave PostGIS out");
  geo->add_flag("--json", options->as_json);
  geo->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace yiwang
