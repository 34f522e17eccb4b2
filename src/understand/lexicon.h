#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "city/city.h"
#include "base/folded.h"
#include "understand/word_trie.h"

namespace yiwang {

/// What a word of the city's lists is good for. Kinds of `lexicons.csv` by their names there; the last four come from other tables.
enum class WordKind : std::uint8_t {
  government_body,
  people_group,
  subject,
  subject_suffix,
  topic,
  sensitive_word,
  emotion,
  danger,
  filler,
  kind_complaint,
  kind_offence,
  kind_help,
  kind_question,
  kind_suggestion,
  kind_praise,
  urgency,                                 // `urgency_words` of a matter
  place,                                   // names of areas, roads and estates
};

/// Where a word stands in a folded text.
struct WordHit {
  WordKind kind;
  std::uint32_t from;
  std::uint32_t to;
  double weight;
  std::uint32_t entry;                     // for `canonical` and `matters`
};

/// All words of a city in one trie. Immutable after making; shared by threads.
class Lexicon {
 public:
  explicit Lexicon(const City& city);
  /// Every word in the text, by position, longer ones after shorter ones at the same place.
  void find(const Folded& text, std::vector<WordHit>& out) const;
  /// Empty when the word is its own.
  const std::string& canonical(const WordHit& hit) const { return entries_[hit.entry].canonical; }
  /// For `urgency`: the matters that name this word.
  bool urges(const WordHit& hit, std::string_view matter) const;

 private:
  struct Entry {
    WordKind kind;
    double weight;
    std::string canonical;
    std::vector<std::string> matters;
    std::uint32_t next;                    // another meaning of the same word, or kNone
  };
  void add(std::string_view word, WordKind kind, double weight, std::string_view canonical, std::string_view matter = {});

  WordTrie trie_;
  std::vector<Entry> entries_;
};

/// Of one kind, from left to right: longer words win, overlaps go.
std::vector<WordHit> longest_of(const std::vector<WordHit>& hits, WordKind kind);

}  // namespace yiwang
