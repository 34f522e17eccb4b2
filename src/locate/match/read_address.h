#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "locate/match/address_parts.h"
#include "locate/match/text_likeness.h"

namespace yiwang {

/// An address made ready to be compared with many: plain text, parts, and what the comparing asks of them again and again.
struct ReadAddress {
  std::u32string text;
  std::vector<AddressPart> parts;
  std::vector<std::uint64_t> pairs;        // of `text`
  std::array<std::vector<std::u32string>, kPartKinds> values;   // by kind, in order; bracketed ones after the others
  std::vector<std::u32string> numbers;     // every number, whatever it numbers, cut at dashes
  std::vector<std::u32string> names;       // names and villages outside of brackets, in order
  std::u32string main;                     // the last of them: the place itself where the address ends with it
  std::u32string longest;                  // the longest of them
  std::u32string words;                    // all that is no number, division, road or distance: names one after the other

  const std::vector<std::u32string>& of(PartKind kind) const { return values[static_cast<std::size_t>(kind)]; }
  bool has(PartKind kind) const { return !of(kind).empty(); }
};

ReadAddress read_address(std::string_view text);

/// How the numbers (or words) of one kind stand to each other. Rising: the higher the more alike.
enum class PartState { differs = -2, only_candidate = -1, neither = 0, only_query = 1, partly = 2, equal = 3 };
/// `partly`: the first number agrees (`3-2` and `3`), or one lies in the other's range (`1-10` and `5`).
PartState compare_numbers(const std::vector<std::u32string>& query, const std::vector<std::u32string>& candidate);
/// `partly`: one road's name ends with the other's (a district before it stands without its 区), or they differ in one character of three or more.
PartState compare_roads(const std::vector<std::u32string>& query, const std::vector<std::u32string>& candidate);
/// Names of divisions; `partly` when one begins with the other's first two characters.
PartState compare_divisions(const std::vector<std::u32string>& query, const std::vector<std::u32string>& candidate);
/// The first number in it, -1 for none.
long leading_number(std::u32string_view text);

}  // namespace yiwang
