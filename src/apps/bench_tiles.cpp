#include "apps/bench_tiles.h"

#include <time.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <stdexcept>

#include "adapters/http/map/map_service.h"
#include "apps/house.h"
#include "base/random.h"
#include "city/load.h"
#include "geo/tiles/z_order.h"

namespace yiwang {
namespace {

struct Options {
  double seconds = 3;
  std::size_t cases = 1'000'000;
  bool postgis = true;
};

double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

void print(const TileFigures& f) {
  auto sorted = f.seconds;
  std::sort(sorted.begin(), sorted.end());
  double sum = 0;
  for (const double s : sorted) sum += s;
  const auto at = [&](double share) { return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))] * 1e3; };
  std::cout << f.what << ": " << static_cast<std::int64_t>(static_cast<double>(sorted.size()) / sum) << " tiles/s, p50 " << at(0.5) << " ms, p99 " << at(0.99) << " ms, mean "
            << f.bytes / std::max<std::size_t>(1, sorted.size()) << " bytes (" << sorted.size() << " tiles)\n";
}

template <class Make>
TileFigures measure(std::string what, const std::vector<TileId>& tiles, double for_seconds, Make make) {
  TileFigures out{std::move(what), {}, 0};
  const double end = cpu_seconds() + for_seconds;
  for (std::size_t i = 0; i < tiles.size() && cpu_seconds() < end; ++i) {
    const double from = cpu_seconds();
    out.bytes += make(tiles[i]);
    out.seconds.push_back(cpu_seconds() - from);
  }
  return out;
}

/// Tiles somebody looking at the city asks for: places drawn from its buildings, zooms 9 to 16.
std::vector<TileId> asked(const City& city, std::size_t count) {
  Random random(11);
  std::vector<TileId> out;
  while (out.size() < count) {
    const int z = 9 + static_cast<int>(random.below(8));
    const auto at = to_world(city.addresses[random.below(city.addresses.size())].point);
    out.push_back({z, static_cast<std::uint32_t>(std::ldexp(at.x, z)), static_cast<std::uint32_t>(std::ldexp(at.y, z))});
  }
  return out;
}

CasePoints made_cases(const City& city, std::size_t count) {
  CasePoints out;
  Random random(7);
  for (const auto& matter : city.matters) {
    if (matter.code.size() == 6) out.words.push_back(matter.code);
  }
  auto rows = std::make_shared<std::vector<CasePoint>>();
  for (std::size_t i = 0; i < count; ++i) {
    const auto& place = city.addresses[random.below(city.addresses.size())].point;
    CasePoint p;
    p.id = i + 1;
    p.key = z_order(to_world({place.lon + 1e-3 * (random.unit() - 0.5), place.lat + 1e-3 * (random.unit() - 0.5)}));
    p.placed = true;
    p.opened_min = 29'000'000 + static_cast<std::int32_t>(i / 2);
    p.closed_min = random.chance(0.1) ? -1 : p.opened_min + 3000;
    p.stage = p.open() ? Stage::handling : Stage::closed;
    p.tone = p.open() ? (random.chance(0.1) ? Tone::bad : Tone::ink) : Tone::good;
    p.matter = static_cast<std::uint32_t>(1 + random.below(out.words.size() - 1));
    rows->push_back(p);
  }
  std::sort(rows->begin(), rows->end(), [](const CasePoint& a, const CasePoint& b) { return std::pair(a.key, a.id) < std::pair(b.key, b.id); });
  out.replaced.assign(rows->size(), false);
  out.settled = std::move(rows);
  return out;
}

void bench_cases(const City& city, const std::vector<TileId>& tiles, const Options& o) {
  const auto points = made_cases(city, o.cases);
  Identity everybody;
  everybody.roles = {Role::leader};
  CaseFilter all;
  all.from_min = 0;
  for (const auto& [what, filter] : std::vector<std::pair<std::string, CaseFilter>>{{"open ones of ", {}}, {"all of ", all}}) {
    CaseLook look(filter, CaseScope(everybody, city), city, points);
    print(measure("cases, " + what + std::to_string(o.cases), tiles, o.seconds, [&](TileId id) { return case_tile(points, look, city, id).size(); }));
  }
  CaseLook look(all, CaseScope(everybody, city), city, points);
  const double from = cpu_seconds();
  const auto columns = case_columns(points, look, city, 200'000);
  const double made = cpu_seconds();
  const auto small = packed(columns);
  std::cout << "200,000 points in columns: " << (made - from) * 1e3 << " ms, " << columns.size() << " bytes; packed in " << (cpu_seconds() - made) * 1e3 << " ms to " << small.bytes->size() << " bytes\n";
}

int run(const Options& o) {
  const auto folder = shipped("catalogue/demo");
  const auto loaded = load_city(folder);
  if (!loaded.city) throw std::runtime_error("the demo city does not load");
  const auto& city = *loaded.city;
  const double from = cpu_seconds();
  const CityTiles tiles(loaded.city, {}, {});
  std::cout << "made ready in " << (cpu_seconds() - from) * 1e3 << " ms: " << city.addresses.size() << " buildings, " << city.roads.size() << " roads, " << city.areas.size() << " areas\n";
  const auto ids = asked(city, 20'000);
  print(measure("base, cut", ids, o.seconds, [&](TileId id) { return tiles.tile(TileSet::base, id).size(); }));
  print(measure("areas, cut", ids, o.seconds, [&](TileId id) { return tiles.tile(TileSet::areas, id).size(); }));
  TileCache cache(256u << 20);
  const auto keyed = [&](TileId id) {
    return cache.get(std::to_string(id.z) + "/" + std::to_string(id.x) + "/" + std::to_string(id.y), [&] { return packed(tiles.tile(TileSet::base, id)); }).bytes;
  };
  const auto size = [&](TileId id) {
    const auto bytes = keyed(id);
    return bytes ? bytes->size() : std::size_t{0};
  };
  auto once = ids;
  std::sort(once.begin(), once.end(), [](TileId a, TileId b) { return std::tuple(a.z, a.x, a.y) < std::tuple(b.z, b.x, b.y); });
  once.erase(std::unique(once.begin(), once.end(), [](TileId a, TileId b) { return a.z == b.z && a.x == b.x && a.y == b.y; }), once.end());
  print(measure("base, cut and packed, each once (cold)", once, 1e9, size));
  print(measure("base, from the cache (warm)", ids, o.seconds, size));
  bench_cases(city, ids, o);
  if (!o.postgis) return 0;
  try {
    print(postgis_tiles(city, ids, o.seconds));
  } catch (const std::runtime_error& fault) {
    std::cout << "no PostGIS: " << fault.what() << "\n";
  }
  return 0;
}

}  // namespace

void add_bench_tiles(CLI::App& bench, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command = bench.add_subcommand("tiles", "Vector tiles a second, cold and warm, beside PostGIS");
  command->add_option("--seconds", options->seconds, "Processor time a figure may take")->capture_default_str();
  command->add_option("--cases", options->cases, "Made-up cases")->capture_default_str();
  command->add_flag("!--no-postgis", options->postgis, "Leave PostGIS out");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace yiwang
