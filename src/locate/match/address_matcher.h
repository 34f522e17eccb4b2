#pragma once
#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "locate/match/boosted_trees.h"
#include "locate/match/match_example.h"
#include "locate/match/pair_features.h"

namespace yiwang {

struct MatcherOptions {
  int folds = 5;                           // models of each look, each trained without one part of the queries; together they vote
  BoostOptions trees;
  bool second_look = true;                 // a second model that also sees what the first believed of the siblings
  bool words = true;                       // the linear model over words that only one address has
  int threads = 1;                         // folds trained side by side; the result does not depend on it
  std::uint64_t seed = 1;
  std::vector<MatchPart> without;          // parts whose numbers are left out, to learn what they are worth
};

/// Why a candidate was judged as it was: the part that spoke for the answer, and how the two addresses stand to each other in it.
struct MatchReason {
  MatchPart part;
  PartState state;
  double share;                            // of all that spoke for the answer, 0..1
  /// `road_number_differs`, `name_equal`, `road_partly`, `building_only_query`, ...
  std::string code() const;
};

struct CandidateOpinion {
  MatchLabel label = MatchLabel::none;     // the one to answer: the probabilities weighed so that rare labels are not passed over
  std::array<double, kMatchLabels> probability{};   // calibrated; sums to 1
  double rank = 0;                         // candidates of one query sort by it, best highest: 2 exact + partial, in probabilities
  std::vector<MatchReason> because;        // at most three, the strongest first; of a partial match, differences before all else
};

struct MatchOpinion {
  std::vector<CandidateOpinion> candidates;   // in the order given
  std::optional<std::size_t> best;         // the highest ranked that is not `none`
};

/// Judges which candidates of a search name the same place as an address. Learned from labelled queries; knows no place names but the weights of characters it saw. Immutable after
/// training; `judge` may run on any number of threads. The order of candidates does not matter, what stands beside a candidate does.
class AddressMatcher {
 public:
  struct Parts;                            // matcher_parts.h
  /// The same examples and options give the same matcher, with any number of threads. Throws std::invalid_argument for fewer than 2 * folds queries. `progress` is told how many of
  /// the steps are done, from several threads, one at a time.
  static AddressMatcher train(std::span<const MatchExample> examples, const MatcherOptions& options = {}, const std::function<void(int done, int of)>& progress = {});

  MatchOpinion judge(std::string_view query, std::span<const std::string> candidates, bool explain = true) const;

  /// Everything learned as bytes, and back; nullopt for bytes that are none of ours or broken.
  std::string save() const;
  static std::optional<AddressMatcher> load(std::string_view bytes);

  /// Names of the numbers the first look uses, with the total gain of each: what training found useful.
  std::vector<std::pair<std::string, double>> gains() const;

  AddressMatcher(AddressMatcher&&) noexcept;
  AddressMatcher& operator=(AddressMatcher&&) noexcept;
  ~AddressMatcher();

 private:
  AddressMatcher();
  std::unique_ptr<Parts> parts_;
};

}  // namespace yiwang
