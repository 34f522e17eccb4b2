#include "understand/grams.h"

#include <bit>

namespace yiwang {

const std::vector<Gram>& GramCounter::count(const Content& content, const GramOptions& options) {
  const std::size_t most = content.text.size() * static_cast<std::size_t>(options.longest) + static_cast<std::size_t>(options.title) * 2;
  const std::size_t wanted = std::bit_ceil(std::max<std::size_t>(most * 2, 1024));
  if (slots_.size() < wanted || stamp_ == 0xffffffff) {
    slots_.assign(std::max(wanted, slots_.size()), Slot{});
    stamp_ = 0;
  }
  ++stamp_;
  grams_.clear();
  occurrences_.clear();
  // A small table for a small text stays in the nearest cache.
  const std::uint32_t mask = static_cast<std::uint32_t>(wanted - 1);
  each_gram(content.text, options, [&](std::uint32_t feature, std::size_t, std::size_t, float weight) {
    for (std::uint32_t i = feature * 0x9e3779b1u >> 7 & mask;; i = (i + 1) & mask) {
      auto& slot = slots_[i];
      if (slot.stamp != stamp_) {
        slot = {stamp_, feature, static_cast<std::uint32_t>(grams_.size())};
        occurrences_.push_back(slot.place);
        grams_.push_back({feature, weight});
        return;
      }
      if (slot.feature == feature) {
        occurrences_.push_back(slot.place);
        grams_[slot.place].count += weight;
        return;
      }
    }
  });
  return grams_;
}

}  // namespace yiwang
