#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "locate/match/read_address.h"

namespace yiwang {

/// Which words stand in one address only, and what that usually means: a linear softmax over hashed character grams (a gate or a shop that only the candidate names, a floor that
/// only the query names). It knows words where the trees know numbers. Training is deterministic.
class LeftoverWords {
 public:
  static constexpr std::uint32_t kSlots = 1u << 16;
  static constexpr std::size_t kClasses = 3;

  /// Hashed grams of a pair, each once.
  static std::vector<std::uint32_t> grams(const ReadAddress& query, const ReadAddress& candidate);
  static LeftoverWords train(const std::vector<std::vector<std::uint32_t>>& grams, std::span<const std::uint8_t> truth, std::span<const std::uint32_t> rows, std::uint64_t seed);
  /// Raw scores, before the softmax.
  std::array<double, kClasses> scores(std::span<const std::uint32_t> grams) const;

  bool sound() const { return weights_.size() == std::size_t{kSlots} * kClasses; }

  template <class File>
  void keep(File& file) {
    file.part(weights_);
  }

 private:
  std::vector<float> weights_;
};

}  // namespace yiwang
