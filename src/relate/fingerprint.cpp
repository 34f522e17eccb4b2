#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/utf8.h"
#include "relate/relater.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostGrams = 1500;   // of the beginning; a report longer than 2,000 characters repeats itself
constexpr std::size_t kLongestNumber = 5;  // longer runs of digits are phones and dates to the second, not words

// Characters of which two in a row carry no matter: pronouns, particles, copulas, courtesy.
constexpr auto kFunction = [] {
  std::array<std::uint64_t, 0x10000 / 64> set{};
  for (const char32_t c : std::u32string_view(U"的了是在和有我你他她它们这那不也就都与及对为请要会能可以吗吧呢啊很没到说去来着过被把让向从由于并且但而或该其此之所以等您好希望")) {
    set[c >> 6] |= std::uint64_t{1} << (c & 63);
  }
  return set;
}();
// Particles that carry nothing even beside a word: grams with one of them are left out, a sixth of all.
constexpr auto kParticle = [] {
  std::array<std::uint64_t, 0x10000 / 64> set{};
  for (const char32_t c : std::u32string_view(U"的了我你们也就都与及吗吧呢啊着您把被是")) set[c >> 6] |= std::uint64_t{1} << (c & 63);
  return set;
}();
bool is_particle(char32_t c) { return c < 0x10000 && (kParticle[c >> 6] >> (c & 63) & 1) != 0; }
bool is_function(char32_t c) { return c < 0x10000 && (kFunction[c >> 6] >> (c & 63) & 1) != 0; }

constexpr std::uint32_t mix(std::uint32_t h) {
  h ^= h >> 16;
  h *= 0x7feb352du;
  h ^= h >> 15;
  h *= 0x846ca68bu;
  return h ^ (h >> 16);
}

// What can be part of a word: letters of any script and Chinese characters; not marks, spaces or pictures.
bool is_sign(char32_t c) { return is_han(c) || (c >= 0xc0 && c < 0x2000) || (c >= 0x3040 && c < 0xe000); }

struct Symbol {
  std::uint32_t code = 0;                  // 0: none, grams do not cross it
  bool function = false;
};

}  // namespace

Fingerprint fingerprint(std::string_view text) {
  Fingerprint out;
  auto& grams = out.grams;
  grams.reserve(std::min(text.size() / 3 + 8, kMostGrams + 1));
  Symbol before;
  const auto take = [&](Symbol now) {
    if (before.code != 0 && now.code != 0 && !(before.function && now.function)) grams.push_back(mix(before.code * 0x9e3779b1u + now.code));
    before = now;
  };
  for (std::size_t at = 0; at < text.size() && grams.size() < kMostGrams;) {
    const char32_t c = next_codepoint(text, at);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      // A run of letters and digits is one sign: G2栋, a3区, 88号.
      std::uint32_t hash = 0x811c9dc5u;
      std::size_t length = 0;
      bool letters = false;
      for (at -= 1; at < text.size() && ((text[at] >= 'a' && text[at] <= 'z') || (text[at] >= '0' && text[at] <= '9')); ++at, ++length) {
        hash = mix(hash ^ static_cast<unsigned char>(text[at]));
        letters = letters || text[at] >= 'a';
      }
      if (!letters && length > kLongestNumber) {
        before = {};
        continue;
      }
      take({hash | 1u, false});
      if (letters && length > 1) grams.push_back(mix(hash));
      continue;
    }
    if (!is_sign(c) || is_particle(c)) {
      before = {};
      continue;
    }
    take({static_cast<std::uint32_t>(c), is_function(c)});
  }
  std::sort(grams.begin(), grams.end());
  grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
  return out;
}

}  // namespace yiwang
