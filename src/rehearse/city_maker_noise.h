#pragma once
#include <cmath>
#include <cstdint>

#include "base/random.h"

namespace yiwang::maker {

/// Smooth noise in -1 .. 1 that changes over distances of one. Plain arithmetic only: library sines differ between machines, and the made city must not.
inline double smooth_noise(std::uint64_t seed, double x, double y) {
  const auto corner = [&](std::int64_t i, std::int64_t j) {
    Random random(seed * 0x9e3779b97f4a7c15ULL ^ (static_cast<std::uint64_t>(i) * 0xc2b2ae3d27d4eb4fULL) ^ (static_cast<std::uint64_t>(j) * 0x165667b19e3779f9ULL));
    random.next();
    return random.unit() * 2 - 1;
  };
  const double fx = std::floor(x), fy = std::floor(y);
  const auto i = static_cast<std::int64_t>(fx), j = static_cast<std::int64_t>(fy);
  const auto ease = [](double t) { return t * t * (3 - 2 * t); };
  const double u = ease(x - fx), v = ease(y - fy);
  const double low = corner(i, j) * (1 - u) + corner(i + 1, j) * u;
  const double high = corner(i, j + 1) * (1 - u) + corner(i + 1, j + 1) * u;
  return low * (1 - v) + high * v;
}

/// A shuffle that is the same with every standard library.
template <class List>
void shuffle(List& list, Random& random) {
  for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[random.below(i)]);
}

}  // namespace yiwang::maker
