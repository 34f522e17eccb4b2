#include "base/text.h"

#include <algorithm>
#include <cstring>

#include "base/utf8.h"

namespace yiwang {

std::size_t broken_utf8_at(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (at + 8 <= text.size()) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, text.data() + at, 8);
      if ((eight & 0x8080808080808080ULL) == 0) {
        at += 8;
        continue;
      }
    }
    const auto from = at;
    // A genuine U+FFFD takes three bytes, the stand-in for a broken byte moves on by one.
    if (next_codepoint(text, at) == 0xfffd && at == from + 1) return from;
  }
  return std::string_view::npos;
}

bool has_control(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') return true;
    if (c == 0x7f) return true;
    if (c == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0) return true;
  }
  return false;
}

std::u32string to_codepoints(std::string_view text) {
  std::u32string out;
  out.reserve(text.size() / 2);
  for (std::size_t at = 0; at < text.size();) out += next_codepoint(text, at);
  return out;
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size() * 3);
  for (const char32_t c : text) append_codepoint(out, c);
  return out;
}

std::size_t count_codepoints(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string shorten(std::string_view text, std::size_t most) {
  std::size_t at = 0;
  for (std::size_t n = 0; n < most && at < text.size(); ++n) next_codepoint(text, at);
  std::string out(text.substr(0, at));
  if (at < text.size()) out += "…";
  return out;
}

bool is_han(char32_t c) {
  return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) || c == 0x3005 || c == 0x3007 || (c >= 0xf900 && c <= 0xfaff) ||
         (c >= 0x20000 && c <= 0x323af);
}

std::uint64_t stable_hash(std::string_view bytes, std::uint64_t seed) {
  std::uint64_t hash = 0xcbf29ce484222325ULL ^ seed;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  hash ^= hash >> 33;
  hash *= 0xff51afd7ed558ccdULL;
  hash ^= hash >> 33;
  hash *= 0xc4ceb9fe1a85ec53ULL;
  return hash ^ hash >> 33;
}

std::vector<std::string_view> split(std::string_view text, char by) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = text.find(by);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string_view trim(std::string_view text) {
  static constexpr std::string_view kSpace = " \t\r\n\v\f";
  const auto from = text.find_first_not_of(kSpace);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(kSpace) - from + 1);
}

std::string mask_name(std::string_view name) {
  name = trim(name);
  if (name.empty()) return {};
  std::size_t at = 0;
  next_codepoint(name, at);
  return std::string(name.substr(0, at)) + "*";
}

std::string mask_phone(std::string_view phone) {
  phone = trim(phone);
  if (phone.empty()) return {};
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::string plain;
  std::copy_if(phone.begin(), phone.end(), std::back_inserter(plain), [](char c) { return c != ' ' && c != '-'; });
  if (plain.starts_with("+86")) plain.erase(0, 3);
  if (plain.size() == 11 && plain[0] == '1' && std::all_of(plain.begin(), plain.end(), is_digit)) return plain.substr(0, 3) + "****" + plain.substr(7);
  const bool is_code = plain.size() >= 9 && plain[0] >= 'A' && plain[0] <= 'Z' && std::all_of(plain.begin() + 1, plain.end(), is_digit);
  if (is_code) return plain.substr(0, 4) + "****" + plain.substr(plain.size() - 2);
  const auto points = to_codepoints(phone);
  if (points.size() < 4) return "****";
  return to_utf8(points.substr(0, 1)) + "****" + to_utf8(points.substr(points.size() - 1));
}

}  // namespace yiwang
