#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "geo/codes/beidou.h"

namespace yiwang::beidou {

// The grid in whole numbers. Everything is counted in the smallest unit, 1/2048 of a second of arc, away from the equator and the prime meridian.
inline constexpr std::int64_t kSecond = 2048;
inline constexpr std::int64_t kDegree = 3600 * kSecond;
inline constexpr std::int64_t kColumn = 6 * kDegree;
inline constexpr std::int64_t kRow = 4 * kDegree;
inline constexpr std::int64_t kRows = 22;
inline constexpr std::int64_t kColumns = 30;              // of a hemisphere
inline constexpr std::string_view kDigits = "0123456789ABCDEF";

/// How a level divides the cell of the level above: so many columns and rows, written as two digits or as one in Z order.
struct Division {
  int columns;
  int rows;
  bool z_order;
};
inline constexpr std::array<Division, kBeidouLevels - 1> kDivisions{
    {{12, 8, false}, {2, 3, true}, {15, 10, false}, {15, 15, false}, {2, 2, true}, {8, 8, false}, {8, 8, false}, {8, 8, false}, {8, 8, false}}};

/// Decimal degrees of a line between cells may come out a hair too small; a millionth of the smallest cell brings them back.
inline constexpr double kHair = 1e-6;

/// A cell: its hemispheres, its corner nearest to the equator and the prime meridian, its size.
struct GridCell {
  std::string code;
  int level = 1;
  bool west = false, south = false;
  std::int64_t u = 0, v = 0, width = kColumn, height = kRow;
};
/// The cell of level 1 in a column and row counted away from the equator and the prime meridian.
GridCell first_cell(bool west, bool south, std::int64_t column, std::int64_t row);
/// All cells of the next level in it, by ascending code; none below the last level.
std::vector<GridCell> cells_below(const GridCell& cell);
/// The cell of a code; empty code when it is none.
GridCell cell_of(std::string_view code);
Box box_of(const GridCell& cell);

}  // namespace yiwang::beidou
