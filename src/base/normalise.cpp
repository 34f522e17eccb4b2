#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

#include "base/text.h"
#include "base/utf8.h"

namespace yiwang {
namespace {

struct SimplifiedCharacter {
  char32_t from;
  char32_t to;
};
struct SimplifiedPhrase {
  std::u32string_view from;
  std::u32string_view to;
};
#include "simplify_table.inc"

// What a BMP code point becomes: itself or another one, unless it is one of these marks. All three are surrogates, which valid text never holds.
constexpr char16_t kAskIcu = 0xd800;   // more than one code point, or it joins with its neighbours
constexpr char16_t kLookUp = 0xd801;   // starts a phrase, or leaves the BMP
constexpr char16_t kSpace = 0xd802;

using Table = std::array<char16_t, 0x10000>;

struct Tables {
  Table fold;        // NFKC, case folding and simplification in one step
  Table simplified;  // simplification alone
};

const icu::Normalizer2& folder() {
  static const icu::Normalizer2* const instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    const auto* made = icu::Normalizer2::getNFKCCasefoldInstance(status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no NFKC case folding data");
    return made;
  }();
  return *instance;
}

// A code point with a boundary before it never changes what stands before it, so a text of such code points may be folded one by one.
char16_t folded(const icu::Normalizer2& icu, char16_t c) {
  if (!icu.hasBoundaryBefore(c)) return kAskIcu;
  UErrorCode status = U_ZERO_ERROR;
  const auto result = icu.normalize(icu::UnicodeString(static_cast<UChar32>(c)), status);
  if (U_FAILURE(status) || result.length() != 1) return kAskIcu;
  const char16_t to = result.charAt(0);
  const bool space = to == ' ' || (to >= '\t' && to <= '\r') || to == 0x85 || to == 0x1680 || to == 0x2028 || to == 0x2029;
  return space ? kSpace : to;
}

bool is_plain_han(char32_t c) { return (c >= 0x3400 && c <= 0x4dbf) || (c >= 0x4e00 && c <= 0x9fff); }

std::unique_ptr<const Tables> make_tables() {
  auto tables = std::make_unique<Tables>();
  for (std::size_t c = 0; c < 0x10000; ++c) tables->simplified[c] = static_cast<char16_t>(c);
  for (const auto& entry : kSimplifiedCharacters) {
    if (entry.from < 0x10000) tables->simplified[entry.from] = entry.to < 0x10000 ? static_cast<char16_t>(entry.to) : kLookUp;
  }
  for (const auto& phrase : kSimplifiedPhrases) {
    if (phrase.from[0] < 0x10000) tables->simplified[phrase.from[0]] = kLookUp;
  }
  const auto& icu = folder();
  for (std::size_t c = 0; c < 0x10000; ++c) {
    // Han needs no folding; the blocks asked about are those that reports in Chinese use, all others go to ICU when met.
    const bool asked = c < 0x250 || (c >= 0x370 && c < 0x500) || (c >= 0x2000 && c < 0x2800) || (c >= 0x2e80 && c < 0x3400) || c >= 0xfe00;
    char16_t to = is_plain_han(static_cast<char32_t>(c)) ? static_cast<char16_t>(c) : asked ? folded(icu, static_cast<char16_t>(c)) : kAskIcu;
    if (to < kAskIcu || to > kSpace) {
      const char16_t simple = tables->simplified[to];
      // What is looked up is the text as it stands, so it must be folded already.
      to = simple == kLookUp && to != c ? kAskIcu : simple;
    }
    tables->fold[c] = to;
  }
  return tables;
}

const Tables& tables() {
  static const std::unique_ptr<const Tables> made = make_tables();
  return *made;
}

char32_t simplified_character(char32_t c) {
  const auto* entry = std::lower_bound(std::begin(kSimplifiedCharacters), std::end(kSimplifiedCharacters), c,
                                       [](const SimplifiedCharacter& e, char32_t wanted) { return e.from < wanted; });
  return entry != std::end(kSimplifiedCharacters) && entry->from == c ? entry->to : c;
}

bool starts_with(std::string_view text, std::size_t at, std::u32string_view phrase, std::size_t& end) {
  for (const char32_t c : phrase) {
    if (at >= text.size() || next_codepoint(text, at) != c) return false;
  }
  end = at;
  return true;
}

// Writes the longest phrase that starts at `from`, or the one character; moves `at` past what was read.
char* look_up(char* out, std::string_view text, char32_t c, std::size_t from, std::size_t& at) {
  const auto* phrase = std::lower_bound(std::begin(kSimplifiedPhrases), std::end(kSimplifiedPhrases), c,
                                        [](const SimplifiedPhrase& p, char32_t wanted) { return p.from[0] < wanted; });
  for (; phrase != std::end(kSimplifiedPhrases) && phrase->from[0] == c; ++phrase) {
    if (!starts_with(text, from, phrase->from, at)) continue;
    for (const char32_t to : phrase->to) out = put_codepoint(out, to);
    return out;
  }
  return put_codepoint(out, simplified_character(c));
}

// False when ICU has to look at the whole text first; after that (`asked`) unknown code points stay as they are.
bool fold(std::string_view text, std::string& out, bool asked) {
  const auto& table = tables().fold;
  out.resize(text.size() * 3);  // a broken byte becomes U+FFFD, three bytes
  char* const begin = out.data();
  char* to = begin;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto from = at;
    const char32_t c = next_codepoint(text, at);
    const char16_t folded = c < 0x10000 ? table[c] : kAskIcu;
    if (folded == kSpace) {
      space = true;
      continue;
    }
    if (folded == kAskIcu && !asked) return false;
    if (space && to != begin) *to++ = ' ';
    space = false;
    if (folded == kAskIcu) {
      to = put_codepoint(to, c < 0x10000 ? c : simplified_character(c));
    } else if (folded == kLookUp) {
      to = look_up(to, text, c, from, at);
    } else {
      to = put_codepoint(to, folded);
    }
  }
  out.resize(static_cast<std::size_t>(to - begin));
  return true;
}

}  // namespace

std::string normalise(std::string_view text) {
  std::string out;
  if (fold(text, out, false)) return out;
  std::string whole;
  icu::StringByteSink<std::string> sink(&whole, static_cast<int32_t>(text.size()));
  UErrorCode status = U_ZERO_ERROR;
  folder().normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink, nullptr, status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU failed to normalise");
  fold(whole, out, true);
  return out;
}

std::string simplify(std::string_view text) {
  const auto& table = tables().simplified;
  std::string out(text.size() * 3, '\0');
  char* to = out.data();
  for (std::size_t at = 0; at < text.size();) {
    const auto from = at;
    const char32_t c = next_codepoint(text, at);
    if (c >= 0x10000) {
      to = put_codepoint(to, simplified_character(c));
    } else if (table[c] == kLookUp) {
      to = look_up(to, text, c, from, at);
    } else {
      to = put_codepoint(to, table[c]);
    }
  }
  out.resize(static_cast<std::size_t>(to - out.data()));
  return out;
}

}  // namespace yiwang
