#include "understand/word_trie.h"

namespace yiwang {

std::uint32_t WordTrie::next(std::uint32_t node, char32_t c) const {
  const std::uint64_t key = (static_cast<std::uint64_t>(node) << 21 | c) + 1;
  const std::size_t mask = edges_.size() - 1;
  for (std::size_t i = spread(key) & mask;; i = (i + 1) & mask) {
    if (edges_[i].key == key) return edges_[i].to;
    if (edges_[i].key == 0) return kNone;
  }
}

void WordTrie::insert(std::uint64_t key, std::uint32_t to) {
  if (++used_ * 2 > edges_.size()) {
    std::vector<Edge> old(edges_.size() * 2);
    old.swap(edges_);
    used_ = 1;
    for (const auto& edge : old) {
      if (edge.key != 0) insert(edge.key, edge.to);
    }
  }
  const std::size_t mask = edges_.size() - 1;
  std::size_t i = spread(key) & mask;
  while (edges_[i].key != 0) i = (i + 1) & mask;
  edges_[i] = {key, to};
}

void WordTrie::add(std::u32string_view word, std::uint32_t value) {
  if (word.empty()) return;
  std::uint32_t node = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const std::uint32_t found = i == 0 ? first(word[i]) : next(node, word[i]);
    if (found != kNone) {
      node = found;
      continue;
    }
    const std::uint32_t made = nodes_++;
    values_.push_back(kNone);
    if (i == 0 && in_root(word[i])) root_[word[i] - kFirstHan] = made;
    else insert((static_cast<std::uint64_t>(node) << 21 | word[i]) + 1, made);
    node = made;
  }
  values_[node] = value;
}

std::uint32_t WordTrie::exact(std::u32string_view word) const {
  const Hit hit = longest(word, 0);
  return hit.length == word.size() ? hit.value : kNone;
}

}  // namespace yiwang
