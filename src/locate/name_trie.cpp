#include "locate/name_trie.h"

namespace yiwang {
namespace {

std::size_t home(std::uint64_t key, std::size_t size) { return static_cast<std::size_t>((key * 0x9e3779b97f4a7c15ull) >> 32) & (size - 1); }
std::uint64_t key_of(std::uint32_t node, char32_t c) { return (std::uint64_t{node} << 21 | static_cast<std::uint64_t>(c)) + 1; }

}  // namespace

NameTrie::NameTrie() : edges_(1024), name_of_{kNone} {}

std::uint32_t NameTrie::step(std::uint32_t node, char32_t c) const {
  const auto key = key_of(node, c);
  for (auto at = home(key, edges_.size());; at = (at + 1) & (edges_.size() - 1)) {
    if (edges_[at].key == key) return edges_[at].to;
    if (edges_[at].key == 0) return kNone;
  }
}

void NameTrie::insert(std::uint64_t key, std::uint32_t to) {
  auto at = home(key, edges_.size());
  while (edges_[at].key != 0) at = (at + 1) & (edges_.size() - 1);
  edges_[at] = {key, to};
}

void NameTrie::grow() {
  std::vector<Edge> old(edges_.size() * 2);
  old.swap(edges_);
  for (const auto& edge : old) {
    if (edge.key != 0) insert(edge.key, edge.to);
  }
}

std::uint32_t NameTrie::add(std::u32string_view name) {
  std::uint32_t node = 0;
  for (const auto c : name) {
    auto next = step(node, c);
    if (next == kNone) {
      if (++used_ * 2 > edges_.size()) grow();
      next = static_cast<std::uint32_t>(name_of_.size());
      name_of_.push_back(kNone);
      insert(key_of(node, c), next);
    }
    node = next;
  }
  if (name_of_[node] == kNone) name_of_[node] = names_++;
  return name_of_[node];
}

std::uint32_t NameTrie::find(std::u32string_view name) const {
  std::uint32_t node = 0;
  for (const auto c : name) {
    node = step(node, c);
    if (node == kNone) return kNone;
  }
  return name_of_[node];
}

std::pair<std::size_t, std::uint32_t> NameTrie::longest(std::u32string_view text, std::size_t from) const {
  std::pair<std::size_t, std::uint32_t> best{0, kNone};
  std::uint32_t node = 0;
  for (std::size_t at = from; at < text.size(); ++at) {
    node = step(node, text[at]);
    if (node == kNone) break;
    if (name_of_[node] != kNone) best = {at + 1 - from, name_of_[node]};
  }
  return best;
}

}  // namespace yiwang
