#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yiwang {

/// Names to look for in a text, by code points. Filled once, then read by any number of threads. A text of 500 characters takes a few microseconds: one look
/// at a flat table a character, more only where a name begins.
class NameTrie {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;
  NameTrie();
  /// The number that stands for this name; the same name gives the same number.
  std::uint32_t add(std::u32string_view name);
  /// Length and number of the longest name that starts at `from`; length 0 when none does.
  std::pair<std::size_t, std::uint32_t> longest(std::u32string_view text, std::size_t from) const;
  /// Tells `seen(length, number)` of every name that starts at `from`, shortest first.
  template <class Seen>
  void each(std::u32string_view text, std::size_t from, Seen&& seen) const {
    std::uint32_t node = 0;
    for (std::size_t at = from; at < text.size(); ++at) {
      node = step(node, text[at]);
      if (node == kNone) return;
      if (name_of_[node] != kNone) seen(at + 1 - from, name_of_[node]);
    }
  }
  /// The number of exactly this name, or kNone.
  std::uint32_t find(std::u32string_view name) const;
  std::uint32_t size() const { return names_; }
  std::size_t bytes() const { return edges_.capacity() * sizeof(Edge) + name_of_.capacity() * sizeof(std::uint32_t); }

 private:
  struct Edge {
    std::uint64_t key = 0;                 // node << 21 | code point, plus one so that 0 is free
    std::uint32_t to = 0;
  };
  std::uint32_t step(std::uint32_t node, char32_t c) const;
  void insert(std::uint64_t key, std::uint32_t to);
  void grow();

  std::vector<Edge> edges_;
  std::size_t used_ = 0;
  std::vector<std::uint32_t> name_of_;     // by node; kNone where no name ends
  std::uint32_t names_ = 0;
};

}  // namespace yiwang
