#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "locate/library/address_library.h"
#include "locate/library/address_numbers.h"

namespace yiwang {

/// How a name was recognised. `retyped`: its stem stands with another word for what it is (望江小区 for 望江花园).
enum class NameMatch : std::uint8_t { exact, retyped, sound, swapped, edit };

/// One thing a stretch of text may stand for.
struct Meaning {
  NameRef ref;
  NameMatch match;
  float quality;                           // 1: its full name letter by letter
  std::uint8_t namesakes;                  // how many of its kind bear the name, 255 at most
};

/// A stretch of text that is a name, with what it may mean, best first.
struct NamedStretch {
  std::size_t from = 0, to = 0;
  std::vector<Meaning> meanings;
};

/// What stands in the text that the library does not know, by the look of it.
struct Unknown {
  int letters = 0;                         // characters nothing explains
  bool road = false, estate = false, area = false;
  bool elsewhere = false;                  // a province, city or county that is not this one
};

/// An address taken apart: names that do not overlap, numbers between them, what is left.
struct AddressText {
  std::u32string text;                     // folded, without blanks and thinking sounds; what comes after 160 characters is not read
  std::vector<NamedStretch> names;
  std::vector<AddressNumber> numbers;
  Unknown unknown;
  bool says_crossing = false, near = false;
  bool moved = false;                      // a direction and metres
  double east_m = 0, north_m = 0;
};

/// `thorough`: names by sound and with one edit, too. About five times the time.
AddressText read_address_text(const AddressLibrary& library, std::string_view words, bool thorough);

/// The text as it is read: folded, blanks and thinking sounds gone.
std::u32string fold_address(std::string_view words);

}  // namespace yiwang
