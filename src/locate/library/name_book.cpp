#include "locate/library/name_book.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>

#include "base/sound.h"
#include "base/text.h"
#include "locate/library/place_words.h"

namespace yiwang {
namespace {

constexpr std::size_t kLeastForEdits = 3;
constexpr std::size_t kLongestForEdits = 12;
constexpr std::uint64_t kNameBits = 24;
constexpr char32_t kSoundBase = 0x80000;   // above all Han in use, so that sounds and characters do not meet

/// Syllables many speakers do not tell apart get one text.
std::string blunt(std::string_view syllable) {
  std::string out(syllable);
  const auto replace_front = [&](std::string_view from, std::string_view to) {
    if (out.starts_with(from)) out = std::string(to) + out.substr(from.size());
  };
  replace_front("zh", "z");
  replace_front("ch", "c");
  replace_front("sh", "s");
  if (out.starts_with('n')) out[0] = 'l';
  if (out.ends_with("ing") || out.ends_with("eng")) out.pop_back();
  return out;
}

const std::vector<char32_t>& blunt_sounds() {
  static const auto made = [] {
    std::vector<char32_t> table;
    std::map<std::string, char32_t> numbers;
    for (std::uint32_t c = 0x4e00; c <= 0x9fff; ++c) {
      const auto sound = sound_of(static_cast<char32_t>(c));
      if (sound == 0) {
        table.push_back(static_cast<char32_t>(c));
        continue;
      }
      const auto entry = numbers.try_emplace(blunt(syllable(sound)), kSoundBase + static_cast<char32_t>(numbers.size())).first;
      table.push_back(entry->second);
    }
    return table;
  }();
  return made;
}

// A polynomial over letters modulo 2^64; the place of what is left out is stirred in at the end, so a letter wrong at one place does not meet one missing at another.
constexpr std::uint64_t kBase = 0x9e3779b97f4a7c15ull;
constexpr std::size_t kWhole = 63;         // place of nothing left out

const std::array<std::uint64_t, 64>& powers() {
  static const auto made = [] {
    std::array<std::uint64_t, 64> table{};
    table[0] = 1;
    for (std::size_t i = 1; i < table.size(); ++i) table[i] = table[i - 1] * kBase;
    return table;
  }();
  return made;
}
std::uint64_t letter(char32_t c) {
  const auto x = (static_cast<std::uint64_t>(c) + 1) * 0xd6e8feb86659fd93ull;
  return x ^ (x >> 32);
}
std::uint64_t finish_hash(std::uint64_t sum, std::size_t place, std::size_t size) {
  auto hash = sum + (place * 131 + size) * 0xbf58476d1ce4e5b9ull;
  hash = (hash ^ (hash >> 31)) * 0x94d049bb133111ebull;
  return hash ^ (hash >> 29);
}
/// Sum of text[from, to).
std::uint64_t part(std::span<const std::uint64_t> sums, std::size_t from, std::size_t to) { return sums[to] - sums[from] * powers()[to - from]; }
/// Of the window without the letter at `at`.
std::uint64_t without(std::span<const std::uint64_t> sums, std::size_t from, std::size_t to, std::size_t at) {
  return part(sums, from, at) * powers()[to - 1 - at] + part(sums, at + 1, to);
}

}  // namespace

std::u32string sounds_of(std::u32string_view text) {
  const auto& table = blunt_sounds();
  std::u32string out(text);
  for (auto& c : out) {
    if (c >= 0x4e00 && c <= 0x9fff) c = table[c - 0x4e00];
  }
  return out;
}

void NameBook::add(std::u32string_view name, NameRef ref) {
  if (name.size() < 2 || name.size() > 40) return;
  const auto number = exact_.add(name);
  if (number == texts_.size()) {
    texts_.emplace_back(name);
    lengths_.push_back(static_cast<std::uint8_t>(name.size()));
  }
  filling_.push_back({number, ref});
}

void NameBook::lay_out(Pairs& pairs, std::uint32_t words, std::vector<std::uint32_t>& list, std::vector<std::uint32_t>& from) {
  std::sort(pairs.begin(), pairs.end());
  from.assign(words + 1, 0);
  for (const auto& [word, name] : pairs) {
    ++from[word + 1];
    list.push_back(name);
  }
  for (std::size_t i = 1; i < from.size(); ++i) from[i] += from[i - 1];
}

void NameBook::finish() {
  // Of one thing under one name the best form stays.
  std::sort(filling_.begin(), filling_.end(), [](const Filling& a, const Filling& b) {
    return std::tuple(a.name, a.ref.kind, a.ref.row, a.ref.form) < std::tuple(b.name, b.ref.kind, b.ref.row, b.ref.form);
  });
  const auto same = [](const Filling& a, const Filling& b) { return a.name == b.name && a.ref.kind == b.ref.kind && a.ref.row == b.ref.row; };
  filling_.erase(std::unique(filling_.begin(), filling_.end(), same), filling_.end());
  from_.assign(texts_.size() + 1, 0);
  for (const auto& one : filling_) ++from_[one.name + 1];
  for (std::size_t i = 1; i < from_.size(); ++i) from_[i] += from_[i - 1];
  refs_.reserve(filling_.size());
  for (const auto& one : filling_) refs_.push_back(one.ref);

  Pairs pairs, lettered;
  for (std::uint32_t name = 0; name < texts_.size(); ++name) {
    const auto all = refs(name);
    const bool only_stem = std::all_of(all.begin(), all.end(), [](const NameRef& ref) { return ref.form == NameForm::stem; });
    if (only_stem) continue;               // two characters that sound like two others prove nothing
    pairs.emplace_back(sounds_.add(sounds_of(texts_[name])), name);
    const bool whole = std::any_of(all.begin(), all.end(), [](const NameRef& ref) { return ref.form <= NameForm::shortened; });
    const auto& text = texts_[name];
    const bool spelt = std::any_of(all.begin(), all.end(), [](const NameRef& ref) { return ref.form <= NameForm::alias && (ref.kind == LibraryKind::road || ref.kind == LibraryKind::estate); });
    if (spelt) {
      const auto sort = std::max(word_before_end(road_words(), text, 2), word_before_end(estate_words(), text, 2));
      lettered.emplace_back(letters_.add(to_codepoints(pinyin_of(text))), name);
      if (sort > 0) lettered.emplace_back(letters_.add(to_codepoints(pinyin_of(text.substr(0, text.size() - sort))) + text.substr(text.size() - sort)), name);
    }
    if (!whole || text.size() < kLeastForEdits || text.size() > kLongestForEdits || name >> kNameBits != 0) continue;
    const auto sums = sums_of(text);
    for (std::size_t i = 0; i < text.size(); ++i) {
      deleted_.push_back((finish_hash(without(sums, 0, text.size(), i), i, text.size() - 1) >> kNameBits << kNameBits) | name);
    }
    deleted_.push_back((finish_hash(sums.back(), kWhole, text.size()) >> kNameBits << kNameBits) | name);
  }
  lay_out(pairs, sounds_.size(), sounding_, sound_from_);
  lay_out(lettered, letters_.size(), spelled_, spelled_from_);
  std::sort(deleted_.begin(), deleted_.end());
  deleted_.shrink_to_fit();
  filter_.assign(std::bit_ceil(std::max<std::size_t>(64, deleted_.size() / 4)), 0);
  for (const auto entry : deleted_) {
    const auto hash = entry >> kNameBits;
    filter_[(hash >> 6) & (filter_.size() - 1)] |= std::uint64_t{1} << (hash & 63);
  }
  filling_ = {};
  texts_ = {};
}

void NameBook::find_deleted(std::uint64_t hash, std::vector<std::uint32_t>& out) const {
  const auto key = hash >> kNameBits;
  if (!has_deleted(key)) return;
  for (auto it = std::lower_bound(deleted_.begin(), deleted_.end(), key << kNameBits); it != deleted_.end() && *it >> kNameBits == key; ++it) {
    out.push_back(static_cast<std::uint32_t>(*it & ((std::uint64_t{1} << kNameBits) - 1)));
  }
}

std::vector<std::uint64_t> NameBook::sums_of(std::u32string_view text) {
  std::vector<std::uint64_t> sums(text.size() + 1, 0);
  for (std::size_t i = 0; i < text.size(); ++i) sums[i + 1] = sums[i] * kBase + letter(text[i]);
  return sums;
}

void NameBook::close(std::u32string_view, std::span<const std::uint64_t> sums, std::size_t from, std::size_t size, std::vector<std::uint32_t>& out) const {
  if (size + 1 < kLeastForEdits || size > kLongestForEdits + 1) return;
  const auto to = from + size;
  const auto whole = part(sums, from, to);
  // A character of the name is missing here: at any place.
  for (std::size_t i = 0; i <= size; ++i) find_deleted(finish_hash(whole, i, size), out);
  if (size < kLeastForEdits) return;
  for (std::size_t i = 0; i < size; ++i) {
    const auto rest = without(sums, from, to, from + i);
    find_deleted(finish_hash(rest, i, size - 1), out);                                   // wrong
    if (size > kLeastForEdits) find_deleted(finish_hash(rest, kWhole, size - 1), out);   // one too many
  }
}

void NameBook::swapped(std::u32string_view text, std::span<const std::uint64_t> sums, std::size_t from, std::size_t size, std::vector<std::uint32_t>& out) const {
  if (size < kLeastForEdits || size > kLongestForEdits) return;
  const auto whole = part(sums, from, from + size);
  for (std::size_t i = 0; i + 1 < size; ++i) {
    const auto a = letter(text[from + i]), b = letter(text[from + i + 1]);
    if (a == b) continue;
    const auto turned = whole + (b - a) * powers()[size - 1 - i] + (a - b) * powers()[size - 2 - i];
    find_deleted(finish_hash(turned, kWhole, size), out);
  }
}

std::size_t NameBook::bytes() const {
  return exact_.bytes() + sounds_.bytes() + letters_.bytes() + lengths_.capacity() + refs_.capacity() * sizeof(NameRef) +
         (from_.capacity() + sounding_.capacity() + sound_from_.capacity() + spelled_.capacity() + spelled_from_.capacity()) * sizeof(std::uint32_t) + (deleted_.capacity() + filter_.capacity()) * sizeof(std::uint64_t);
}

}  // namespace yiwang
