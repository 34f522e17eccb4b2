#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "relate/groups/words.h"

namespace yiwang {

/// How usual a gram is: in how many things told before it was. A thing told by a hundred people counts once, so that a flood of reports does not make its own
/// name usual. A table of fixed size (4 MB) in which grams share slots; halved when it has counted half a million things, so it follows the city.
class UsualWords {
 public:
  UsualWords();
  void learn(std::uint32_t gram) { ++slot(gram); }
  void learned_one() { ++things_; if (things_ >= kMostThings) halve(); }
  /// ln of how rarely it is heard; 0 for what everybody says, about 9 for what nobody said before.
  float information(std::uint32_t gram) const;
  std::uint32_t things() const { return things_; }

  void save(std::string& out) const;
  bool load(std::string_view& in);

 private:
  static constexpr std::uint32_t kMostThings = 500'000;
  static constexpr int kBits = 20;
  std::uint32_t& slot(std::uint32_t gram) { return counts_[gram >> (32 - kBits)]; }
  const std::uint32_t& slot(std::uint32_t gram) const { return counts_[gram >> (32 - kBits)]; }
  void halve();
  std::vector<std::uint32_t> counts_;
  std::uint32_t things_ = 0;
};

}  // namespace yiwang
