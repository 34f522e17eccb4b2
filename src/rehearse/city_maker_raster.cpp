#include "rehearse/city_maker_raster.h"

#include <algorithm>

namespace yiwang::maker {

Raster::Raster() : squares_(static_cast<std::size_t>(kSquares) * kSquares) {}

std::uint8_t Raster::at(Spot spot) const {
  const int i = index(spot.x), j = index(spot.y);
  if (i < 0 || j < 0 || i >= kSquares || j >= kSquares) return 0xff;
  return squares_[static_cast<std::size_t>(j) * kSquares + static_cast<std::size_t>(i)];
}

void Raster::mark(const Line& line, double half_width, Taken what) {
  for (std::size_t k = 1; k < line.size(); ++k) {
    const auto piece = line[k] - line[k - 1];
    mark(between(line[k - 1], line[k], 0.5), unit(piece), length(piece) + half_width, 2 * half_width, what);
  }
}

void Raster::mark_ring(const Line& ring, Taken what) {
  double low = ring.front().y, high = low;
  for (const auto& spot : ring) low = std::min(low, spot.y), high = std::max(high, spot.y);
  for (int j = std::max(0, index(low)); j <= std::min(kSquares - 1, index(high)); ++j) {
    const double y = (j + 0.5) * kSide - kHalf;
    std::vector<double> crossings;
    for (std::size_t k = 0; k < ring.size(); ++k) {
      const auto a = ring[k], b = ring[(k + 1) % ring.size()];
      if ((a.y > y) != (b.y > y)) crossings.push_back(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y));
    }
    std::sort(crossings.begin(), crossings.end());
    for (std::size_t k = 0; k + 1 < crossings.size(); k += 2) {
      for (int i = std::max(0, index(crossings[k])); i <= std::min(kSquares - 1, index(crossings[k + 1])); ++i) {
        squares_[static_cast<std::size_t>(j) * kSquares + static_cast<std::size_t>(i)] |= what;
      }
    }
  }
}

bool Raster::is_free(Spot middle, Spot ahead, double width, double depth, std::uint8_t taken) const {
  const int along = std::max(2, static_cast<int>(width / 4)), across = std::max(2, static_cast<int>(depth / 4));
  for (int i = 0; i <= along; ++i) {
    for (int j = 0; j <= across; ++j) {
      const auto spot = middle + ahead * (width * (static_cast<double>(i) / along - 0.5)) + left_of(ahead) * (depth * (static_cast<double>(j) / across - 0.5));
      if ((at(spot) & taken) != 0) return false;
    }
  }
  return true;
}

void Raster::mark(Spot middle, Spot ahead, double width, double depth, Taken what) {
  const auto w = ahead * (width / 2), d = left_of(ahead) * (depth / 2);
  if (depth < 3 * kSide || width < 3 * kSide) {
    // Thin shapes may fall between the scan lines of a ring: touch every square under them instead.
    const int along = std::max(2, static_cast<int>(width / 2)), across = std::max(2, static_cast<int>(depth / 2));
    for (int i = 0; i <= along; ++i) {
      for (int j = 0; j <= across; ++j) {
        const auto spot = middle + w * (2.0 * i / along - 1) + d * (2.0 * j / across - 1);
        const int x = index(spot.x), y = index(spot.y);
        if (x >= 0 && y >= 0 && x < kSquares && y < kSquares) squares_[static_cast<std::size_t>(y) * kSquares + static_cast<std::size_t>(x)] |= what;
      }
    }
    return;
  }
  mark_ring({middle - w - d, middle + w - d, middle + w + d, middle - w + d}, what);
}

}  // namespace yiwang::maker
