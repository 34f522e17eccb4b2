#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yiwang {

/// Digits read aloud one by one, as far as they hang together: 幺三八, 1 3 8, 三个八, 138.
struct DigitPiece {
  std::size_t from = 0, to = 0;            // in the text
  std::string digits;
};
/// From left to right. Quantities (三百八, 十八号, 两个人) and digits that count something (3栋, 5月, 12点) are left out.
std::vector<DigitPiece> read_digits(std::u32string_view text);

/// The digit a character stands for when numbers are read aloud, else -1.
int spoken_digit(char32_t c);

/// A counted number: 18, 十八, 一百二十, 二百零三, 两; and where it ends. `from` must be its first character.
struct CountedNumber {
  int value = 0;
  std::size_t to = 0;
};
std::optional<CountedNumber> read_count(std::u32string_view text, std::size_t from);
/// The same for a piece that is nothing else.
std::optional<int> count_of(std::u32string_view piece);

/// Spoken numbers of an address in Arabic digits: 十八号 -> 18号, 三栋二单元 -> 3栋2单元, 幺零三室 -> 103室. Names such as 五一路 stay.
std::u32string with_arabic(std::u32string_view text);

}  // namespace yiwang
