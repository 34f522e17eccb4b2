#include "locate/library/term_table.h"

#include <algorithm>

namespace yiwang {

std::uint32_t TermTable::add(std::string_view text, std::string_view key) {
  if (const auto it = by_text_.find(text); it != by_text_.end()) return it->second;
  auto [known, fresh] = by_key_.try_emplace(std::string(key), static_cast<std::uint32_t>(keys_.size()));
  if (fresh) {
    std::uint32_t leading = 0;
    for (const char c : key) {
      if (c < '0' || c > '9' || leading > 99'999'999) break;
      leading = leading * 10 + static_cast<std::uint32_t>(c - '0');
    }
    keys_.push_back({&known->first, leading});
  }
  const auto term = static_cast<std::uint32_t>(terms_.size());
  terms_.push_back({std::string(text), known->second});
  by_text_.emplace(std::string(text), term);
  return term;
}

std::uint32_t TermTable::find_key(std::string_view key) const {
  const auto it = by_key_.find(key);
  return it == by_key_.end() ? kNone : it->second;
}

std::size_t TermTable::bytes() const {
  constexpr std::size_t kNode = sizeof(std::string) + 32;
  return terms_.capacity() * sizeof(Term) + keys_.capacity() * sizeof(Key) + (by_text_.size() + by_key_.size()) * kNode;
}

}  // namespace yiwang
