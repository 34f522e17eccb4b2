#pragma once
#include <array>
#include <memory>
#include <vector>

#include "geo/codes/beidou_cover.h"
#include "geo/codes/beidou_grid.h"

namespace yiwang::beidou {

enum class Meeting { apart, border, inside };

/// A side of a shape in the units of the grid, as seen in one pair of hemispheres.
struct UnitSide {
  double u1, v1, u2, v2;
};

/// What a cell hands to the cells below it: the sides that may still matter, and whether an odd number of sides far to the east was left out.
struct Passed {
  std::vector<UnitSide> sides;
  bool odd = false;
};

/// Tells how cells meet one shape. Cells are taken with the border they own (near lines yes, far lines no), the shape with all of its border.
class CellJudge {
 public:
  virtual ~CellJudge() = default;
  /// For a pair of hemispheres, before its first cells.
  virtual Passed begin(bool west, bool south) const = 0;
  /// `above`: what the cell above (or `begin`) passed; `on`: what this cell passes, filled only for `border`.
  virtual Meeting judge(const GridCell& cell, const Passed& above, Passed& on) const = 0;
  /// The ground it lies on, for the choice of first cells.
  virtual std::vector<Box> boxes() const = 0;
};

std::unique_ptr<CellJudge> judge_of(const MultiPolygon& shape);
std::unique_ptr<CellJudge> judge_of(const Disc& disc);

}  // namespace yiwang::beidou
