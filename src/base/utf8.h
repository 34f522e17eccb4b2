#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace yiwang {

/// Reads one code point at `at` and moves past it. Broken bytes give U+FFFD and move on by one, so any input ends. `at` must be below `text.size()`.
inline char32_t next_codepoint(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto follows = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xc0) == 0x80; };
  const char32_t first = byte(at);
  if (first < 0x80) {
    ++at;
    return first;
  }
  if (first >= 0xe0 && first < 0xf0 && follows(at + 1) && follows(at + 2)) {
    const char32_t c = (first & 0x0f) << 12 | (byte(at + 1) & 0x3fu) << 6 | (byte(at + 2) & 0x3fu);
    if (c >= 0x800 && (c < 0xd800 || c > 0xdfff)) {
      at += 3;
      return c;
    }
  } else if (first >= 0xc2 && first < 0xe0 && follows(at + 1)) {
    at += 2;
    return (first & 0x1f) << 6 | (byte(at - 1) & 0x3fu);
  } else if (first >= 0xf0 && first < 0xf5 && follows(at + 1) && follows(at + 2) && follows(at + 3)) {
    const char32_t c = (first & 0x07) << 18 | (byte(at + 1) & 0x3fu) << 12 | (byte(at + 2) & 0x3fu) << 6 | (byte(at + 3) & 0x3fu);
    if (c >= 0x10000 && c <= 0x10ffff) {
      at += 4;
      return c;
    }
  }
  ++at;
  return 0xfffd;
}

/// Writes one code point as UTF-8; `out` must have room for four bytes. Returns the end.
inline char* put_codepoint(char* out, char32_t c) {
  if (c < 0x80) {
    *out++ = static_cast<char>(c);
  } else if (c < 0x800) {
    *out++ = static_cast<char>(0xc0 | c >> 6);
    *out++ = static_cast<char>(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    *out++ = static_cast<char>(0xe0 | c >> 12);
    *out++ = static_cast<char>(0x80 | (c >> 6 & 0x3f));
    *out++ = static_cast<char>(0x80 | (c & 0x3f));
  } else {
    *out++ = static_cast<char>(0xf0 | c >> 18);
    *out++ = static_cast<char>(0x80 | (c >> 12 & 0x3f));
    *out++ = static_cast<char>(0x80 | (c >> 6 & 0x3f));
    *out++ = static_cast<char>(0x80 | (c & 0x3f));
  }
  return out;
}

inline void append_codepoint(std::string& out, char32_t c) {
  char bytes[4];
  out.append(bytes, put_codepoint(bytes, c));
}

}  // namespace yiwang
