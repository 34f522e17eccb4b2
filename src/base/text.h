#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace yiwang {

/// Where broken UTF-8 starts, or npos when all is well. Surrogates, overlong forms and code points beyond U+10FFFF are broken.
std::size_t broken_utf8_at(std::string_view text);
/// True when the text holds a control character other than tab, newline and carriage return (NUL included).
bool has_control(std::string_view text);

/// For matching, never for showing: NFKC + case folding (ICU), traditional to simplified (a table made from OpenCC's character and phrase
/// dictionaries at build time), white space runs to one space, trimmed. Expects valid UTF-8. About 10 microseconds a kilobyte or better.
std::string normalise(std::string_view text);
/// Traditional to simplified only, for reading; everything else stays as it is.
std::string simplify(std::string_view text);

/// Code points of valid UTF-8, and back.
std::u32string to_codepoints(std::string_view text);
std::string to_utf8(std::u32string_view text);
std::size_t count_codepoints(std::string_view text);
/// The first `most` code points, with `…` when something was cut.
std::string shorten(std::string_view text, std::size_t most);

bool is_han(char32_t c);

/// 64-bit hash of bytes, stable over builds and machines (FNV-1a then a finaliser). Not for secrets.
std::uint64_t stable_hash(std::string_view bytes, std::uint64_t seed = 0);

std::vector<std::string_view> split(std::string_view text, char by);
std::string_view trim(std::string_view text);

/// Masks for lists and logs: `张*`, `138****5678`, `A000****48`. Never fails; unknown shapes keep at most the first and last character.
std::string mask_name(std::string_view name);
std::string mask_phone(std::string_view phone);

}  // namespace yiwang
