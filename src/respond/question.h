#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/folded.h"

namespace yiwang {

/// Words that mean the same when somebody looks something up: one group a row of knowledge/synonyms.csv (column `words`, parted by `|`). Immutable once filled.
class Synonyms {
 public:
  void add(const std::vector<std::string>& group);
  /// Reads the CSV's text; rows without two words are passed over.
  void add_csv(std::string_view text);

  struct Hit {
    std::size_t from = 0, to = 0;          // in the folded text
    std::uint32_t group = 0;
  };
  /// The longest words, from left to right, without overlaps.
  std::vector<Hit> find(std::u32string_view folded) const;
  const std::vector<std::u32string>& group(std::uint32_t number) const { return groups_[number]; }
  std::size_t size() const { return groups_.size(); }

 private:
  std::vector<std::vector<std::u32string>> groups_;
  std::unordered_map<std::u32string, std::uint32_t> by_word_;
  std::size_t longest_ = 0;
};

/// What is looked up in the index: a number for two neighbouring Han characters, for one, for a Latin word or number, or for how two characters sound.
using Term = std::uint64_t;
Term pair_term(char32_t a, char32_t b);
Term single_term(char32_t c);
Term word_term(std::u32string_view latin);
Term sound_term(std::uint16_t a, std::uint16_t b);        // of sound_of
/// All terms of a folded text in order, with how much each is worth beside the others (a pair 1, a single 0.25, a word 1). Sounds only when asked for.
struct TermAt {
  Term term;
  float worth;
  bool sound = false;
};
std::vector<TermAt> terms_of(std::u32string_view folded, bool sounds);

/// One thing asked for, and the ways in which a text may say it.
struct Concept {
  enum class Way : std::uint8_t { words, synonyms, sound };
  struct Said {
    Way way;
    float factor;                          // against saying it as it was asked
    std::vector<Term> terms;
    std::u32string phrase;                 // to mark; empty when there is nothing to mark
  };
  float weight = 1;                        // little for function words
  std::vector<Said> ways;                  // the first is as it was asked
};

struct Question {
  std::u32string text;                     // folded, at most kMostCharacters
  std::vector<Concept> concepts;
  std::vector<std::u32string> latin;       // Latin words, for pinyin and slips of the finger
  bool asks = false;                       // says so: 怎么, 吗, 几点, a question mark
  bool empty() const { return concepts.empty(); }

  /// Only the first characters of a text are looked up; a long one is no question anyway.
  static constexpr std::size_t kMostCharacters = 240;
};
/// Takes a text apart. Any valid or broken UTF-8; what holds no letter or digit gives an empty question.
Question read_question(std::string_view text, const Synonyms& synonyms);

}  // namespace yiwang
