#pragma once
#include <cstdint>

namespace yiwang {

/// A small seeded generator (SplitMix64, Steele, Lea, Flood 2014): same seed, same numbers, on every machine. Not for secrets.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  /// Even over 0 .. below-1; `below` at least 1.
  std::uint64_t below(std::uint64_t below) { return static_cast<std::uint64_t>((static_cast<Wide>(next()) * below) >> 64); }
  /// Even over [0, 1).
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  bool chance(double p) { return unit() < p; }

 private:
  __extension__ using Wide = unsigned __int128;
  std::uint64_t state_;
};

}  // namespace yiwang
