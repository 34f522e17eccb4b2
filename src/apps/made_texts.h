#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/random.h"
#include "relate/relater.h"

namespace yiwang {

/// Made-up Chinese texts for measurements: words of a Zipf vocabulary over characters of a Zipf alphabet, so that grams are as rare and as common as in life.
/// Text `number` of a seed is always the same.
class MadeTexts {
 public:
  explicit MadeTexts(std::uint64_t seed);
  std::u32string text(std::uint64_t number, std::size_t characters) const;
  /// Every twelfth character or so (8 %) replaced, dropped or doubled.
  std::u32string edited(const std::u32string& text, std::uint64_t number) const;

 private:
  class Zipf {
   public:
    Zipf(std::size_t n, double s);
    std::size_t draw(Random& dice) const;

   private:
    std::vector<double> sums_;
  };
  std::uint64_t seed_;
  Zipf characters_, words_;
  std::vector<std::u32string> vocabulary_;
};

/// Who, what and where of made-up case `number` of `all`, spread over eighty days: a third without a reporter, half with a road or a point, four in ten with an estate.
struct MadeQuestion {
  std::string reporter, matter, area, road, estate;
  RelateQuestion question;
  void make(std::uint64_t number, std::size_t all);
};

}  // namespace yiwang
