#include "understand/tone_model.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/cipher.h"
#include "base/text.h"
#include "understand/urgency.h"
#include "understand/utterances.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostCharacters = 120;
constexpr std::size_t kKinds = kRequestKinds.size();
constexpr int kEpochs = 60;
constexpr float kRate = 0.5F, kShrink = 5e-5F;

std::uint32_t bucket_of(std::uint64_t hash, std::size_t buckets) { return static_cast<std::uint32_t>((hash * 0x9e3779b97f4a7c15ULL) >> 40) & static_cast<std::uint32_t>(buckets - 1); }

std::uint64_t gram_hash(std::u32string_view gram) {
  std::uint64_t hash = gram.size() * 0x100000001b3ULL;
  for (const char32_t c : gram) hash = (hash ^ c) * 0x100000001b3ULL;
  return hash;
}

std::uint64_t cue_hash(std::uint64_t what, std::uint64_t how) { return ((what << 8 | how) + 0x5bd1e995) * 0xc2b2ae3d27d4eb4fULL; }

/// The same order on every machine: std::shuffle leaves the choice to the library.
void shuffle(std::vector<std::size_t>& order, std::uint64_t& state) {
  for (std::size_t i = order.size(); i > 1; --i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    std::swap(order[i - 1], order[(state >> 33) % i]);
  }
}

template <std::size_t N>
void soft_max(std::array<float, N>& scores, std::size_t from, std::size_t to) {
  const float most = *std::max_element(scores.begin() + static_cast<std::ptrdiff_t>(from), scores.begin() + static_cast<std::ptrdiff_t>(to));
  float sum = 0;
  for (std::size_t i = from; i < to; ++i) sum += scores[i] = std::exp(scores[i] - most);
  for (std::size_t i = from; i < to; ++i) scores[i] /= sum;
}

}  // namespace

std::vector<ToneModel::Feature> ToneModel::features(const Folded& text, const std::vector<WordHit>& hits) {
  std::vector<Feature> out;
  const std::size_t length = std::min(text.text.size(), kMostCharacters);
  std::u32string padded = U"^" + text.text.substr(0, length) + U"$";
  for (std::size_t i = 0; i < padded.size(); ++i) {
    for (std::size_t n = 1; n <= 2 && i + n <= padded.size(); ++n) {
      const auto from = static_cast<std::uint32_t>(i == 0 ? 0 : i - 1), to = static_cast<std::uint32_t>(std::min(i + n - 1, length));
      out.push_back({bucket_of(gram_hash(std::u32string_view(padded).substr(i, n)), kBuckets), from, to});
    }
  }
  for (const auto& hit : hits) {
    if (hit.from >= length || hit.kind == WordKind::place) continue;
    const auto how = hit.kind == WordKind::danger ? static_cast<std::uint64_t>(standing_of(text, hit)) * 8 + static_cast<std::uint64_t>(hit.weight) : 0;
    out.push_back({bucket_of(cue_hash(static_cast<std::uint64_t>(hit.kind), how), kBuckets), 0, 0});
  }
  std::stable_sort(out.begin(), out.end(), [](const Feature& a, const Feature& b) { return a.bucket < b.bucket; });
  out.erase(std::unique(out.begin(), out.end(), [](const Feature& a, const Feature& b) { return a.bucket == b.bucket; }), out.end());
  return out;
}

ToneModel::ToneModel(const Lexicon& lexicon) {
  std::vector<Sample> samples;
  const auto lines = split(kUtterances, '\n');
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto cells = split(trim(lines[i]), ',');
    if (cells.size() < 3) continue;
    const auto kind = parse<RequestKind>(cells[0]);
    const auto urgency = parse<Urgency>(cells[1]);
    if (!kind || !urgency) continue;
    const auto text = fold(cells[2]);
    std::vector<WordHit> hits;
    lexicon.find(text, hits);
    Sample sample{{}, static_cast<std::size_t>(*kind), kKinds + static_cast<std::size_t>(*urgency)};
    for (const auto& feature : features(text, hits)) sample.buckets.push_back(feature.bucket);
    samples.push_back(std::move(sample));
  }
  train(samples);
  version_ = "t" + to_hex(sha256(kUtterances)).substr(0, 8);
}

