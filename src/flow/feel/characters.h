#pragma once
#include <cstddef>
#include <string_view>

#include "base/utf8.h"

namespace yiwang::feel::detail {

/// White space of FEEL (DMN 10.3.1.2, rules 60 to 62).
inline bool is_space(char32_t c) {
  return (c >= 0x09 && c <= 0x0d) || c == 0x20 || c == 0x85 || c == 0xa0 || c == 0x1680 || c == 0x180e || (c >= 0x2000 && c <= 0x200b) || c == 0x2028 || c == 0x2029 ||
         c == 0x202f || c == 0x205f || c == 0x3000 || c == 0xfeff;
}

inline bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

/// DMN 10.3.1.2, rule 28.
inline bool is_name_start(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '?';
  return ((c >= 0xc0 && c <= 0x2ff && c != 0xd7 && c != 0xf7) || (c >= 0x370 && c <= 0x37d) || (c >= 0x37f && c <= 0x1fff) || c == 0x200c || c == 0x200d ||
          (c >= 0x2070 && c <= 0x218f) || (c >= 0x2c00 && c <= 0x2fef) || (c >= 0x3001 && c <= 0xd7ff) || (c >= 0xf900 && c <= 0xfdcf) || (c >= 0xfdf0 && c <= 0xfffd) ||
          (c >= 0x10000 && c <= 0xeffff)) &&
         !is_space(c);
}

/// Rule 29.
inline bool is_name_part(char32_t c) { return is_name_start(c) || is_digit(c) || c == 0xb7 || (c >= 0x300 && c <= 0x36f) || c == 0x203f || c == 0x2040; }

/// The symbols of rule 30 that names may also hold.
inline bool is_name_symbol(char32_t c) { return c == '.' || c == '/' || c == '-' || c == '\'' || c == '+' || c == '*'; }

inline char32_t peek(std::string_view text, std::size_t at) { return at < text.size() ? next_codepoint(text, at) : U'\0'; }

}  // namespace yiwang::feel::detail
