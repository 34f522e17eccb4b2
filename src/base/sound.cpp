#include "base/sound.h"

#include <unicode/translit.h>

#include <map>
#include <memory>
#include <vector>

#include "base/text.h"

namespace yiwang {
namespace {

constexpr char32_t kFirst = 0x4e00, kLast = 0x9fff;

struct SoundTable {
  std::vector<std::uint16_t> sounds = std::vector<std::uint16_t>(kLast - kFirst + 1, 0);
  std::vector<std::string> syllables{""};
};

SoundTable make_table() {
  SoundTable table;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> to_latin(icu::Transliterator::createInstance("Han-Latin; Latin-ASCII; Any-Lower", UTRANS_FORWARD, status));
  if (U_FAILURE(status) || !to_latin) return table;       // without ICU's data words still match by their characters
  icu::UnicodeString all;
  for (char32_t c = kFirst; c <= kLast; ++c) {
    all.append(static_cast<UChar32>(c));
    all.append(static_cast<UChar>('\n'));
  }
  to_latin->transliterate(all);
  std::map<std::string, std::uint16_t> numbers;
  std::string now;
  char32_t c = kFirst;
  for (int32_t i = 0; i < all.length() && c <= kLast; ++i) {
    const auto letter = all.charAt(i);
    if (letter == '\n') {
      if (!now.empty()) {
        const auto [entry, fresh] = numbers.try_emplace(now, static_cast<std::uint16_t>(table.syllables.size()));
        if (fresh) table.syllables.push_back(now);
        table.sounds[c - kFirst] = entry->second;
      }
      now.clear();
      ++c;
    } else if (letter >= 'a' && letter <= 'z') {
      now += static_cast<char>(letter);
    }
  }
  return table;
}

const SoundTable& table() {
  static const SoundTable made = make_table();
  return made;
}

template <class Put>
std::string spoken(std::u32string_view text, Put&& put) {
  std::string out;
  for (const char32_t c : text) {
    if (const auto sound = sound_of(c)) put(out, syllable(sound));
    else if ((c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9')) out += static_cast<char>(c);
  }
  return out;
}

}  // namespace

std::uint16_t sound_of(char32_t c) { return c < kFirst || c > kLast ? std::uint16_t{0} : table().sounds[c - kFirst]; }
std::string_view syllable(std::uint16_t sound) { return table().syllables[sound]; }
std::string pinyin_of(std::u32string_view folded) {
  return spoken(folded, [](std::string& out, std::string_view syllable) { out += syllable; });
}
std::string initials_of(std::u32string_view folded) {
  return spoken(folded, [](std::string& out, std::string_view syllable) { out += syllable.front(); });
}

}  // namespace yiwang
