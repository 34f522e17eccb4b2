#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "understand/scrub.h"

namespace yiwang::detail {

/// A text character by character, full-width forms and capitals made plain, with the byte where each stands.
struct PlainLine {
  std::u32string text;
  std::vector<std::size_t> byte;           // one more than characters

  explicit PlainLine(std::string_view source);
  char32_t at(std::size_t i) const { return i < text.size() ? text[i] : 0; }
  PersonalPiece piece(PersonalPiece::Kind kind, std::size_t from, std::size_t to) const { return {kind, byte[from], byte[to]}; }
  /// Whether one of `words` stands in the `reach` characters before `at`, in the same sentence part.
  bool says_before(std::size_t at, std::size_t reach, const std::vector<std::u32string_view>& words) const;
};

bool is_latin_or_digit(char32_t c);
/// 0 to 9 for every way to write a digit: 3, ③, 三, 叁, 幺, 洞, 拐, 两; -1 for anything else.
int digit_value(char32_t c);

void find_numbers(const PlainLine& line, std::vector<PersonalPiece>& found);
void find_plates(const PlainLine& line, std::vector<PersonalPiece>& found);
void find_mail(const PlainLine& line, std::vector<PersonalPiece>& found);
void find_documents(const PlainLine& line, std::vector<PersonalPiece>& found);
void find_accounts(const PlainLine& line, std::vector<PersonalPiece>& found);

}  // namespace yiwang::detail
