#pragma once
#include <string>
#include <string_view>

namespace yiwang {

/// How a character sounds, as a number: the same for characters said alike without tone (的 and 地 differ, 设 and 社 do not). 0 for what is not Han or not known.
/// From ICU's transliteration, one reading a character, so a character with several readings has its most common one. The table is made at the first call (a third of
/// a second), then shared by threads.
std::uint16_t sound_of(char32_t c);
/// The syllable of a number: letters without tone. Empty for 0.
std::string_view syllable(std::uint16_t sound);
/// Syllables of the Han characters of a folded text joined (`shebaoka`), and their first letters (`sbk`); other letters and digits stay, all else goes.
std::string pinyin_of(std::u32string_view folded);
std::string initials_of(std::u32string_view folded);

}  // namespace yiwang
