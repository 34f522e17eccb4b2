#pragma once
#include <string>
#include <string_view>

#include "base/random.h"

namespace yiwang {

// Slips of hand, ear and keyboard in one name. Each gives the name unchanged when it finds nothing to do.

std::string wrong_letter(std::string_view name, Random& random);
std::string missing_letter(std::string_view name, Random& random);
std::string doubled_or_added_letter(std::string_view name, Random& random);
std::string swapped_letters(std::string_view name, Random& random);
/// Another character said alike.
std::string same_sound(std::string_view name, Random& random);
/// Another character that sounds alike to many: n for l, z for zh, in for ing.
std::string near_sound(std::string_view name, Random& random);
std::string in_pinyin(std::string_view name);
/// 一百零二 or 一零二; the text as it is when it is no number below ten thousand.
std::string in_han(std::string_view number, bool digit_by_digit);
std::string full_width(std::string_view text);
/// The characters our own names use that have a traditional form.
std::string traditional(std::string_view text);

}  // namespace yiwang
