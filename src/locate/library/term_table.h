#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace yiwang {

/// Short texts that come again and again (door numbers, names of buildings), each kept once. A term knows its key, by which differently written texts are one
/// (`3栋`, `三幢`, `3号楼`), and the number its key begins with.
class TermTable {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;
  /// The same text gives the same number. Equal keys give equal `key` numbers.
  std::uint32_t add(std::string_view text, std::string_view key);
  /// The key's number, or kNone when no term has it.
  std::uint32_t find_key(std::string_view key) const;
  const std::string& text(std::uint32_t term) const { return terms_[term].text; }
  std::uint32_t key(std::uint32_t term) const { return terms_[term].key; }
  const std::string& key_text(std::uint32_t key) const { return *keys_[key].text; }
  /// The number a key begins with; 0 when it begins with none.
  std::uint32_t leading(std::uint32_t key) const { return keys_[key].leading; }
  std::size_t size() const { return terms_.size(); }
  std::size_t bytes() const;

 private:
  struct Term {
    std::string text;
    std::uint32_t key;
  };
  struct Key {
    const std::string* text;               // the map's own
    std::uint32_t leading;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Table = std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>>;
  std::vector<Term> terms_;
  std::vector<Key> keys_;
  Table by_text_, by_key_;
};

}  // namespace yiwang
