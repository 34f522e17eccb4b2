#pragma once
#include <cstdint>
#include <vector>

#include "rehearse/city_maker_plane.h"

namespace yiwang::maker {

enum Taken : std::uint8_t { kRoad = 1, kWater = 2, kPark = 4, kBuilt = 8 };

/// What already stands where, in squares of 5 metres over the whole plane.
class Raster {
 public:
  Raster();
  std::uint8_t at(Spot spot) const;
  void mark(const Line& line, double half_width, Taken what);
  void mark_ring(const Line& ring, Taken what);
  /// A rectangle of width along `ahead` and depth across it.
  bool is_free(Spot middle, Spot ahead, double width, double depth, std::uint8_t taken = 0xff) const;
  void mark(Spot middle, Spot ahead, double width, double depth, Taken what);

 private:
  static constexpr double kSide = 5, kHalf = 24000;
  static constexpr int kSquares = static_cast<int>(2 * kHalf / kSide);
  static int index(double metres) { return static_cast<int>((metres + kHalf) / kSide); }
  std::vector<std::uint8_t> squares_;
};

}  // namespace yiwang::maker
