#include "understand/near_groups.h"

#include <array>
#include <numeric>

#include "understand/grams.h"

namespace yiwang {

std::vector<std::uint32_t> near_groups(std::span<const LabelledText> texts) {
  constexpr std::size_t kHashes = 24, kAlike = 8;
  using Signature = std::array<std::uint32_t, kHashes>;
  std::vector<Signature> signatures(texts.size());
  const GramOptions options{4, 28, 0, 1.0f, 0, 1.0f, 0};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    signatures[i].fill(0xffffffffu);
    Content content;
    keep_content(fold(texts[i].text), content);
    each_gram(content.text, options, [&](std::uint32_t feature, std::size_t, std::size_t length, float) {
      if (length != 4) return;
      std::uint32_t hash = feature;
      for (std::uint32_t k = 0; k < kHashes; ++k) {
        hash = hash * 0x9e3779b1u + k * 77777u;
        hash ^= hash >> 13;
        signatures[i][k] = std::min(signatures[i][k], hash * 0x85ebca6bu);
      }
    });
  }
  std::vector<std::uint32_t> group(texts.size());
  std::iota(group.begin(), group.end(), 0u);
  const auto root = [&](std::uint32_t i) {
    while (group[i] != i) i = group[i] = group[group[i]];
    return i;
  };
  for (std::uint32_t i = 0; i < texts.size(); ++i) {
    if (signatures[i][0] == 0xffffffffu) continue;  // no gram: alone
    for (std::uint32_t j = 0; j < i; ++j) {
      std::size_t alike = 0;
      for (std::size_t k = 0; k < kHashes; ++k) alike += signatures[i][k] == signatures[j][k] ? 1 : 0;
      if (alike >= kAlike) group[root(i)] = root(j);
    }
  }
  for (std::uint32_t i = 0; i < texts.size(); ++i) group[i] = root(i);
  return group;
}

}  // namespace yiwang
