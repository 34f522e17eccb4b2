#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace yiwang {

/// Words to find in a text, each with a number. A trie in one flat hash table: one look-up a character, most end at the first.
/// Built once (`add`), then read by any number of threads.
class WordTrie {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;

  /// The later value wins when a word is added twice. Empty words are ignored.
  void add(std::u32string_view word, std::uint32_t value);
  bool empty() const { return nodes_ == 1; }

  struct Hit {
    std::size_t length = 0;                // 0: nothing found
    std::uint32_t value = kNone;
  };
  /// The longest word that starts at `at`.
  Hit longest(std::u32string_view text, std::size_t at) const {
    Hit hit;
    each(text, at, [&](std::size_t length, std::uint32_t value) { hit = {length, value}; });
    return hit;
  }
  std::uint32_t exact(std::u32string_view word) const;
  /// Calls `found(length, value)` for every word that starts at `at`, shortest first.
  template <class Found>
  void each(std::u32string_view text, std::size_t at, Found&& found) const {
    std::uint32_t node = 0;
    for (std::size_t i = at; i < text.size(); ++i) {
      node = i == at ? first(text[i]) : next(node, text[i]);
      if (node == kNone) return;
      if (values_[node] != kNone) found(i - at + 1, values_[node]);
    }
  }

 private:
  struct Edge {
    std::uint64_t key = 0;                 // node << 21 | character, plus one so that 0 is free
    std::uint32_t to = 0;
  };
  static std::size_t spread(std::uint64_t key) { return static_cast<std::size_t>((key * 0x9e3779b97f4a7c15ULL) >> 20); }
  // Most words begin with a Han character: their first step is one look into a table that fits the cache.
  static constexpr char32_t kFirstHan = 0x4e00, kLastHan = 0x9fff;
  static bool in_root(char32_t c) { return c >= kFirstHan && c <= kLastHan; }
  std::uint32_t first(char32_t c) const { return in_root(c) ? root_[c - kFirstHan] : next(0, c); }
  std::uint32_t next(std::uint32_t node, char32_t c) const;
  void insert(std::uint64_t key, std::uint32_t to);

  std::vector<std::uint32_t> root_ = std::vector<std::uint32_t>(kLastHan - kFirstHan + 1, kNone);
  std::vector<Edge> edges_ = std::vector<Edge>(64);
  std::size_t used_ = 0;
  std::vector<std::uint32_t> values_ = {kNone};
  std::uint32_t nodes_ = 1;
};

}  // namespace yiwang
