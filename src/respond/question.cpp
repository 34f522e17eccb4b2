#include "respond/question.h"

#include <algorithm>
#include <sstream>
#include <unordered_set>

#include "base/csv.h"
#include "base/sound.h"
#include "base/text.h"

namespace yiwang {
namespace {

// Words that carry a sentence and not its matter; the longest wins.
constexpr std::u32string_view kFunction[]{
    U"请问",   U"我想问一下", U"想问一下", U"问一下", U"我想问", U"想问",   U"咨询",   U"请教",   U"麻烦",   U"你好",   U"您好",   U"怎么办",   U"怎么样", U"怎么",   U"怎样", U"如何",
    U"为什么", U"什么",       U"哪里",     U"哪儿",   U"在哪",   U"哪个",   U"哪些",   U"去哪",   U"是不是", U"能不能", U"可不可以", U"可以",     U"能否",   U"有没有", U"要不要", U"需要",
    U"需不需要", U"应该",     U"吗",       U"呢",     U"吧",     U"啊",     U"呀",     U"了",     U"的",     U"地",     U"得",     U"着",       U"过",     U"我",     U"我们",   U"你",
    U"你们",   U"他",         U"她",       U"他们",   U"咱们",   U"咱",     U"这个",   U"那个",   U"这",     U"那",     U"是",     U"在",       U"有",     U"和",     U"跟",     U"与",
    U"把",     U"被",         U"给",       U"就",     U"都",     U"也",     U"还",     U"要",     U"会",     U"能",     U"想",     U"去",       U"来",     U"到",     U"从",     U"对",
    U"一下",   U"一个",       U"一直",     U"现在",   U"之前",   U"以后",   U"以前",   U"时候",   U"没有",   U"不能",   U"不",     U"没",       U"很",     U"太",     U"谁",     U"找谁",
    U"合法吗", U"合法",       U"违法",     U"规定",   U"办理",   U"办",     U"弄",     U"搞",     U"算",     U"行不行", U"好不好", U"政府",     U"部门",   U"单位",   U"条件",   U"材料",
    U"本市",   U"这边",       U"这里",     U"咱们这", U"自己",   U"家里",   U"我家",   U"我妈",   U"我爸",   U"一分钱", U"带啥",   U"啥",       U"要求",   U"流程",   U"手续"};

constexpr std::u32string_view kAsking[]{U"怎么", U"怎样", U"如何", U"吗", U"哪", U"什么", U"谁", U"几", U"多少", U"多久", U"多长", U"能不能", U"可不可以", U"可以", U"要不要", U"是不是",
                                        U"有没有", U"算不算", U"能否", U"?", U"咨询", U"请问", U"想问", U"不?", U"合法不", U"归谁", U"几点", U"啥"};

bool is_word_character(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9') || (c >= 0xc0 && c < 0x250); }

const std::unordered_set<std::u32string_view>& function_words() {
  static const std::unordered_set<std::u32string_view> words(std::begin(kFunction), std::end(kFunction));
  return words;
}

/// Whether each character belongs to a function word.
std::vector<bool> function_characters(std::u32string_view text) {
  constexpr std::size_t kLongest = 5;
  std::vector<bool> out(text.size(), false);
  for (std::size_t i = 0; i < text.size();) {
    std::size_t taken = 0;
    for (std::size_t n = std::min(kLongest, text.size() - i); n > 0 && taken == 0; --n) {
      if (function_words().contains(text.substr(i, n))) taken = n;
    }
    for (std::size_t k = 0; k < taken; ++k) out[i + k] = true;
    i += std::max<std::size_t>(taken, 1);
  }
  return out;
}

Term mix(std::uint64_t kind, std::uint64_t a, std::uint64_t b) { return kind << 60 | a << 30 | b; }

/// The pairs of a phrase, or its one character, or its Latin words.
std::vector<Term> phrase_terms(std::u32string_view phrase) {
  std::vector<Term> out;
  std::size_t han = 0;
  for (const char32_t c : phrase) han += is_han(c) ? 1 : 0;
  for (const auto& each : terms_of(phrase, false)) {
    if (han != 1 && each.worth < 1) continue;             // characters alone say little beside their pairs
    out.push_back(each.term);
  }
  return out;
}

Concept pair_concept(std::u32string_view two, float weight) {
  Concept c;
  c.weight = weight;
  c.ways.push_back({Concept::Way::words, 1.0f, {pair_term(two[0], two[1])}, weight >= 0.5f ? std::u32string(two) : std::u32string{}});
  const auto a = sound_of(two[0]), b = sound_of(two[1]);
  if (a != 0 && b != 0) c.ways.push_back({Concept::Way::sound, 0.5f, {sound_term(a, b)}, {}});
  return c;
}

}  // namespace

void Synonyms::add(const std::vector<std::string>& group) {
  std::vector<std::u32string> words;
  for (const auto& each : group) {
    auto word = folded(trim(each));
    if (!word.empty() && std::find(words.begin(), words.end(), word) == words.end()) words.push_back(std::move(word));
  }
  if (words.size() < 2) return;
  const auto number = static_cast<std::uint32_t>(groups_.size());
  for (const auto& word : words) {
    // A word of two groups belongs to the first; a city's own rows come before those that ship.
    by_word_.try_emplace(word, number);
    longest_ = std::max(longest_, word.size());
  }
  groups_.push_back(std::move(words));
}

void Synonyms::add_csv(std::string_view text) {
  std::istringstream in{std::string(text)};
  CsvReader csv(in);
  const int column = csv.column("words");
  if (column < 0) return;
  std::vector<std::string> cells;
  while (csv.next(cells)) {
    std::vector<std::string> group;
    for (const auto word : split(cells[static_cast<std::size_t>(column)], '|')) group.emplace_back(word);
    add(group);
  }
}

std::vector<Synonyms::Hit> Synonyms::find(std::u32string_view text) const {
  std::vector<Hit> out;
  std::u32string word;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t taken = 0;
    for (std::size_t n = std::min(longest_, text.size() - i); n > 0 && taken == 0; --n) {
      word.assign(text.substr(i, n));
      if (const auto it = by_word_.find(word); it != by_word_.end()) {
        out.push_back({i, i + n, it->second});
        taken = n;
      }
    }
    i += std::max<std::size_t>(taken, 1);
  }
  return out;
}

Term pair_term(char32_t a, char32_t b) { return mix(1, a, b); }
Term single_term(char32_t c) { return mix(2, c, 0); }
Term sound_term(std::uint16_t a, std::uint16_t b) { return mix(3, a, b); }
Term word_term(std::u32string_view latin) {
  const auto hash = stable_hash(to_utf8(latin), 11);
  return std::uint64_t{4} << 60 | (hash & ((std::uint64_t{1} << 60) - 1));
}

std::vector<TermAt> terms_of(std::u32string_view text, bool sounds) {
  std::vector<TermAt> out;
  out.reserve(text.size() * (sounds ? 3 : 2));
  for (std::size_t i = 0; i < text.size();) {
    if (is_word_character(text[i])) {
      std::size_t to = i;
      while (to < text.size() && is_word_character(text[to])) ++to;
      out.push_back({word_term(text.substr(i, to - i)), 1.0f});
      i = to;
      continue;
    }
    if (is_han(text[i])) {
      out.push_back({single_term(text[i]), 0.25f});
      if (i + 1 < text.size() && is_han(text[i + 1])) {
        out.push_back({pair_term(text[i], text[i + 1]), 1.0f});
        if (sounds) {
          if (const auto a = sound_of(text[i]), b = sound_of(text[i + 1]); a != 0 && b != 0) out.push_back({sound_term(a, b), 1.0f, true});
        }
      }
    }
    ++i;
  }
  return out;
}

Question read_question(std::string_view text, const Synonyms& synonyms) {
  // A character takes at most four bytes; more is not worth folding.
  Question out;
  out.text = folded(text.substr(0, Question::kMostCharacters * 8));
  if (out.text.size() > Question::kMostCharacters) out.text.resize(Question::kMostCharacters);
  const std::u32string_view all = out.text;
  const auto function = function_characters(all);
  const auto hits = synonyms.find(all);
  std::vector<bool> covered(all.size(), false);
  std::unordered_set<Term> seen;
  for (const auto& hit : hits) {
    const auto word = all.substr(hit.from, hit.to - hit.from);
    for (std::size_t i = hit.from; i < hit.to; ++i) covered[i] = true;
    bool only_function = true;
    for (std::size_t i = hit.from; i < hit.to; ++i) only_function = only_function && function[i];
    Concept c;
    c.weight = only_function ? 0.3f : word.size() == 1 ? 0.6f : static_cast<float>(std::min<std::size_t>(word.size() - 1, 2));
    c.ways.push_back({Concept::Way::words, 1.0f, phrase_terms(word), std::u32string(word)});
    if (c.ways.front().terms.empty() || !seen.insert(c.ways.front().terms.front() ^ word.size()).second) continue;
    if (word.size() > 1) {
      std::vector<Term> sounds;
      for (const auto& each : terms_of(word, true)) {
        if (each.sound) sounds.push_back(each.term);
      }
      if (!sounds.empty()) c.ways.push_back({Concept::Way::sound, 0.5f, std::move(sounds), {}});
    }
    for (const auto& other : synonyms.group(hit.group)) {
      if (other == word) continue;
      auto terms = phrase_terms(other);
      if (!terms.empty()) c.ways.push_back({Concept::Way::synonyms, 0.75f, std::move(terms), other});
    }
    out.concepts.push_back(std::move(c));
  }
  for (std::size_t i = 0; i < all.size();) {
    if (is_word_character(all[i])) {
      std::size_t to = i;
      while (to < all.size() && is_word_character(all[to])) ++to;
      const auto word = all.substr(i, to - i);
      if (!covered[i] && seen.insert(word_term(word)).second) {
        out.latin.emplace_back(word);
        Concept c;
        c.ways.push_back({Concept::Way::words, 1.0f, {word_term(word)}, std::u32string(word)});
        out.concepts.push_back(std::move(c));
      }
      i = to;
      continue;
    }
    if (is_han(all[i])) {
      const bool pair = i + 1 < all.size() && is_han(all[i + 1]);
      if (pair && !(covered[i] && covered[i + 1])) {
        const float weight = function[i] && function[i + 1] ? 0.05f : function[i] || function[i + 1] || covered[i] || covered[i + 1] ? 0.35f : 1.0f;
        if (seen.insert(pair_term(all[i], all[i + 1])).second) out.concepts.push_back(pair_concept(all.substr(i, 2), weight));
      }
      // Characters alone help where a word was written with another one, and are all there is when one was typed.
      if (!covered[i] && !function[i] && seen.insert(single_term(all[i])).second) {
        Concept c;
        const bool lone = !pair && (i == 0 || !is_han(all[i - 1]));
        c.weight = lone ? 1.0f : 0.25f;
        c.ways.push_back({Concept::Way::words, 1.0f, {single_term(all[i])}, lone ? std::u32string(1, all[i]) : std::u32string{}});
        out.concepts.push_back(std::move(c));
      }
    }
    ++i;
  }
  for (const auto cue : kAsking) out.asks = out.asks || all.find(cue) != std::u32string_view::npos;
  return out;
}

}  // namespace yiwang
