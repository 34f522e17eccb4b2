#include "relate/memory.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

namespace yiwang {
namespace {

// How far find() looks, so that its cost does not grow with the number of cases.
constexpr std::size_t kRareGrams = 12;     // of the question, by present frequency
constexpr std::size_t kMostPostings = 2400;
constexpr std::size_t kFewestLists = 4;    // these are read, at least their newest end, whatever their length
constexpr std::size_t kMostByWords = 24;
constexpr std::size_t kMostInBlock = 16;
constexpr std::size_t kMostInCell = 6;
constexpr std::uint32_t kMostForgotten = 1024;   // a call, so that none takes long
constexpr std::uint32_t kAnyMatter = 0xffffffff;
constexpr std::size_t kFewWords = 20;      // grams
constexpr std::size_t kMostOfMatter = 8;   // the newest of the city, which a report without a place may repeat
constexpr std::int32_t kCell = 20000;      // 0.002 degrees, about 200 m

enum class Block : std::uint32_t { reporter = 1, estate, road, cell, subject, area, cell_matter, matter };

std::uint32_t block_key(Block block, std::uint64_t what, std::uint32_t matter_class) {
  std::uint64_t h = what * 0x9e3779b97f4a7c15ull + static_cast<std::uint32_t>(block) * 0xff51afd7ed558ccdull + matter_class * 0xc4ceb9fe1a85ec53ull;
  h ^= h >> 31;
  h *= 0xd6e8feb86659fd93ull;
  return static_cast<std::uint32_t>(h >> 32);
}

std::uint64_t cell_number(std::int32_t x, std::int32_t y) { return static_cast<std::uint64_t>(static_cast<std::uint32_t>(x)) << 32 | static_cast<std::uint32_t>(y); }

// -ln(u) for u drawn from the gram: the same for the gram in every text. In 4,096 steps, so that no logarithm is taken in add().
float draw_of(std::uint32_t gram) {
  static const auto kDraws = [] {
    std::array<float, 4096> draws{};
    for (std::size_t i = 0; i < draws.size(); ++i) draws[i] = static_cast<float>(-std::log((static_cast<double>(i) + 0.5) / 4096));
    return draws;
  }();
  std::uint32_t h = gram * 0x85ebca6bu;
  h ^= h >> 13;
  h *= 0xc2b2ae35u;
  return kDraws[h >> 20];
}

// log2, straight between powers of two: all that a weight needs.
float rough_log2(std::uint32_t x) {
  const int power = std::bit_width(x) - 1;
  return static_cast<float>(power) + static_cast<float>(x) / static_cast<float>(std::uint32_t{1} << power) - 1;
}

}  // namespace

KnownCase* RelateMemory::find(std::uint64_t id) {
  const auto row = rows_.find(id);
  return row == IdMap::kNone ? nullptr : &known_[row];
}
const KnownCase* RelateMemory::find(std::uint64_t id) const {
  const auto row = rows_.find(id);
  return row == IdMap::kNone ? nullptr : &known_[row];
}

RelateMemory::Final RelateMemory::final_of(const KnownCase& from) const {
  const auto* known = &from;
  for (int hops = 0; known->into != 0 && hops < 16; ++hops) {
    const auto* next = find(known->into);
    if (next == nullptr) return {known->into, nullptr};
    known = next;
  }
  return {known->id, known};
}

void RelateMemory::add(std::uint64_t id, Telling telling, std::uint32_t matter, const std::vector<std::uint32_t>& grams) {
  auto row = rows_.find(id);
  if (row == IdMap::kNone) {
    if (free_rows_.empty()) {
      row = static_cast<std::uint32_t>(known_.size());
      known_.emplace_back();
    } else {
      row = free_rows_.back();
      free_rows_.pop_back();
      known_[row] = {};
    }
    known_[row].id = id;
    known_[row].matter = matter;
    rows_.insert(id, row);
  }
  auto& known = known_[row];
  const auto serial = window_.push();
  ++known.tellings;
  known.last_serial = serial;

  // The sample: each gram draws a rank that is small when the gram is rare; the 48 smallest stay.
  words_.counts(grams, touched_);
  ranks_.resize(grams.size());
  const float all = rough_log2(window_.end() - window_.first() + 10);
  for (std::size_t i = 0; i < grams.size(); ++i) {
    const float weight = std::max(0.05f, 1 - rough_log2(touched_[i] + 1) / all);
    ranks_[i] = {draw_of(grams[i]) / weight, grams[i]};
  }
  auto& sketch = window_.sketch(serial);
  const auto sampled = std::min(ranks_.size(), sketch.grams.size());
  if (ranks_.size() > sampled) std::nth_element(ranks_.begin(), ranks_.begin() + static_cast<std::ptrdiff_t>(sampled), ranks_.end());
  for (std::size_t i = 0; i < sampled; ++i) sketch.grams[i] = short_gram(ranks_[i].second);
  std::sort(sketch.grams.begin(), sketch.grams.begin() + static_cast<std::ptrdiff_t>(sampled));
  telling.known = row;
  telling.grams = static_cast<std::uint32_t>(grams.size());
  telling.sampled = static_cast<std::uint32_t>(sampled);
  window_.telling(serial) = telling;
  words_.append(grams, serial);
  add_blocks(telling, known.matter, serial);
}

double RelateMemory::information(const std::vector<std::uint32_t>& counts) const {
  constexpr float kLeast = 1.5f;
  const float all = rough_log2(window_.end() - window_.first() + 10);
  float bits = 0;
  for (const auto count : counts) bits += std::max(kLeast, all - rough_log2(count + 1));
  return bits;
}

void RelateMemory::say_again(std::uint32_t row) {
  auto& known = known_[row];
  if (!window_.holds(known.last_serial)) return;
  const auto telling = window_.telling(known.last_serial);
  const auto sketch = window_.sketch(known.last_serial);
  const auto serial = window_.push();
  window_.telling(serial) = telling;
  window_.sketch(serial) = sketch;
  known.last_serial = serial;
  ++known.tellings;
  add_blocks(telling, known.matter, serial);
}

void RelateMemory::add_blocks(const Telling& t, std::uint32_t matter, std::uint32_t serial) {
  const auto kind = matter / 10000;
  std::vector<std::uint32_t> keys;
  if (t.reporter != 0) keys.push_back(block_key(Block::reporter, t.reporter, 0));
  if (t.estate != 0) {
    keys.push_back(block_key(Block::estate, t.estate, kind));
    keys.push_back(block_key(Block::estate, t.estate, kAnyMatter));
  }
  if (t.road != 0) keys.push_back(block_key(Block::road, t.road, kind));
  if (t.subject != 0) keys.push_back(block_key(Block::subject, t.subject, 0));
  if (matter != 0) keys.push_back(block_key(Block::matter, 0, matter));
  if (t.lon != Telling::kNoPoint) {
    const auto cell = cell_number(t.lon / kCell, t.lat / kCell);
    keys.push_back(block_key(Block::cell, cell, kind));
    keys.push_back(block_key(Block::cell_matter, cell, matter));
  } else if (t.area != 0 && matter != 0) keys.push_back(block_key(Block::area, t.area, matter));
  blocks_.append(keys, serial);
}

void RelateMemory::by_block(std::uint32_t key, std::size_t most, std::uint32_t settled, std::vector<std::uint32_t>& out) const {
  // What was settled long ago takes no place, but is passed over only so often.
  std::size_t looks = most * 4;
  for (auto walk = blocks_.newest_first(key); walk.more() && most > 0 && looks > 0 && walk.serial() >= window_.first(); walk.next(), --looks) {
    const auto& known = known_[window_.telling(walk.serial()).known];
    if (known.open == 0 && known.into == 0 && known.closed_at < settled) continue;
    out.push_back(walk.serial());
    --most;
  }
}

std::uint32_t RelateMemory::crowd(const Telling& q) const {
  return q.estate == 0 ? 0 : blocks_.count(block_key(Block::estate, q.estate, kAnyMatter));
}

void RelateMemory::by_words(const std::vector<std::uint32_t>& grams, const std::vector<std::uint32_t>& counts, std::vector<std::uint32_t>& out) const {
  order_.clear();
  for (std::size_t i = 0; i < grams.size(); ++i) {
    if (counts[i] != 0) order_.push_back(std::uint64_t{counts[i]} << 32 | grams[i]);
  }
  const auto lists = std::min(order_.size(), kRareGrams);
  std::partial_sort(order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(lists), order_.end());
  hits_.resize(std::max<std::size_t>(hits_.size(), window_.end() - window_.first()));
  touched_.clear();
  std::size_t budget = kMostPostings;
  std::size_t read = 0;
  for (; read < lists; ++read) {
    const auto count = static_cast<std::size_t>(order_[read] >> 32);
    if (count > budget && read >= kFewestLists) break;
    auto left = std::min(count, std::max(budget, kMostPostings / 8));
    budget -= std::min(budget, left);
    for (auto walk = words_.newest_first(static_cast<std::uint32_t>(order_[read])); walk.more() && left > 0 && walk.serial() >= window_.first(); walk.next(), --left) {
      if (hits_[walk.serial() - window_.first()]++ == 0) touched_.push_back(walk.serial());
    }
  }
  const std::uint8_t enough = read >= 6 ? 2 : 1;
  order_.clear();
  for (const auto serial : touched_) {
    auto& hits = hits_[serial - window_.first()];
    if (hits >= enough) order_.push_back(std::uint64_t{hits} << 32 | serial);
    hits = 0;
  }
  const auto most = std::min(order_.size(), kMostByWords);
  std::partial_sort(order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(most), order_.end(), std::greater<>());
  for (std::size_t i = 0; i < most; ++i) out.push_back(static_cast<std::uint32_t>(order_[i]));
}

void RelateMemory::candidates(const Telling& q, std::uint32_t matter, const std::vector<std::uint32_t>& grams, const std::vector<std::uint32_t>& counts,
                              std::uint32_t settled, std::vector<std::uint32_t>& out) const {
  out.clear();
  by_words(grams, counts, out);
  const auto kind = matter / 10000;
  // Where there is a text, its words choose better than the mere place and matter do.
  const bool few_words = grams.size() < kFewWords;
  const auto look = [&](std::uint32_t key, std::size_t most) { by_block(key, most, settled, out); };
  if (q.reporter != 0) look(block_key(Block::reporter, q.reporter, 0), kMostInBlock);
  if (q.estate != 0) {
    look(block_key(Block::estate, q.estate, kind), kMostInBlock);
    if (few_words) look(block_key(Block::estate, q.estate, kAnyMatter), kMostInCell);
  }
  if (q.road != 0) look(block_key(Block::road, q.road, kind), kMostInBlock);
  if (q.subject != 0) look(block_key(Block::subject, q.subject, 0), kMostInBlock);
  if (few_words && matter != 0) look(block_key(Block::matter, 0, matter), kMostOfMatter);
  if (q.lon != Telling::kNoPoint) {
    for (std::int32_t dx = -1; dx <= 1; ++dx) {
      for (std::int32_t dy = -1; dy <= 1; ++dy) {
        const auto cell = cell_number(q.lon / kCell + dx, q.lat / kCell + dy);
        const bool own = dx == 0 && dy == 0;
        look(block_key(Block::cell, cell, kind), own ? kMostInBlock : kMostInCell);
        if (few_words) look(block_key(Block::cell_matter, cell, matter), own ? kMostInBlock : kMostInCell);
      }
    }
  } else if (q.area != 0 && matter != 0) {
    look(block_key(Block::area, q.area, matter), kMostInBlock);
  }
  std::sort(out.begin(), out.end(), std::greater<>());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

void RelateMemory::drop(std::uint32_t serial) {
  auto& known = known_[window_.telling(serial).known];
  if (--known.tellings == 0) {
    rows_.erase(known.id);
    known.id = 0;
    free_rows_.push_back(window_.telling(serial).known);
  }
}

void RelateMemory::forget_before(std::uint32_t cutoff) {
  const auto end = window_.end();
  const auto from = window_.first();
  while (window_.first() < end && window_.first() - from < kMostForgotten) {
    const auto serial = window_.first();
    const auto telling = window_.telling(serial);
    if (telling.at >= cutoff) break;
    const auto& known = known_[telling.known];
    // An open case stays known however old it is: its newest telling goes round once more, found by reporter and place.
    if (known.open != 0 && known.into == 0 && known.last_serial == serial) say_again(telling.known);
    drop(serial);
    window_.pop();
  }
  const std::size_t gone = window_.first() - from;
  if (gone == 0) return;
  // The indexes are gone through twice while the window turns over once.
  const std::size_t size = window_.end() - window_.first() + 1;
  words_.trim(window_.first(), 2 * gone * (words_.slots() / size + 1));
  blocks_.trim(window_.first(), 2 * gone * (blocks_.slots() / size + 1));
}

std::size_t RelateMemory::bytes() const {
  return window_.bytes() + known_.capacity() * sizeof(KnownCase) + rows_.bytes() + words_.bytes() + blocks_.bytes() + hits_.capacity();
}

void RelateMemory::save(std::string& out) const {
  window_.save(out);
  const std::uint64_t counts[2] = {known_.size(), free_rows_.size()};
  out.append(reinterpret_cast<const char*>(counts), sizeof counts);
  out.append(reinterpret_cast<const char*>(known_.data()), known_.size() * sizeof(KnownCase));
  out.append(reinterpret_cast<const char*>(free_rows_.data()), free_rows_.size() * sizeof(std::uint32_t));
  words_.save(out);
  blocks_.save(out);
}

bool RelateMemory::load(std::string_view& in) {
  *this = RelateMemory();
  std::uint64_t counts[2];
  if (!window_.load(in) || in.size() < sizeof counts) return false;
  std::memcpy(counts, in.data(), sizeof counts);
  in.remove_prefix(sizeof counts);
  if (counts[0] > in.size() / sizeof(KnownCase)) return false;
  known_.resize(counts[0]);
  std::memcpy(static_cast<void*>(known_.data()), in.data(), counts[0] * sizeof(KnownCase));
  in.remove_prefix(counts[0] * sizeof(KnownCase));
  if (counts[1] > in.size() / sizeof(std::uint32_t)) return false;
  free_rows_.resize(counts[1]);
  std::memcpy(free_rows_.data(), in.data(), counts[1] * sizeof(std::uint32_t));
  in.remove_prefix(counts[1] * sizeof(std::uint32_t));
  for (std::size_t row = 0; row < known_.size(); ++row) {
    if (known_[row].id != 0) rows_.insert(known_[row].id, static_cast<std::uint32_t>(row));
  }
  return words_.load(in) && blocks_.load(in);
}

}  // namespace yiwang
