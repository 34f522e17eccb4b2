#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yiwang {

/// A small regular expression over code points, for grammars of spoken Chinese. Knows `( ) (?: ) | ? * + {m,n} . [ ] [^ ] ^ $`, lazy `*?` `+?` `??`, and `<name>` for a piece
/// of grammar named in `macros`. No look-around, no back references, so time is bounded by program length times text length (visited states are remembered). The first
/// alternative that leads to a match wins, the leftmost match is found. Immutable after making; safe for any number of threads.
class Pattern {
 public:
  static constexpr std::size_t kGroups = 10;
  static constexpr std::uint32_t kNone = 0xffffffff;

  struct Span {
    std::uint32_t from = kNone, to = kNone;
    bool there() const { return from != kNone && to != kNone; }
    std::size_t size() const { return there() ? to - from : 0; }
  };
  struct Match {
    std::array<Span, kGroups> group;       // 0: the whole
    const Span& operator[](std::size_t i) const { return group[i]; }
    std::u32string_view text(std::u32string_view in, std::size_t i = 0) const { return group[i].there() ? in.substr(group[i].from, group[i].size()) : std::u32string_view{}; }
  };
  using Macros = std::vector<std::pair<std::string, std::string>>;

  /// Throws std::invalid_argument with the place of a mistake: patterns are written by programmers, each test run makes all of them.
  explicit Pattern(std::string_view source, const Macros* macros = nullptr);

  std::optional<Match> find(std::u32string_view text, std::size_t from = 0) const;
  /// Matches beginning exactly at `at`.
  std::optional<Match> at(std::u32string_view text, std::size_t at) const;
  bool in(std::u32string_view text) const { return find(text).has_value(); }
  /// One after another, none over another; empty matches are passed over.
  std::vector<Match> all(std::u32string_view text) const;

 private:
  friend class PatternMaker;
  enum class Op : std::uint8_t { character, any, set, split, jump, save, begin, end, match };
  struct Step {
    Op op;
    std::uint32_t a = 0, b = 0;
  };
  struct Set {
    bool negated = false;
    std::vector<std::pair<char32_t, char32_t>> ranges;
    bool has(char32_t c) const;
  };
  std::optional<Match> run(std::u32string_view text, std::size_t from, bool anchored) const;
  void find_first(std::uint32_t step, std::vector<char>& seen);

  std::vector<Step> steps_;
  std::vector<Set> sets_;
  bool any_first_ = false;                 // a match may begin with any character, or with none
  std::u32string firsts_;                  // else with one of these, sorted
};

}  // namespace yiwang
