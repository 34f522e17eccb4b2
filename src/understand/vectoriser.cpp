#include "understand/vectoriser.h"

#include <array>
#include <cmath>

namespace yiwang {
namespace {

// Most grams come a few times; their logarithm is looked up. Head weights make halves, so the steps are quarters.
float sublinear(float count) {
  static const std::array<float, 64> table = [] {
    std::array<float, 64> made{};
    for (std::size_t i = 0; i < made.size(); ++i) made[i] = i < 4 ? static_cast<float>(i) / 4 : 1.0f + std::log(static_cast<float>(i) / 4);
    return made;
  }();
  const float quarters = count * 4;
  if (quarters < 64 && quarters == std::floor(quarters)) return table[static_cast<std::size_t>(quarters)];
  return count < 1 ? count : 1.0f + std::log(count);
}

}  // namespace

Vectoriser::Vectoriser(std::span<const Content> texts, const GramOptions& options, int least_texts) : options_(options) {
  std::vector<std::uint32_t> found_in(std::size_t{1} << options.bits, 0);
  GramCounter counter;
  for (const auto& text : texts) {
    for (const auto& gram : counter.count(text, options)) ++found_in[gram.feature];
  }
  row_of_.assign(found_in.size(), kUnknown);
  const float most = std::log(1.0f + static_cast<float>(texts.size()));
  for (std::size_t feature = 0; feature < found_in.size(); ++feature) {
    if (found_in[feature] < static_cast<std::uint32_t>(least_texts)) continue;
    row_of_[feature] = static_cast<std::uint32_t>(idf_.size());
    idf_.push_back(1.0f + most - std::log(1.0f + static_cast<float>(found_in[feature])));
  }
}

void Vectoriser::read(const std::vector<Gram>& grams, std::vector<Weighted>& out, std::vector<std::uint32_t>* place_of_gram) const {
  out.clear();
  if (place_of_gram != nullptr) place_of_gram->clear();
  float squares = 0;
  for (const auto& gram : grams) {
    const std::uint32_t row = row_of_.empty() ? kUnknown : row_of_[gram.feature];
    if (place_of_gram != nullptr) place_of_gram->push_back(row == kUnknown ? kUnknown : static_cast<std::uint32_t>(out.size()));
    if (row == kUnknown) continue;
    const float value = sublinear(gram.count) * idf_[row];
    squares += value * value;
    out.push_back({row, value});
  }
  const float scale = squares > 0 ? 1.0f / std::sqrt(squares) : 0.0f;
  for (auto& weighted : out) weighted.value *= scale;
}

}  // namespace yiwang
