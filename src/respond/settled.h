#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cases/case.h"

namespace yiwang {

/// What is remembered of a settled case: codes and how well it went, no words.
struct SettledFacts {
  std::string matter, area, unit, subject; // subject: hash of the canonical name
  std::vector<std::string> units;          // every unit that ever had it, for who may see it
  double usefulness = 0;                   // 0..1, see usefulness_of
  bool answered = false;                   // holds an answer to learn from
  bool rehearsal = false;                  // made up: shown only beside made-up cases
  bool operator==(const SettledFacts&) const = default;
};
BOOST_DESCRIBE_STRUCT(SettledFacts, (), (matter, area, unit, subject, units, usefulness, answered, rehearsal))

/// Hashes of a text's pairs of characters: the 64 smallest (bottom-k, Cohen and Kaplan 2007), sorted. Likeness is estimated from them alone, and no text can be
/// made from them.
using Sketch = std::vector<std::uint32_t>;
Sketch sketch_of(std::string_view words);
std::string sketch_bytes(const Sketch& sketch);
Sketch sketch_from(std::string_view bytes);
/// Estimated share of common pairs, 0..1 (Jaccard); a short text within a long one counts for more than half of what it shares.
double likeness(const Sketch& a, const Sketch& b);

/// Whether a case is settled in a way worth learning from: closed or answered, not merged into another, not refused.
bool is_settled(const Case& c);
/// How well it was settled: what the citizen said counts most, then no returns or redispatches, not reopened, in time, an answer that says something.
double usefulness_of(const Case& c);
SettledFacts facts_of(const Case& c);
/// The words a case is found by: those of its first report.
std::string words_of(const Case& c);

struct SettledMatch {
  std::uint64_t case_id = 0;
  double likeness = 0, usefulness = 0, score = 0;
  bool same_matter = false, same_group = false, same_class = false, same_area = false, near_area = false, same_subject = false;
};

/// Settled cases in memory, found by matter and likeness. Deterministic: the answer depends on the cases put in, not on their order. One writer; guarded by the caller.
class SettledIndex {
 public:
  void put(std::uint64_t case_id, SettledFacts facts, Sketch sketch);
  void drop(std::uint64_t case_id);
  std::size_t size() const { return row_of_.size(); }

  /// The best for a case with these facts and words, at most `most`, other than itself; `keep` is asked in order of score. At most 4,000 of the same matter, 2,000
  /// of its group and 2,000 newest of all are looked at, newest first.
  template <class Keep>
  std::vector<SettledMatch> find(std::uint64_t itself, const SettledFacts& facts, const Sketch& sketch, std::size_t most, Keep&& keep) const {
    std::vector<SettledMatch> out;
    for (const auto& match : rank(itself, facts, sketch)) {
      if (out.size() >= most) break;
      if (keep(match, facts_[row_of_.at(match.case_id)])) out.push_back(match);
    }
    return out;
  }

 private:
  std::vector<SettledMatch> rank(std::uint64_t itself, const SettledFacts& facts, const Sketch& sketch) const;
  std::vector<std::uint64_t> ids_;
  std::vector<SettledFacts> facts_;
  std::vector<Sketch> sketches_;
  std::vector<std::uint32_t> free_;
  std::unordered_map<std::uint64_t, std::uint32_t> row_of_;
  std::unordered_map<std::string, std::vector<std::uint64_t>> by_matter_, by_group_;     // ids, in order
  std::vector<std::uint64_t> all_;         // ids, in order
};

}  // namespace yiwang
