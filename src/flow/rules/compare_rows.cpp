#include "flow/rules/compare_rows.h"

#include <algorithm>
#include <deque>
#include <unordered_map>

namespace yiwang::dmn::detail {
namespace {

/// How far among the rows left over a likeness is looked for, so that rewritten tables of thousands of rows are still compared at once.
constexpr std::size_t kNearby = 200;

std::string joined(const RowText& row) {
  std::string out;
  for (const auto& cell : row.cells) {
    out += cell;
    out += '\x1f';
  }
  return out;
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> pair_rows(const std::vector<RowText>& before, const std::vector<RowText>& after) {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  std::vector<bool> used_before(before.size(), false), used_after(after.size(), false);
  const auto pair = [&](std::size_t i, std::size_t j) {
    used_before[i] = used_after[j] = true;
    out.emplace_back(i, j);
  };
  const auto by = [&](auto key) {
    std::unordered_map<std::string, std::deque<std::size_t>> index;
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (!used_before[i]) index[key(before[i])].push_back(i);
    }
    for (std::size_t j = 0; j < after.size(); ++j) {
      const auto text = key(after[j]);
      if (used_after[j] || text.empty()) continue;
      const auto at = index.find(text);
      if (at == index.end() || at->second.empty()) continue;
      pair(at->second.front(), j);
      at->second.pop_front();
    }
  };
  by([](const RowText& row) { return row.id; });
  by(joined);

  std::vector<std::size_t> left;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (!used_before[i]) left.push_back(i);
  }
  for (std::size_t j = 0; j < after.size(); ++j) {
    if (used_after[j]) continue;
    std::size_t best = left.size(), most = 0;
    const auto from = static_cast<std::size_t>(std::lower_bound(left.begin(), left.end(), j > kNearby ? j - kNearby : 0) - left.begin());
    for (std::size_t k = from; k < left.size() && left[k] <= j + kNearby; ++k) {
      if (used_before[left[k]]) continue;
      std::size_t equal = 0;
      for (std::size_t c = 0; c < after[j].cells.size(); ++c) equal += before[left[k]].cells[c] == after[j].cells[c] ? 1 : 0;
      if (2 * equal >= after[j].cells.size() && equal > most) {
        best = k;
        most = equal;
      }
    }
    if (best < left.size()) pair(left[best], j);
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return out;
}

std::vector<bool> those_in_order(const std::vector<std::pair<std::size_t, std::size_t>>& pairs) {
  // Longest increasing subsequence of the places before.
  std::vector<std::size_t> tails, previous(pairs.size());
  for (std::size_t k = 0; k < pairs.size(); ++k) {
    const auto at = std::lower_bound(tails.begin(), tails.end(), k, [&](std::size_t a, std::size_t b) { return pairs[a].first < pairs[b].first; });
    previous[k] = at == tails.begin() ? pairs.size() : *(at - 1);
    if (at == tails.end()) tails.push_back(k);
    else *at = k;
  }
  std::vector<bool> out(pairs.size(), false);
  for (auto k = tails.empty() ? pairs.size() : tails.back(); k < pairs.size(); k = previous[k]) out[k] = true;
  return out;
}

}  // namespace yiwang::dmn::detail
