#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace yiwang {

/// On which side of a data set a case stands. Given once and kept, so that no later data set teaches what an earlier one was judged on.
enum class Side : int { none = 0, learn = 1, held_out = 2, left_out = 3 };

struct SidedText {
  std::uint64_t case_id = 0;
  std::string text;
  Side side = Side::none;
};

/// One in so many groups of like texts is held out.
inline constexpr std::uint64_t kHeldOutOneIn = 10;

/// Gives a side to all that have none, in the order of case ids: that of the earliest text it nearly repeats (about two fifths of their 4-grams in common, by 32 minimum
/// hashes), else by the hash of its case id. What nearly repeats texts on both sides is left out. Same texts and sides, same answer.
void give_sides(std::vector<SidedText>& texts);

}  // namespace yiwang
