#include "learn/sides.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/text.h"

namespace yiwang {
namespace {

constexpr std::size_t kHashes = 32, kAlike = 13;   // 13 of 32 in common: about two fifths
constexpr std::size_t kRows = 2;                   // hashes a band: two texts that are alike share one of the 16 bands nearly always
constexpr std::size_t kGram = 4;
using Signature = std::array<std::uint32_t, kHashes>;

/// Of the letters alone: numbers, marks and blanks say nothing about whether a text is told twice.
bool sign(const std::string& text, Signature& out) {
  std::u32string letters;
  for (const char32_t c : to_codepoints(normalise(text))) {
    if (is_han(c) || (c >= U'a' && c <= U'z')) letters += c;
  }
  out.fill(0xffffffffu);
  if (letters.size() < kGram) return false;
  for (std::size_t i = 0; i + kGram <= letters.size(); ++i) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (std::size_t k = 0; k < kGram; ++k) hash = (hash ^ static_cast<std::uint64_t>(letters[i + k])) * 0x100000001b3ULL;
    for (std::size_t k = 0; k < kHashes; ++k) {
      std::uint64_t mixed = hash + 0x9e3779b97f4a7c15ULL * (k + 1);
      mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
      out[k] = std::min(out[k], static_cast<std::uint32_t>(mixed >> 32));
    }
  }
  return true;
}

bool alike(const Signature& a, const Signature& b) {
  std::size_t same = 0;
  for (std::size_t k = 0; k < kHashes; ++k) same += a[k] == b[k] ? 1 : 0;
  return same >= kAlike;
}

struct Seen {
  Signature signature;
  Side side;
};

/// The texts looked at so far, to be found by a band of their signature.
class Known {
 public:
  /// Which sides like texts stand on, and that of the earliest.
  struct Found {
    bool learn = false, held_out = false;
    Side earliest = Side::none;
  };
  Found like(const Signature& signature) const {
    std::vector<std::uint32_t> candidates;
    for (std::size_t band = 0; band < kHashes / kRows; ++band) {
      const auto it = bands_.find(key(signature, band));
      if (it != bands_.end()) candidates.insert(candidates.end(), it->second.begin(), it->second.end());
    }
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    Found found;
    for (const auto at : candidates) {
      const auto& seen = seen_[at];
      if (seen.side == Side::left_out || !alike(seen.signature, signature)) continue;
      if (found.earliest == Side::none) found.earliest = seen.side;
      (seen.side == Side::learn ? found.learn : found.held_out) = true;
    }
    return found;
  }
  void add(const Signature& signature, Side side) {
    const auto at = static_cast<std::uint32_t>(seen_.size());
    seen_.push_back({signature, side});
    for (std::size_t band = 0; band < kHashes / kRows; ++band) {
      auto& places = bands_[key(signature, band)];
      // Many who told the same thing need not all be compared.
      if (places.size() < 64) places.push_back(at);
    }
  }

 private:
  static std::uint64_t key(const Signature& s, std::size_t band) {
    std::uint64_t out = band;
    for (std::size_t k = 0; k < kRows; ++k) out = (out * 0x100000001b3ULL) ^ (s[band * kRows + k] + 0x9e3779b9ULL * (k + 1));
    return out;
  }
  std::vector<Seen> seen_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> bands_;
};

Side by_hash(std::uint64_t case_id) { return stable_hash(std::to_string(case_id), 4) % kHeldOutOneIn == 0 ? Side::held_out : Side::learn; }

}  // namespace

void give_sides(std::vector<SidedText>& texts) {
  std::vector<SidedText*> order;
  for (auto& text : texts) order.push_back(&text);
  // Those with a side first: what is new gives way to them.
  std::stable_sort(order.begin(), order.end(), [](const SidedText* a, const SidedText* b) {
    return std::pair(a->side == Side::none, a->case_id) < std::pair(b->side == Side::none, b->case_id);
  });
  Known known;
  Signature signature;
  for (auto* text : order) {
    const bool readable = sign(text->text, signature);
    if (text->side == Side::none) {
      const auto found = readable ? known.like(signature) : Known::Found{};
      text->side = found.learn && found.held_out ? Side::left_out : found.earliest != Side::none ? found.earliest : by_hash(text->case_id);
    }
    if (readable) known.add(signature, text->side);
  }
}

}  // namespace yiwang