void ToneModel::train(const std::vector<Sample>& samples) {
  weights_.assign(kBuckets, {});
  // Rare outcomes count more, by the root of their rarity: an emergency missed costs more than an ordinary report looked at sooner.
  std::array<float, kOutcomes> count{};
  for (const auto& sample : samples) {
    ++count[sample.kind];
    ++count[sample.urgency];
  }
  const auto worth = [&](std::size_t outcome, std::size_t of) { return std::sqrt(static_cast<float>(samples.size()) / (static_cast<float>(of) * count[outcome])); };
  std::vector<std::size_t> order(samples.size());
  std::iota(order.begin(), order.end(), 0U);
  std::uint64_t state = 1;
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    shuffle(order, state);
    const float rate = kRate / (1.0F + 0.05F * static_cast<float>(epoch));
    for (const auto at : order) {
      const auto& sample = samples[at];
      auto p = scores(sample.buckets);
      p[sample.kind] -= 1;
      p[sample.urgency] -= 1;
      for (std::size_t o = 0; o < kOutcomes; ++o) p[o] *= o < kKinds ? worth(sample.kind, kKinds) : worth(sample.urgency, kOutcomes - kKinds);
      const float step = rate / std::sqrt(static_cast<float>(sample.buckets.size()));
      for (const auto bucket : sample.buckets) {
        auto& weights = weights_[bucket];
        for (std::size_t o = 0; o < kOutcomes; ++o) weights[o] -= step * p[o] + rate * kShrink * weights[o];
      }
    }
  }
}

std::array<float, ToneModel::kOutcomes> ToneModel::scores(const std::vector<std::uint32_t>& buckets) const {
  std::array<float, kOutcomes> out{};
  for (const auto bucket : buckets) {
    for (std::size_t o = 0; o < kOutcomes; ++o) out[o] += weights_[bucket][o];
  }
  const float scale = 1.0F / std::sqrt(static_cast<float>(std::max<std::size_t>(buckets.size(), 1)));
  for (auto& score : out) score *= scale;
  soft_max(out, 0, kKinds);
  soft_max(out, kKinds, kOutcomes);
  return out;
}

ToneReading ToneModel::read(const Folded& text, const std::vector<WordHit>& hits) const {
  std::vector<std::uint32_t> buckets;
  for (const auto& feature : features(text, hits)) buckets.push_back(feature.bucket);
  const auto p = scores(buckets);
  ToneReading out;
  std::copy(p.begin(), p.begin() + kKinds, out.kinds.begin());
  std::copy(p.begin() + kKinds, p.end(), out.urgencies.begin());
  return out;
}

std::vector<std::pair<std::size_t, std::size_t>> ToneModel::telling(const Folded& text, Urgency urgency) const {
  std::vector<float> worth(text.text.size(), 0);
  const auto outcome = kKinds + static_cast<std::size_t>(urgency), calm = kKinds + static_cast<std::size_t>(Urgency::ordinary);
  for (const auto& feature : features(text, {})) {
    const float gain = (weights_[feature.bucket][outcome] - weights_[feature.bucket][calm]) / static_cast<float>(std::max<std::uint32_t>(feature.to - feature.from, 1));
    for (std::uint32_t i = feature.from; i < feature.to && i < worth.size(); ++i) worth[i] += gain;
  }
  std::vector<std::pair<std::size_t, std::size_t>> out;
  constexpr std::size_t kWidth = 4;
  for (int n = 0; n < 2 && worth.size() >= kWidth; ++n) {
    std::size_t best = 0;
    float most = 0;
    for (std::size_t i = 0; i + kWidth <= worth.size(); ++i) {
      const float sum = std::accumulate(worth.begin() + static_cast<std::ptrdiff_t>(i), worth.begin() + static_cast<std::ptrdiff_t>(i + kWidth), 0.0F);
      const bool whole = std::none_of(text.text.begin() + static_cast<std::ptrdiff_t>(i), text.text.begin() + static_cast<std::ptrdiff_t>(i + kWidth), ends_clause);
      if (whole && sum > most) {
        most = sum;
        best = i;
      }
    }
    if (most <= 0) break;
    out.emplace_back(best, best + kWidth);
    std::fill(worth.begin() + static_cast<std::ptrdiff_t>(best), worth.begin() + static_cast<std::ptrdiff_t>(best + kWidth), -100.0F);
  }
  return out;
}

}  // namespace yiwang
