#pragma once
#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "geo/tiles/mercator.h"
#include "service/map/city_tiles.h"

namespace yiwang {

/// `bench tiles`: vector tiles of the demo city and of a million cases, cold and from the cache, with PostGIS's ST_AsMVT on the same data in the same run.
void add_bench_tiles(CLI::App& bench, int& exit_code);

/// What one maker of tiles did: seconds of processor time each tile took, and its bytes before packing.
struct TileFigures {
  std::string what;
  std::vector<double> seconds;
  std::size_t bytes = 0;
};
/// The base tiles by PostgreSQL with PostGIS in a temporary folder; throws std::runtime_error where it is not installed.
TileFigures postgis_tiles(const City& city, const std::vector<TileId>& tiles, double for_seconds);

}  // namespace yiwang
