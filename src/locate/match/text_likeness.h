#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace yiwang {

/// Distinct pairs of neighbouring characters, ascending; of a single character that character alone.
std::vector<std::uint64_t> character_pairs(std::u32string_view text);
/// Shared over all, of sorted sets: Dice's coefficient in 0..1; 0 when both are empty.
double dice(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b);
double dice(std::u32string_view a, std::u32string_view b);
/// Length of the longest run of characters that stands in both.
std::size_t longest_common_run(std::u32string_view a, std::u32string_view b);
std::size_t common_start(std::u32string_view a, std::u32string_view b);
std::size_t common_end(std::u32string_view a, std::u32string_view b);
/// Length of the longest common subsequence.
std::size_t common_in_order(std::u32string_view a, std::u32string_view b);
/// Insertions, removals and exchanges that make one of the other.
std::size_t edit_distance(std::u32string_view a, std::u32string_view b);
/// Which characters of `a` stand in `b` together with a neighbour (or all of `a` when it is one character long).
std::vector<bool> found_in(std::u32string_view a, std::u32string_view b);

/// How much a character or a pair of characters says: ln(N / texts that hold it), learned from texts. What was never seen says the most.
class GramWeights {
 public:
  void add(std::u32string_view text);
  /// After the last `add`.
  void finish();
  double character(char32_t c) const { return weight(static_cast<std::uint64_t>(c)); }
  double weight(std::uint64_t gram) const {
    const auto found = weights_.find(gram);
    return found == weights_.end() ? unseen_ : static_cast<double>(found->second);
  }
  double sum(std::u32string_view text) const;
  /// The share of the weight of `a`'s pairs that `b` has, 0..1.
  double covered(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) const;
  /// The same over single characters, by found_in.
  double covered_characters(std::u32string_view a, const std::vector<bool>& found) const;

  template <class File>
  void keep(File& file) {
    std::vector<std::uint64_t> grams;
    std::vector<float> values;
    list(grams, values);
    file.part(texts_, unseen_, grams, values);
    take(grams, values);
  }

 private:
  void list(std::vector<std::uint64_t>& grams, std::vector<float>& values) const;
  void take(const std::vector<std::uint64_t>& grams, const std::vector<float>& values);

  double texts_ = 0, unseen_ = 1;
  std::unordered_map<std::uint64_t, float> weights_;
};

}  // namespace yiwang
