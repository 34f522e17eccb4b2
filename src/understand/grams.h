#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

#include "understand/content.h"

namespace yiwang {

/// How a text becomes numbered features. Part of a model's version.
struct GramOptions {
  int longest = 2;                         // characters a gram
  int bits = 20;                           // features are hashed to 2^bits
  int head = 24;                           // first characters of content, where the title stands: their grams count more
  float head_weight = 2.0f;
  int title = 16;                          // first characters whose single characters and pairs are also features of their own
  float title_weight = 2.0f;
  int titled_from = 48;                    // a shorter content is all body: no head, no title
};

/// One gram of a text with how often it came.
struct Gram {
  std::uint32_t feature;
  float count;
};

/// Calls `seen(feature, from, length, weight)` for every gram of the content, by position.
template <class Seen>
void each_gram(const std::u32string& text, const GramOptions& options, Seen&& seen) {
  const std::uint32_t shift = 32u - static_cast<std::uint32_t>(options.bits);
  const auto grams_at = [&](std::size_t i, std::uint32_t hash, std::size_t most, float weight) {
    for (std::size_t n = 0; n < most; ++n) {
      hash = (hash ^ static_cast<std::uint32_t>(text[i + n])) * 0x9e3779b1u;
      hash ^= hash >> 15;
      seen((hash * 0x85ebca6bu) >> shift, i, n + 1, weight);
    }
  };
  const bool titled = text.size() >= static_cast<std::size_t>(options.titled_from);
  const std::size_t head = titled ? std::min(text.size(), static_cast<std::size_t>(options.head)) : 0;
  const std::size_t title = titled ? std::min(text.size(), static_cast<std::size_t>(options.title)) : 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t most = std::min(text.size() - i, static_cast<std::size_t>(options.longest));
    grams_at(i, 0x811c9dc5u, most, i < head ? options.head_weight : 1.0f);
    if (i < title) grams_at(i, 0x5bd1e995u, std::min<std::size_t>(title - i, 2), options.title_weight);
  }
}

/// Counts grams; keeps its memory between texts. Order of the answer: first seen first. Not shared between threads.
class GramCounter {
 public:
  const std::vector<Gram>& count(const Content& content, const GramOptions& options);
  /// Of the text counted last: which gram (place in the answer of `count`) stands where, in the order of `each_gram`.
  const std::vector<std::uint32_t>& occurrences() const { return occurrences_; }

 private:
  struct Slot {
    std::uint32_t stamp = 0;
    std::uint32_t feature = 0;
    std::uint32_t place = 0;
  };
  std::vector<Slot> slots_;
  std::vector<Gram> grams_;
  std::vector<std::uint32_t> occurrences_;
  std::uint32_t stamp_ = 0;
};

}  // namespace yiwang
