#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "relate/relater.h"

namespace yiwang {

/// The truth an index is held against: for each question the text with the greatest share of common grams (Jaccard) among all seen, by looking at every one.
/// The texts pass by one after another and are not kept, so millions fit; all questions are answered in one pass. What one exact comparison costs is measured apart, with
/// both lists of grams at hand.
class ExactScan {
 public:
  explicit ExactScan(std::span<const Fingerprint> asked);
  void see(std::uint64_t row, const Fingerprint& print);
  struct Found {
    std::vector<std::uint64_t> best;       // row of each question
    double us_a_text = 0;                  // one question against one text
  };
  Found finish() const;

 private:
  struct Slot {
    std::uint32_t gram = 0;
    std::uint32_t from = 0, count = 0;     // of holders_
  };
  std::span<const Fingerprint> asked_;
  std::vector<Slot> slots_;
  std::vector<std::uint16_t> holders_;     // questions that hold a gram
  std::vector<std::uint32_t> common_;
  std::vector<double> share_;
  std::vector<std::uint64_t> best_;
  std::vector<Fingerprint> kept_;          // the first texts, to time one comparison on
};

}  // namespace yiwang
