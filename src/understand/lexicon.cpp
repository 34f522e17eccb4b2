#include "understand/lexicon.h"

#include <algorithm>
#include <optional>

namespace yiwang {
namespace {

constexpr std::array<std::string_view, 15> kNames = {"government_body", "people_group", "subject", "subject_suffix", "topic", "sensitive_word", "emotion", "danger",
                                                     "filler", "kind_complaint", "kind_offence", "kind_help", "kind_question", "kind_suggestion", "kind_praise"};

std::optional<WordKind> kind_named(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<WordKind>(i);
  }
  return std::nullopt;
}

}  // namespace

Lexicon::Lexicon(const City& city) {
  for (const auto& word : city.lexicon) {
    if (const auto kind = kind_named(word.kind)) add(word.word, *kind, word.weight, word.canonical);
  }
  for (const auto& matter : city.matters) {
    for (const auto& word : matter.urgency_words) add(word, WordKind::urgency, 1, {}, matter.code);
  }
  // A place of one character would be found in every sentence.
  const auto add_place = [&](const std::string& name, const std::string& canonical) {
    if (folded(name).size() > 1) add(name, WordKind::place, 1, canonical);
  };
  for (const auto& area : city.areas) {
    if (area.kind != AreaKind::grid) add_place(area.name, {});
  }
  for (const auto& road : city.roads) {
    add_place(road.name, {});
    for (const auto& alias : road.aliases) add_place(alias, road.name);
  }
  for (const auto& estate : city.estates) {
    add_place(estate.name, {});
    for (const auto& alias : estate.aliases) add_place(alias, estate.name);
  }
}

void Lexicon::add(std::string_view word, WordKind kind, double weight, std::string_view canonical, std::string_view matter) {
  const auto key = folded(word);
  if (key.empty()) return;
  const std::uint32_t head = trie_.exact(key);
  for (std::uint32_t i = head; i != WordTrie::kNone; i = entries_[i].next) {
    if (entries_[i].kind != kind) continue;
    if (!matter.empty()) entries_[i].matters.emplace_back(matter);
    return;
  }
  Entry entry{kind, weight, canonical == word ? std::string{} : std::string(canonical), {}, head};
  if (!matter.empty()) entry.matters.emplace_back(matter);
  trie_.add(key, static_cast<std::uint32_t>(entries_.size()));
  entries_.push_back(std::move(entry));
}

void Lexicon::find(const Folded& text, std::vector<WordHit>& out) const {
  out.clear();
  for (std::size_t at = 0; at < text.text.size(); ++at) {
    trie_.each(text.text, at, [&](std::size_t length, std::uint32_t value) {
      for (std::uint32_t i = value; i != WordTrie::kNone; i = entries_[i].next) {
        out.push_back({entries_[i].kind, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + length), entries_[i].weight, i});
      }
    });
  }
}

bool Lexicon::urges(const WordHit& hit, std::string_view matter) const {
  const auto& matters = entries_[hit.entry].matters;
  return std::find(matters.begin(), matters.end(), matter) != matters.end();
}

std::vector<WordHit> longest_of(const std::vector<WordHit>& hits, WordKind kind) {
  std::vector<WordHit> chosen;
  for (const auto& hit : hits) {
    if (hit.kind != kind) continue;
    if (!chosen.empty() && hit.from == chosen.back().from) chosen.back() = hit;
    else if (chosen.empty() || hit.from >= chosen.back().to) chosen.push_back(hit);
  }
  return chosen;
}

}  // namespace yiwang
