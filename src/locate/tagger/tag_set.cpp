#include "locate/tagger/tag_set.h"

namespace yiwang {

int TagSet::add(std::string_view kind) {
  if (const auto known = numbers_.find(kind); known != numbers_.end()) return known->second;
  const int number = kinds();
  names_.emplace_back(kind);
  numbers_.emplace(names_.back(), number);
  return number;
}

bool TagSet::follows(int before, int after) const {
  const auto part = [](int tag) { return (tag - 1) % 4; };
  const bool open = before > 0 && (part(before) == begin || part(before) == inside);
  const bool goes_on = after > 0 && (part(after) == inside || part(after) == end);
  return open == goes_on && (!open || (before - 1) / 4 == (after - 1) / 4);
}

std::vector<int> TagSet::encode(const TaggedAddress& address) const {
  std::vector<int> tags(address.tokens.size(), 0);
  for (const auto& phrase : address.phrases) {
    const auto known = numbers_.find(phrase.kind);
    if (known == numbers_.end()) continue;
    for (int i = phrase.from; i < phrase.to; ++i) {
      const auto part = phrase.to - phrase.from == 1 ? single : i == phrase.from ? begin : i + 1 == phrase.to ? end : inside;
      tags[static_cast<std::size_t>(i)] = tag(known->second, part);
    }
  }
  return tags;
}

std::vector<TaggedPhrase> TagSet::decode(const std::vector<int>& tags) const {
  std::vector<TaggedPhrase> phrases;
  for (int i = 0; i < static_cast<int>(tags.size()); ++i) {
    const int tag = tags[static_cast<std::size_t>(i)];
    if (tag == 0) continue;
    const auto part = (tag - 1) % 4;
    if (part == single || part == begin || phrases.empty()) {
      phrases.push_back({i, i + 1, name((tag - 1) / 4)});
    } else {
      phrases.back().to = i + 1;
    }
  }
  return phrases;
}

}  // namespace yiwang
