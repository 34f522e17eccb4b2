#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace yiwang {

/// A pair of neighbouring signs (a Chinese character, or a run of letters and digits), hashed, with what it counts for before its rarity is known.
struct HeardGram {
  std::uint32_t gram;
  float weight;
  bool name = false;                       // stands in what looks like the name of a place or body
};

/// What a report is grouped by: the distinct grams of title and words, sorted by gram. The title (what somebody wants to be heard with) counts more than the
/// words below it, and these less the further down they stand. Takes normalised text; a pure function. Long texts are read to their 600th sign.
std::vector<HeardGram> heard_grams(std::string_view normalised_title, std::string_view normalised_text);
/// Where people live by the name of it (望江花园, 翠屏新城), as the grams of the names' own parts; of the title, else of the first words. Empty when none is named.
std::vector<std::uint32_t> homes_in(std::string_view normalised_title, std::string_view normalised_text);
/// The grams of a single phrase, all with weight 1.
std::vector<HeardGram> heard_grams(std::string_view normalised_phrase);

}  // namespace yiwang
