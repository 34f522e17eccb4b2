#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "geo/index/area_index.h"
#include "rehearse/city_maker.h"
#include "rehearse/city_maker_mesh.h"
#include "rehearse/city_maker_names.h"
#include "rehearse/city_maker_raster.h"

namespace yiwang::maker {

/// A square of the street lattice: later one community.
struct Cell {
  int column = 0, row = 0;
  double score = 0;            // 0 in the middle of the city, about 1 at its edge
  int district = -1, street = -1;
  std::vector<std::size_t> rings;   // of the mesh: its grids
  std::string code;                 // of the community
  std::string name;                 // without 社区
};

struct Division {
  std::string code;
  Name name;
  std::vector<std::size_t> cells;
  int parent = -1;
};

enum class RoadLevel { express, main, artery, street, lane };
struct MadeRoad {
  std::string code;
  std::string name;
  std::vector<std::string> aliases;
  RoadLevel level = RoadLevel::street;
  Line line;
};

enum class PlaceKind { housing, village, school, hospital, market, park, mall, works, office };
struct MadePlace {
  std::string code;
  std::string name;
  PlaceKind kind = PlaceKind::housing;
  std::size_t cell = 0;
  Spot at;
  std::string alias;
  double radius = 0;           // parks: their size on the ground
};

struct MadeArea {              // water and green
  std::string name;
  std::string kind;
  Line ring;
};

/// Everything the steps of the generator hand on to each other.
struct Town {
  std::uint64_t seed;
  Random random;
  NameBank names;

  Mesh mesh;
  std::vector<Cell> cells;
  std::map<std::pair<int, int>, std::size_t> cell_at;
  std::vector<std::size_t> cell_of_ring;
  std::vector<std::string> grid_codes;                    // of each ring
  std::vector<Division> districts, streets;
  std::vector<std::string> area_rows;                     // of areas.csv, for functional layers to add to
  std::map<std::pair<int, int>, Line> rows, columns;      // lattice edges: (i, j) -> to the east, to the north
  std::vector<Line> cuts;                                 // borders of grids inside a cell, with the cell they lie in
  std::vector<std::size_t> cell_of_cut;

  std::vector<MadeArea> water, green;
  std::vector<MadeRoad> roads;
  std::vector<MadePlace> places;
  Raster raster;
  AreaIndex grids{{}};
  MadeFiles files;

  explicit Town(std::uint64_t chosen) : seed(chosen), random(chosen), names(chosen) {}
  /// The ring a place lies in, or npos.
  std::size_t ring_at(Spot at) const;
  /// 0 outside, 1 in the very middle.
  double liveliness(Spot at) const;
  /// Row of the lattice along which the river runs, and column of the stream north of it.
  static constexpr int kRiverRow = 5, kStreamColumn = 11;
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
};

inline constexpr int kColumns = 15, kRows = 12;
inline constexpr std::size_t kCells = 120, kGridsPerCell = 5;
inline constexpr std::size_t kBuildings = 20000, kElements = 3000, kPlaces = 400, kPeople = 900, kUnits = 60;
inline constexpr std::string_view kCityCode = "990100000000";
inline constexpr std::string_view kCityName = "云澜市";
/// Place in the lattice (columns and rows, fractions allowed) to place on the ground.
Spot from_lattice(std::uint64_t seed, double column, double row);

// The steps, in the order they run.
void lay_lattice(Town& town);
void make_divisions(Town& town);
void make_functional_grids(Town& town);
void make_water(Town& town);
void make_roads(Town& town);
void make_places_and_buildings(Town& town);
void make_elements(Town& town);
/// Hills and banks, before building; parks join them when written.
void make_greens(Town& town);
void write_greens(Town& town);
struct MadeUnits {
  std::map<std::string, std::string> city_unit_of_kind;
  std::vector<std::string> street_units;       // in the order of Town::streets
  std::vector<std::string> district_branches;  // city management, in the order of Town::districts
};
MadeUnits make_units_and_people(Town& town);
void make_duties(Town& town, const MadeUnits& units, const std::vector<Matter>& matters);

}  // namespace yiwang::maker
