#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "locate/library/entry.h"
#include "locate/name_trie.h"

namespace yiwang {

/// How the text of a name comes from the name. `shortened`: without 街道, 区, 社区; `local`: without the town or village before it (李家村 for 梧风李家村);
/// `stem`: without the word that says what it is (望江 for 望江花园).
enum class NameForm : std::uint8_t { full, alias, shortened, local, stem };

/// One thing a name stands for: the row in the library's list of that kind.
struct NameRef {
  LibraryKind kind;
  NameForm form;
  std::uint32_t row;
  bool operator==(const NameRef&) const = default;
};

/// The names of a library: found exactly, by sound (said alike without tone, with the confusions of southern speech: n and l, z and zh, in and ing), or with one
/// character wrong, missing, too many or two swapped. Filled once, `finish`ed, then read by any number of threads.
class NameBook {
 public:
  void add(std::u32string_view name, NameRef ref);
  void finish();

  std::span<const NameRef> refs(std::uint32_t name) const { return {refs_.data() + from_[name], from_[name + 1] - from_[name]}; }
  std::size_t length(std::uint32_t name) const { return lengths_[name]; }
  const NameTrie& exact() const { return exact_; }
  /// Over `sounds_of(text)`; what a number of this trie stands for are the names of `sounding`.
  const NameTrie& by_sound() const { return sounds_; }
  std::span<const std::uint32_t> sounding(std::uint32_t sound) const { return {sounding_.data() + sound_from_[sound], sound_from_[sound + 1] - sound_from_[sound]}; }
  /// In Latin letters, with or without the word for the sort in Han: yunjinlu, yunjin路. What a number stands for are the names of `spelled`.
  const NameTrie& by_letters() const { return letters_; }
  std::span<const std::uint32_t> spelled(std::uint32_t word) const { return {spelled_.data() + spelled_from_[word], spelled_from_[word + 1] - spelled_from_[word]}; }
  /// Names of three characters and more that are this window of a text with two neighbours swapped, and those that one other edit makes of it; may repeat one.
  /// `sums` are those of the whole text.
  void swapped(std::u32string_view text, std::span<const std::uint64_t> sums, std::size_t from, std::size_t size, std::vector<std::uint32_t>& out) const;
  void close(std::u32string_view text, std::span<const std::uint64_t> sums, std::size_t from, std::size_t size, std::vector<std::uint32_t>& out) const;
  /// Rolling hashes of a text up to each place, so that a window with one letter changed costs no second look at the others.
  static std::vector<std::uint64_t> sums_of(std::u32string_view text);
  std::size_t size() const { return lengths_.size(); }
  std::size_t bytes() const;

 private:
  struct Filling {
    std::uint32_t name;
    NameRef ref;
  };
  bool has_deleted(std::uint64_t hash) const { return (filter_[(hash >> 6) & (filter_.size() - 1)] >> (hash & 63) & 1) != 0; }
  void find_deleted(std::uint64_t hash, std::vector<std::uint32_t>& out) const;

  using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
  static void lay_out(Pairs& pairs, std::uint32_t words, std::vector<std::uint32_t>& list, std::vector<std::uint32_t>& from);

  NameTrie exact_, sounds_, letters_;
  std::vector<Filling> filling_;
  std::vector<std::u32string> texts_;      // while filling
  std::vector<std::uint8_t> lengths_;
  std::vector<NameRef> refs_;
  std::vector<std::uint32_t> from_;
  std::vector<std::uint32_t> sounding_, sound_from_, spelled_, spelled_from_;
  std::vector<std::uint64_t> deleted_;     // upper 40 bits of a hash, then the name; sorted
  std::vector<std::uint64_t> filter_;      // which hashes occur, so that most looks end here
};

/// Each character as how it sounds; what is not Han stays itself.
std::u32string sounds_of(std::u32string_view text);

}  // namespace yiwang
