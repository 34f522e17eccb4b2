#include "geo/codes/beidou_grid.h"

namespace yiwang::beidou {
namespace {

/// Value of the digit at a place, -1 when it is none below the limit.
std::int64_t digit(std::string_view code, std::size_t at, int below) {
  const auto value = kDigits.find(code[at]);
  return value < static_cast<std::size_t>(below) ? static_cast<std::int64_t>(value) : -1;
}

}  // namespace

GridCell first_cell(bool west, bool south, std::int64_t column, std::int64_t row) {
  GridCell cell;
  const auto number = static_cast<std::size_t>(west ? kColumns - column : kColumns + 1 + column);
  cell.code = {south ? 'S' : 'N', kDigits[number / 10], kDigits[number % 10], static_cast<char>('A' + row)};
  cell.west = west;
  cell.south = south;
  cell.u = column * kColumn;
  cell.v = row * kRow;
  return cell;
}

std::vector<GridCell> cells_below(const GridCell& cell) {
  std::vector<GridCell> out;
  if (cell.level >= kBeidouLevels) return out;
  const auto& division = kDivisions[static_cast<std::size_t>(cell.level - 1)];
  const auto columns = static_cast<std::size_t>(division.columns), rows = static_cast<std::size_t>(division.rows);
  const auto width = cell.width / division.columns, height = cell.height / division.rows;
  out.reserve(columns * rows);
  for (std::size_t i = 0; i < columns * rows; ++i) {
    const auto x = division.z_order ? i % columns : i / rows, y = division.z_order ? i / columns : i % rows;
    GridCell below{cell.code, cell.level + 1, cell.west, cell.south, cell.u + static_cast<std::int64_t>(x) * width, cell.v + static_cast<std::int64_t>(y) * height, width, height};
    if (division.z_order) {
      below.code += kDigits[i];
    } else {
      below.code += kDigits[x];
      below.code += kDigits[y];
    }
    out.push_back(std::move(below));
  }
  return out;
}

GridCell cell_of(std::string_view code) {
  const int level = beidou_level(code);
  if (level == 0 || (code[0] != 'N' && code[0] != 'S') || code[3] < 'A' || code[3] >= 'A' + kRows) return {};
  const auto tens = digit(code, 1, 10), ones = digit(code, 2, 10);
  const auto number = tens * 10 + ones;
  if (tens < 0 || ones < 0 || number < 1 || number > 2 * kColumns) return {};
  const bool west = number <= kColumns;
  auto cell = first_cell(west, code[0] == 'S', west ? kColumns - number : number - kColumns - 1, code[3] - 'A');
  std::size_t at = 4;
  for (; cell.level < level; ++cell.level) {
    const auto& division = kDivisions[static_cast<std::size_t>(cell.level - 1)];
    cell.width /= division.columns;
    cell.height /= division.rows;
    std::int64_t x = 0, y = 0;
    if (division.z_order) {
      const auto both = digit(code, at++, division.columns * division.rows);
      if (both < 0) return {};
      x = both % division.columns;
      y = both / division.columns;
    } else {
      x = digit(code, at, division.columns);
      y = digit(code, at + 1, division.rows);
      at += 2;
    }
    if (x < 0 || y < 0) return {};
    cell.u += x * cell.width;
    cell.v += y * cell.height;
  }
  cell.code = code;
  return cell;
}

Box box_of(const GridCell& cell) {
  const auto degrees = [](std::int64_t units) { return static_cast<double>(units) / static_cast<double>(kDegree); };
  const double lon = degrees(cell.u), lon_far = degrees(cell.u + cell.width), lat = degrees(cell.v), lat_far = degrees(cell.v + cell.height);
  return {{cell.west ? -lon_far : lon, cell.south ? -lat_far : lat}, {cell.west ? -lon : lon_far, cell.south ? -lat : lat_far}};
}

}  // namespace yiwang::beidou
