#include "relate/scorecard.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/text.h"

namespace yiwang {
namespace {

constexpr std::string_view kMagic = "YWCARD01";
constexpr std::size_t kMatterSlots = 1024;
constexpr std::size_t kMostFeatures = 20;
// Ridge: a worth is believed as its pairs are many. Matters have few pairs each, so they are held nearer to nothing.
constexpr double kRidge = 0.5, kMatterRidge = 4;
constexpr int kPasses = 250;
constexpr double kSettled = 0.002;         // log-odds by which nothing moves any more

template <std::size_t N>
constexpr std::size_t bin(double value, const std::array<double, N>& edges) {
  std::size_t at = 0;
  while (at < N && value > edges[at]) ++at;
  return at;
}

constexpr std::array<double, 8> kText{0.02, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9, 0.97};
constexpr std::array<double, 3> kBits{15, 40, 100};
constexpr std::array<double, 11> kMetres{-0.5, 8, 20, 40, 70, 110, 160, 240, 400, 800, 2000};
constexpr std::array<double, 12> kHours{0.03, 0.1, 0.3, 1, 3, 8, 24, 72, 168, 336, 720, 1440};
constexpr std::array<double, 4> kClosed{24, 72, 168, 360};
constexpr std::array<double, 5> kCrowd{0, 1, 3, 8, 24};
constexpr std::array<double, 6> kRank{0, 1, 2, 4, 8, 16};

constexpr std::size_t kPlaces = 10, kMatters = 5;
constexpr std::size_t nearness(const Likeness& l) {        // 0 unknown, 1 apart, 2 about, 3 beside, 4 the same spot
  if (l.place == PlaceLikeness::unknown) return 0;
  if (l.metres >= 0) return l.metres <= 20 ? 4 : l.metres <= 110 ? 3 : l.metres <= 400 ? 2 : 1;
  return l.place >= PlaceLikeness::same ? 4 : l.place >= PlaceLikeness::same_grid ? 3 : l.place >= PlaceLikeness::same_street ? 2 : 1;
}
constexpr std::array<double, 3> kSpan{0.3, 8, 168};        // of time, roughly
constexpr std::array<double, 3> kShare{0.15, 0.4, 0.8};    // of words, roughly

using Part = Scorecard::Part;
struct Table {
  Part part;
  std::size_t from;
  std::size_t size;
};
enum Which { base, text, bits, matter, matters, place, metres, place_time, place_matter, place_text, hours, reporter, subject, state, crowd, near_rank, time_rank, tables };
constexpr auto kTables = [] {
  std::array<Table, tables> out{};
  std::size_t from = 0;
  const auto table = [&](Which which, Part part, std::size_t size) {
    out[which] = {part, from, size};
    from += size;
  };
  table(base, Part::base, 1);
  table(text, Part::text, kText.size() + 2);
  table(bits, Part::text, 2 * (kBits.size() + 1));
  table(matter, Part::matter, kMatters);
  table(matters, Part::base, kMatterSlots);
  table(place, Part::place, kPlaces);
  table(metres, Part::place, kMetres.size() + 1);
  table(place_time, Part::place, 5 * (kSpan.size() + 1));
  table(place_matter, Part::place, 5 * kMatters);
  table(place_text, Part::text, 5 * (kShare.size() + 1));
  table(hours, Part::time, kHours.size() + 1);
  table(reporter, Part::reporter, 2);
  table(subject, Part::subject, 2);
  table(state, Part::state, kClosed.size() + 2);
  table(crowd, Part::place, kCrowd.size() + 1);
  table(near_rank, Part::rivals, 5 * (kRank.size() + 1));
  table(time_rank, Part::rivals, kRank.size() + 1);
  return out;
}();
constexpr std::size_t kSlots = kTables.back().from + kTables.back().size;

struct Features {
  std::array<std::uint32_t, kMostFeatures> at{};
  std::size_t count = 0;
  void add(Which which, std::size_t bin) { at[count++] = static_cast<std::uint32_t>(kTables[which].from + std::min(bin, kTables[which].size - 1)); }
};

Features features(const Likeness& l, std::uint32_t matter_code) {
  Features f;
  const auto near = nearness(l);
  const auto same_matter = static_cast<std::size_t>(l.matter);
  f.add(base, 0);
  f.add(text, l.shorter == 0 ? 0 : 1 + bin(l.text, kText));
  if (l.shorter > 0 && l.text > 0.35) f.add(bits, (l.text > 0.7 ? kBits.size() + 1 : 0) + bin(l.bits, kBits));
  f.add(matter, same_matter);
  if (matter_code != 0) f.add(matters, (matter_code * 0x9e3779b1u) >> 22);
  f.add(place, static_cast<std::size_t>(l.place));
  f.add(metres, bin(l.metres, kMetres));
  f.add(place_time, near * (kSpan.size() + 1) + bin(l.gap_hours, kSpan));
  f.add(place_matter, near * kMatters + same_matter);
  if (l.shorter > 0) f.add(place_text, near * (kShare.size() + 1) + bin(l.text, kShare));
  f.add(hours, bin(l.gap_hours, kHours));
  f.add(reporter, l.same_reporter ? 1 : 0);
  f.add(subject, l.same_subject ? 1 : 0);
  f.add(state, l.open ? 0 : 1 + bin(l.closed_hours, kClosed));
  if (near == 4) f.add(crowd, bin(l.crowd, kCrowd));
  f.add(near_rank, near * (kRank.size() + 1) + bin(l.nearer, kRank));
  f.add(time_rank, bin(l.newer, kRank));
  return f;
}

}  // namespace

double Scorecard::odds(const Likeness& l, std::uint32_t matter_code) const {
  const auto f = features(l, matter_code);
  double sum = 0;
  for (std::size_t i = 0; i < f.count; ++i) sum += static_cast<double>(worth_[f.at[i]]);
  return sum;
}

std::array<double, Scorecard::kParts> Scorecard::parts(const Likeness& l, std::uint32_t matter_code) const {
  std::array<double, kParts> out{};
  const auto f = features(l, matter_code);
  for (std::size_t i = 0; i < f.count; ++i) {
    const auto table = std::find_if(kTables.begin(), kTables.end(), [&](const Table& t) { return f.at[i] >= t.from && f.at[i] < t.from + t.size; });
    out[static_cast<std::size_t>(table->part)] += static_cast<double>(worth_[f.at[i]]);
  }
  return out;
}

Scorecard Scorecard::learn(std::span<const JudgedPair> pairs) {
  Scorecard card;
  double same = 0, other = 0;
  for (const auto& pair : pairs) (pair.same ? same : other) += 1;
  if (same < kLeastSame || other < kLeastSame) return card;
  std::vector<Features> rows;
  rows.reserve(pairs.size());
  for (const auto& pair : pairs) rows.push_back(features(pair.likeness, pair.matter));
  // Every pass steps all worths together along all pairs, each by the bound of its curvature: a quarter of its weight, times the worths that step with it.
  std::vector<double> worth(kSlots, 0), slope(kSlots), bend(kSlots);
  std::vector<double> before(kSlots, 0), ahead(kSlots, 0);
  const auto ridge = [](std::size_t slot) {
    if (slot == 0) return 1e-3;
    return slot >= kTables[matters].from && slot < kTables[matters].from + kTables[matters].size ? kMatterRidge : kRidge;
  };
  double momentum = 1;
  for (int pass = 0; pass < kPasses; ++pass) {
    std::fill(slope.begin(), slope.end(), 0);
    if (pass == 0) std::fill(bend.begin(), bend.end(), 0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      double sum = 0;
      for (std::size_t k = 0; k < rows[i].count; ++k) sum += ahead[rows[i].at[k]];
      const double error = pairs[i].weight * ((pairs[i].same ? 1.0 : 0.0) - 1 / (1 + std::exp(-sum)));
      for (std::size_t k = 0; k < rows[i].count; ++k) {
        slope[rows[i].at[k]] += error;
        if (pass == 0) bend[rows[i].at[k]] += 0.25 * pairs[i].weight * static_cast<double>(rows[i].count);
      }
    }
    before.swap(worth);
    for (std::size_t s = 0; s < kSlots; ++s) worth[s] = ahead[s] + (slope[s] - ridge(s) * ahead[s]) / (bend[s] + ridge(s));
    const double next = (1 + std::sqrt(1 + 4 * momentum * momentum)) / 2;   // Nesterov 1983
    for (std::size_t s = 0; s < kSlots; ++s) ahead[s] = worth[s] + (momentum - 1) / next * (worth[s] - before[s]);
    momentum = next;
    double moved = 0;
    for (std::size_t s = 0; s < kSlots; ++s) moved = std::max(moved, std::abs(worth[s] - before[s]));
    if (moved < kSettled) break;
  }
  card.worth_.assign(worth.begin(), worth.end());
  card.name();
  return card;
}

void Scorecard::name() {
  const std::string_view bytes(reinterpret_cast<const char*>(worth_.data()), worth_.size() * sizeof(float));
  char text[32];
  std::snprintf(text, sizeof text, "learned-%08x", static_cast<unsigned>(stable_hash(bytes) >> 32));
  version_ = text;
}

std::string Scorecard::save() const {
  std::string out(kMagic);
  const auto size = static_cast<std::uint32_t>(worth_.size());
  out.append(reinterpret_cast<const char*>(&size), sizeof size);
  out.append(reinterpret_cast<const char*>(worth_.data()), worth_.size() * sizeof(float));
  const auto sum = stable_hash(out);
  out.append(reinterpret_cast<const char*>(&sum), sizeof sum);
  return out;
}

bool Scorecard::load(std::string_view bytes) {
  *this = Scorecard();
  constexpr std::size_t kHead = 12, kSum = 8;
  if (bytes.size() != kHead + kSlots * sizeof(float) + kSum || bytes.substr(0, kMagic.size()) != kMagic) return false;
  std::uint64_t sum = 0;
  std::memcpy(&sum, bytes.data() + bytes.size() - kSum, kSum);
  if (stable_hash(bytes.substr(0, bytes.size() - kSum)) != sum) return false;
  std::uint32_t size = 0;
  std::memcpy(&size, bytes.data() + kMagic.size(), sizeof size);
  if (size != kSlots) return false;
  worth_.resize(size);
  std::memcpy(worth_.data(), bytes.data() + kHead, size * sizeof(float));
  if (!std::all_of(worth_.begin(), worth_.end(), [](float w) { return std::isfinite(w); })) return *this = Scorecard(), false;
  name();
  return true;
}

}  // namespace yiwang
