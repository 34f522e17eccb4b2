#include "locate/match/leftover_words.h"

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "locate/match/boosted_trees.h"

namespace yiwang {
namespace {

std::uint32_t slot(std::uint64_t a, std::uint64_t b, std::uint64_t c = 0) {
  std::uint64_t z = a * 0x9e3779b97f4a7c15ULL ^ (b + 0x7f4a7c15) * 0xbf58476d1ce4e5b9ULL ^ (c + 0x1234567) * 0x94d049bb133111ebULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  return static_cast<std::uint32_t>((z ^ (z >> 29)) % LeftoverWords::kSlots);
}

void side(const ReadAddress& one, const ReadAddress& other, std::uint64_t which, std::vector<std::uint32_t>& out) {
  const auto found = found_in(one.text, other.text);
  for (const auto& part : one.parts) {
    const auto kind = static_cast<std::uint64_t>(part.kind);
    bool left = false;
    for (auto i = part.from; i < part.to; ++i) {
      if (found[i]) continue;
      left = true;
      out.push_back(slot(which, 1, one.text[i]));
      if (i + 1 < part.to && !found[i + 1]) out.push_back(slot(which, 2, static_cast<std::uint64_t>(one.text[i]) << 32 | one.text[i + 1]));
    }
    out.push_back(slot(which, left ? 3 : 4, kind));
  }
  // how the place's own name ends says what it is: 学校, 大厦, 门
  if (one.main.size() >= 2) {
    const auto end = one.main.substr(one.main.size() - 2);
    const auto gram = static_cast<std::uint64_t>(end[0]) << 32 | end[1];
    out.push_back(slot(which, other.text.find(end) == std::u32string::npos ? 5 : 6, gram));
    out.push_back(slot(which, other.text.find(one.main) == std::u32string::npos ? 7 : 8, gram));
    out.push_back(slot(which, other.text.find(one.main) == std::u32string::npos ? 9 : 10, one.main.back()));
  }
}

}  // namespace

std::vector<std::uint32_t> LeftoverWords::grams(const ReadAddress& query, const ReadAddress& candidate) {
  std::vector<std::uint32_t> out;
  side(query, candidate, 100, out);
  side(candidate, query, 200, out);
  // the two endings together, and which sorts of numbers and roads agree
  if (!query.main.empty() && !candidate.main.empty()) {
    const auto same = candidate.text.find(query.main) != std::u32string::npos ? 1u : 0u;
    out.push_back(slot(301 + same, query.main.back(), candidate.main.back()));
    const auto q_end = query.main.substr(query.main.size() - std::min<std::size_t>(2, query.main.size())), c_end = candidate.main.substr(candidate.main.size() - std::min<std::size_t>(2, candidate.main.size()));
    if (q_end != c_end) out.push_back(slot(303, static_cast<std::uint64_t>(q_end.front()) << 32 | q_end.back(), static_cast<std::uint64_t>(c_end.front()) << 32 | c_end.back()));
  }
  std::uint64_t states = 0;
  const auto roads = static_cast<std::uint64_t>(static_cast<int>(compare_roads(query.of(PartKind::road), candidate.of(PartKind::road))) + 2);
  for (const auto kind : {PartKind::road_number, PartKind::building, PartKind::phase, PartKind::lane, PartKind::gate, PartKind::zone}) {
    const auto state = static_cast<std::uint64_t>(static_cast<int>(compare_numbers(query.of(kind), candidate.of(kind))) + 2);
    out.push_back(slot(310, static_cast<std::uint64_t>(kind) * 8 + state, roads));
    states = states * 6 + state;
  }
  const auto run = longest_common_run(candidate.main, query.words);
  const std::uint64_t named = candidate.main.empty() ? 0 : query.words.find(candidate.main) != std::u32string::npos ? 1 : 2 * run >= candidate.main.size() ? 2 : run >= 2 ? 3 : 4;
  out.push_back(slot(311, states, roads * 8 + named));
  out.push_back(slot(312, roads, named));
  if (!candidate.main.empty()) out.push_back(slot(313, named, candidate.main.back()));
  if (!candidate.main.empty()) out.push_back(slot(314, named * 8 + roads, candidate.main.back()));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

LeftoverWords LeftoverWords::train(const std::vector<std::vector<std::uint32_t>>& grams, std::span<const std::uint8_t> truth, std::span<const std::uint32_t> rows, std::uint64_t seed) {
  LeftoverWords model;
  model.weights_.assign(std::size_t{kSlots} * kClasses, 0);
  std::vector<float> sums(model.weights_.size(), 1.0F);
  std::vector<std::uint32_t> order(rows.begin(), rows.end());
  Random random(seed);
  constexpr double kPull = 2e-4;
  for (int pass = 0; pass < 5; ++pass) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
    const double rate = 0.04 / (1 + 0.5 * pass);
    for (const auto r : order) {
      auto p = model.scores(grams[r]);
      softmax(p);
      for (std::size_t c = 0; c < kClasses; ++c) {
        const double slope = p[c] - (truth[r] == c ? 1 : 0);
        for (const auto gram : grams[r]) {
          auto& weight = model.weights_[gram * kClasses + c];
          const double g = slope + kPull * static_cast<double>(weight) * static_cast<double>(rows.size()) / 100;
          auto& sum = sums[gram * kClasses + c];
          sum += static_cast<float>(g * g);
          weight -= static_cast<float>(rate * g / std::sqrt(static_cast<double>(sum)));
        }
      }
    }
  }
  return model;
}

std::array<double, LeftoverWords::kClasses> LeftoverWords::scores(std::span<const std::uint32_t> grams) const {
  std::array<double, kClasses> out{};
  if (weights_.empty()) return out;
  for (const auto gram : grams) {
    for (std::size_t c = 0; c < kClasses; ++c) out[c] += static_cast<double>(weights_[gram * kClasses + c]);
  }
  return out;
}

}  // namespace yiwang
