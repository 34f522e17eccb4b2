#include "locate/match/text_likeness.h"

#include <algorithm>
#include <cmath>

namespace yiwang {
namespace {

std::size_t shared(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  std::size_t both = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i < *j) ++i;
    else if (*j < *i) ++j;
    else ++both, ++i, ++j;
  }
  return both;
}

}  // namespace

std::vector<std::uint64_t> character_pairs(std::u32string_view text) {
  std::vector<std::uint64_t> pairs;
  if (text.size() == 1) pairs.push_back(text[0]);
  for (std::size_t i = 1; i < text.size(); ++i) pairs.push_back(static_cast<std::uint64_t>(text[i - 1]) << 32 | text[i]);
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

double dice(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  return a.empty() && b.empty() ? 0 : 2.0 * static_cast<double>(shared(a, b)) / static_cast<double>(a.size() + b.size());
}
double dice(std::u32string_view a, std::u32string_view b) { return dice(character_pairs(a), character_pairs(b)); }

std::size_t longest_common_run(std::u32string_view a, std::u32string_view b) {
  std::size_t best = 0;
  std::vector<std::size_t> row(b.size() + 1, 0);
  for (const char32_t c : a) {
    for (std::size_t j = b.size(); j > 0; --j) {
      row[j] = c == b[j - 1] ? row[j - 1] + 1 : 0;
      best = std::max(best, row[j]);
    }
  }
  return best;
}

std::size_t common_start(std::u32string_view a, std::u32string_view b) {
  std::size_t n = 0;
  while (n < a.size() && n < b.size() && a[n] == b[n]) ++n;
  return n;
}

std::size_t common_end(std::u32string_view a, std::u32string_view b) {
  std::size_t n = 0;
  while (n < a.size() && n < b.size() && a[a.size() - 1 - n] == b[b.size() - 1 - n]) ++n;
  return n;
}

std::size_t common_in_order(std::u32string_view a, std::u32string_view b) {
  std::vector<std::size_t> row(b.size() + 1, 0);
  for (const char32_t c : a) {
    std::size_t before = 0;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto above = row[j];
      row[j] = c == b[j - 1] ? before + 1 : std::max(row[j], row[j - 1]);
      before = above;
    }
  }
  return row.back();
}

std::size_t edit_distance(std::u32string_view a, std::u32string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t before = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, before + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      before = above;
    }
  }
  return row.back();
}

std::vector<bool> found_in(std::u32string_view a, std::u32string_view b) {
  std::vector<bool> found(a.size(), false);
  if (a.size() == 1) found[0] = b.find(a[0]) != std::u32string_view::npos;
  const auto pairs = character_pairs(b);
  for (std::size_t i = 1; i < a.size(); ++i) {
    if (!std::binary_search(pairs.begin(), pairs.end(), static_cast<std::uint64_t>(a[i - 1]) << 32 | a[i])) continue;
    found[i - 1] = found[i] = true;
  }
  return found;
}

void GramWeights::add(std::u32string_view text) {
  texts_ += 1;
  auto grams = character_pairs(text);
  for (const char32_t c : text) grams.push_back(c);
  std::sort(grams.begin(), grams.end());
  grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
  for (const auto gram : grams) weights_[gram] += 1;
}

void GramWeights::finish() {
  unseen_ = std::log(texts_ + 1) + 1e-3;
  for (auto& [gram, weight] : weights_) weight = static_cast<float>(std::log((texts_ + 1) / static_cast<double>(weight)));
}

double GramWeights::sum(std::u32string_view text) const {
  double all = 0;
  for (const char32_t c : text) all += character(c);
  return all;
}

double GramWeights::covered(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) const {
  double all = 0, both = 0;
  auto j = b.begin();
  for (const auto gram : a) {
    const double w = weight(gram);
    all += w;
    while (j != b.end() && *j < gram) ++j;
    if (j != b.end() && *j == gram) both += w;
  }
  return all == 0 ? 0 : both / all;
}

double GramWeights::covered_characters(std::u32string_view a, const std::vector<bool>& found) const {
  double all = 0, both = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double w = character(a[i]);
    all += w;
    if (found[i]) both += w;
  }
  return all == 0 ? 0 : both / all;
}

void GramWeights::list(std::vector<std::uint64_t>& grams, std::vector<float>& values) const {
  for (const auto& [gram, weight] : weights_) grams.push_back(gram);
  std::sort(grams.begin(), grams.end());
  for (const auto gram : grams) values.push_back(weights_.at(gram));
}

void GramWeights::take(const std::vector<std::uint64_t>& grams, const std::vector<float>& values) {
  weights_.clear();
  for (std::size_t i = 0; i < std::min(grams.size(), values.size()); ++i) weights_[grams[i]] = values[i];
}

}  // namespace yiwang
