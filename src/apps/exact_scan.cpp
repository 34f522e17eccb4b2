#include "apps/exact_scan.h"

#include <algorithm>
#include <bit>
#include <chrono>
#include <utility>

namespace yiwang {
namespace {

constexpr std::size_t kKept = 20'000;

std::size_t common_of(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::size_t common = 0;
  for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    common += a[i] == b[k];
    const bool first = a[i] <= b[k], second = b[k] <= a[i];
    i += first;
    k += second;
  }
  return common;
}

}  // namespace

ExactScan::ExactScan(std::span<const Fingerprint> asked) : asked_(asked), common_(asked.size()), share_(asked.size()), best_(asked.size()) {
  std::vector<std::pair<std::uint32_t, std::uint16_t>> all;
  for (std::size_t q = 0; q < asked.size(); ++q) {
    for (const auto gram : asked[q].grams) all.emplace_back(gram, static_cast<std::uint16_t>(q));
  }
  std::sort(all.begin(), all.end());
  slots_.resize(std::bit_ceil(all.size() * 2 + 16));
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i;
    while (end < all.size() && all[end].first == all[i].first) holders_.push_back(all[end++].second);
    auto at = all[i].first & (slots_.size() - 1);
    while (slots_[at].count != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {all[i].first, static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end - i)};
    i = end;
  }
}

void ExactScan::see(std::uint64_t row, const Fingerprint& print) {
  if (asked_.empty()) return;
  if (kept_.size() < kKept) kept_.push_back(print);
  std::fill(common_.begin(), common_.end(), 0);
  for (const auto gram : print.grams) {
    for (auto at = gram & (slots_.size() - 1); slots_[at].count != 0; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].gram != gram) continue;
      for (std::uint32_t i = 0; i < slots_[at].count; ++i) ++common_[holders_[slots_[at].from + i]];
      break;
    }
  }
  for (std::size_t q = 0; q < asked_.size(); ++q) {
    const auto either = asked_[q].grams.size() + print.grams.size() - common_[q];
    const double share = static_cast<double>(common_[q]) / static_cast<double>(std::max<std::size_t>(1, either));
    if (share > share_[q]) share_[q] = share, best_[q] = row;
  }
}

ExactScan::Found ExactScan::finish() const {
  Found out{best_, 0};
  if (asked_.empty() || kept_.empty()) return out;
  const auto began = std::chrono::steady_clock::now();
  std::size_t sum = 0, compared = 0;
  for (std::size_t q = 0; q < std::min<std::size_t>(8, asked_.size()); ++q) {
    for (const auto& print : kept_) sum += common_of(asked_[q].grams, print.grams);
    compared += kept_.size();
  }
  const double us = std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - began).count();
  out.us_a_text = (us + static_cast<double>(sum == 0)) / static_cast<double>(compared);
  return out;
}

}  // namespace yiwang
