#include "flow/rules/cover.h"

#include <numeric>

#include "flow/rules/cover_sweep.h"

namespace yiwang::dmn {

Cell tidy(Cell cell) {
  std::sort(cell.begin(), cell.end(), [](const Atoms& a, const Atoms& b) { return a.from < b.from; });
  Cell out;
  for (const auto& piece : cell) {
    if (piece.from > piece.to) continue;
    if (!out.empty() && piece.from <= out.back().to + 1) out.back().to = std::max(out.back().to, piece.to);
    else out.push_back(piece);
  }
  return out;
}

Cell intersect(const Cell& a, const Cell& b) {
  Cell out;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const auto from = std::max(a[i].from, b[j].from), to = std::min(a[i].to, b[j].to);
    if (from <= to) out.push_back({from, to});
    if (a[i].to < b[j].to) ++i;
    else ++j;
  }
  return out;
}

Cell complement(const Cell& cell, std::uint32_t size) {
  Cell out;
  std::uint32_t next = 0;
  for (const auto& piece : cell) {
    if (piece.from > next) out.push_back({next, piece.from - 1});
    next = piece.to + 1;
  }
  if (next < size) out.push_back({next, size - 1});
  return out;
}

std::uint32_t WordAxis::add(std::string_view word) {
  const auto [at, made] = index_.try_emplace(std::string(word), static_cast<std::uint32_t>(words_.size()));
  if (made) words_.emplace_back(word);
  return at->second;
}

std::optional<std::uint32_t> WordAxis::find(std::string_view word) const {
  const auto at = index_.find(std::string(word));
  return at == index_.end() ? std::nullopt : std::optional(at->second);
}

std::optional<std::string_view> WordAxis::word(std::uint32_t atom) const {
  return atom < words_.size() ? std::optional<std::string_view>(words_[atom]) : std::nullopt;
}

Cell WordAxis::of(std::span<const std::string> words) const {
  Cell out;
  for (const auto& word : words) {
    if (const auto atom = find(word)) out.push_back({*atom, *atom});
  }
  return tidy(std::move(out));
}

Cover::Cover(std::vector<std::uint32_t> sizes, Box domain) : sizes_(std::move(sizes)), domain_(std::move(domain)) {
  if (!domain_.empty()) return;
  for (const auto size : sizes_) domain_.push_back(all_of(size));
}

std::size_t Cover::add(Box row) {
  row.resize(sizes_.size());
  for (std::size_t d = 0; d < row.size(); ++d) row[d] = intersect(tidy(std::move(row[d])), domain_[d]);
  rows_.push_back(std::move(row));
  return rows_.size() - 1;
}

std::vector<std::uint32_t> Cover::order_by_selectivity(std::span<const std::uint32_t> rows) const {
  std::vector<double> width(sizes_.size(), 0);
  for (std::size_t d = 0; d < sizes_.size(); ++d) {
    for (const auto r : rows) {
      for (const auto& piece : rows_[r][d]) width[d] += piece.to - piece.from + 1;
    }
    width[d] /= std::max<double>(sizes_[d], 1);
  }
  std::vector<std::uint32_t> order(sizes_.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return width[a] < width[b]; });
  return order;
}

std::vector<Box> Cover::gaps(const CoverLimits& limits) const { return gaps_within(domain_, limits); }

std::vector<Box> Cover::gaps_within(const Box& part, const CoverLimits& limits) const {
  std::vector<std::uint32_t> all(rows_.size());
  std::iota(all.begin(), all.end(), 0u);
  detail::GapSweep sweep(rows_, part, order_by_selectivity(all), limits);
  auto found = sweep.run(all);
  incomplete_ = sweep.incomplete();
  return found;
}

std::optional<Box> Cover::outside(const Box& box, std::span<const std::uint32_t> rows, const CoverLimits& limits) const {
  detail::GapSweep sweep(rows_, box, order_by_selectivity(rows), {.findings = 1, .steps = limits.steps});
  auto found = sweep.run(rows);
  incomplete_ = sweep.gave_up();
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<std::size_t> Cover::empty_rows() const {
  std::vector<std::size_t> out;
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    if (std::any_of(rows_[r].begin(), rows_[r].end(), [](const Cell& cell) { return cell.empty(); })) out.push_back(r);
  }
  return out;
}

std::vector<std::size_t> Cover::masked(const std::function<bool(std::size_t, std::size_t)>& beats, const CoverLimits& limits) const {
  // Leaving rivals out can only hide a masked row, never make one up.
  constexpr std::size_t kMostRivals = 20'000'000;
  std::vector<std::vector<std::uint32_t>> before(rows_.size());
  std::size_t rivals = 0;
  detail::PairSweep pairs(rows_, sizes_.size(), limits.steps);
  pairs.run([&](std::uint32_t a, std::uint32_t b) {
    const bool first = beats(a, b), second = beats(b, a);
    if (first) before[b].push_back(a);
    if (second) before[a].push_back(b);
    rivals += (first ? 1 : 0) + (second ? 1 : 0);
    return rivals < kMostRivals;
  });
  incomplete_ = pairs.gave_up() || rivals >= kMostRivals;
  std::vector<std::size_t> out;
  auto steps = limits.steps;
  for (std::size_t r = 0; r < rows_.size() && out.size() < limits.findings; ++r) {
    if (before[r].empty()) continue;
    std::sort(before[r].begin(), before[r].end());
    detail::GapSweep sweep(rows_, rows_[r], order_by_selectivity(before[r]), {.findings = 1, .steps = steps});
    const bool covered = sweep.run(before[r]).empty();
    if (covered && !sweep.gave_up()) out.push_back(r);
    incomplete_ = incomplete_ || sweep.gave_up();
    steps -= std::min(steps, sweep.steps() + before[r].size());
  }
  incomplete_ = incomplete_ || out.size() >= limits.findings;
  return out;
}

std::vector<Overlap> Cover::overlaps(const std::function<bool(std::size_t, std::size_t)>& counts, const CoverLimits& limits) const {
  std::vector<Overlap> out;
  detail::PairSweep pairs(rows_, sizes_.size(), limits.steps);
  pairs.run([&](std::uint32_t a, std::uint32_t b) {
    const auto first = std::min(a, b), second = std::max(a, b);
    if (counts && !counts(first, second)) return true;
    Overlap found{first, second, {}};
    for (std::size_t d = 0; d < sizes_.size(); ++d) found.where.push_back(intersect(rows_[a][d], rows_[b][d]));
    out.push_back(std::move(found));
    return out.size() < limits.findings;
  });
  std::sort(out.begin(), out.end(), [](const Overlap& a, const Overlap& b) { return std::pair(a.first, a.second) < std::pair(b.first, b.second); });
  incomplete_ = pairs.gave_up() || out.size() >= limits.findings;
  return out;
}

}  // namespace yiwang::dmn
