#pragma once
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "relate/id_map.h"
#include "relate/postings.h"
#include "relate/window.h"

namespace yiwang {

/// All that relate/ remembers, and how it is found again: by words, by reporter, by place and matter, by subject. The Relater above it judges.
class RelateMemory {
 public:
  void add(std::uint64_t case_id, Telling telling, std::uint32_t matter, const std::vector<std::uint32_t>& grams);
  /// The newest telling of a case said again with another place or matter, so that it is found there.
  void say_again(std::uint32_t row);
  KnownCase* find(std::uint64_t case_id);
  const KnownCase* find(std::uint64_t case_id) const;
  /// The case that answers for this one: itself, or what it was merged into.
  struct Final {
    std::uint64_t id;
    const KnownCase* known;                // null when the last case of the chain is not in memory
  };
  Final final_of(const KnownCase& known) const;
  void forget_before(std::uint32_t cutoff);

  /// Serials worth looking at, each once, newest first. `counts` are the tellings that hold each gram. What is found by place and was closed before
  /// `settled` is passed over.
  void candidates(const Telling& question, std::uint32_t matter, const std::vector<std::uint32_t>& grams, const std::vector<std::uint32_t>& counts, std::uint32_t settled,
                  std::vector<std::uint32_t>& out) const;
  void gram_counts(const std::vector<std::uint32_t>& grams, std::vector<std::uint32_t>& counts) const { words_.counts(grams, counts); }
  /// Tellings at the same estate, 0 when the question has none: how much being there too can mean.
  std::uint32_t crowd(const Telling& question) const;
  /// Bits that words with these counts carry, at least 1.5 a gram: words that a flood of copies made common still say what they say.
  double information(const std::vector<std::uint32_t>& counts) const;
  /// Tellings that hold all of the grams, newest first, until `seen` says stop.
  template <class Seen>
  void each_with_all(const std::vector<std::uint32_t>& grams, Seen&& seen) const;
  /// The same for those that hold at least `enough` of the grams; gives up after a bounded number of postings.
  template <class Seen>
  void each_with_most(const std::vector<std::uint32_t>& grams, std::size_t enough, Seen&& seen) const;

  const TellingWindow& window() const { return window_; }
  TellingWindow& window() { return window_; }
  const KnownCase& known(std::uint32_t row) const { return known_[row]; }
  std::size_t cases() const { return rows_.size(); }
  std::size_t bytes() const;
  void save(std::string& out) const;
  bool load(std::string_view& in);

 private:
  void add_blocks(const Telling& telling, std::uint32_t matter, std::uint32_t serial);
  void drop(std::uint32_t serial);
  void by_words(const std::vector<std::uint32_t>& grams, const std::vector<std::uint32_t>& counts, std::vector<std::uint32_t>& out) const;
  void by_block(std::uint32_t key, std::size_t most, std::uint32_t settled, std::vector<std::uint32_t>& out) const;

  TellingWindow window_;
  std::vector<KnownCase> known_;
  std::vector<std::uint32_t> free_rows_;
  IdMap rows_;
  Postings words_;
  Postings blocks_;
  // Scratch of the one thread that adds and finds.
  mutable std::vector<std::uint8_t> hits_;
  mutable std::vector<std::uint32_t> touched_;
  mutable std::vector<std::uint64_t> order_;
  std::vector<std::pair<float, std::uint32_t>> ranks_;
};

template <class Seen>
void RelateMemory::each_with_all(const std::vector<std::uint32_t>& grams, Seen&& seen) const {
  std::vector<Postings::Walk> walks;
  for (const auto gram : grams) {
    walks.push_back(words_.newest_first(gram));
    if (!walks.back().more()) return;
  }
  if (walks.empty()) return;
  auto target = walks.front().serial();
  for (std::size_t agreed = 0, i = 0;;) {
    auto& walk = walks[i];
    while (walk.more() && walk.serial() > target) walk.next();
    if (!walk.more() || walk.serial() < window_.first()) return;
    if (walk.serial() < target) {
      target = walk.serial();
      agreed = 1;
    } else if (++agreed >= walks.size()) {
      if (!seen(target) || target == 0) return;
      --target;
      agreed = 0;
    }
    i = (i + 1) % walks.size();
  }
}

template <class Seen>
void RelateMemory::each_with_most(const std::vector<std::uint32_t>& grams, std::size_t enough, Seen&& seen) const {
  std::vector<Postings::Walk> walks;
  for (const auto gram : grams) {
    if (auto walk = words_.newest_first(gram); walk.more()) walks.push_back(walk);
  }
  constexpr std::size_t kMostPostings = 200'000;
  for (std::size_t read = 0; walks.size() >= enough && read < kMostPostings;) {
    std::uint32_t newest = 0;
    for (const auto& walk : walks) newest = std::max(newest, walk.serial());
    if (newest < window_.first()) return;
    std::size_t holds = 0;
    for (auto& walk : walks) {
      if (walk.serial() != newest) continue;
      ++holds;
      ++read;
      walk.next();
    }
    std::erase_if(walks, [](const Postings::Walk& walk) { return !walk.more(); });
    if (holds >= enough && !seen(newest)) return;
  }
}

}  // namespace yiwang
