#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dispatch/learned/boosted_ranker.h"
#include "dispatch/learned/confidence_curve.h"
#include "dispatch/learned/route_features.h"

namespace yiwang {

struct UnitGuess {
  std::string unit;
  double probability = 0;
};

/// Why: "of `of` cases with `about` here `cases` went to the unit and it handed `returned` back". `weight`: how far it moved the answer from the next best
/// unit (or, with one unit only, at all), in steps of the logarithm of odds.
struct RouteReason {
  std::string about;                       // "matter=030201, street=CA-02"; "words" for words
  double cases = 0, of = 0, returned = 0;
  double weight = 0;
};

struct LearnedRoute {
  std::vector<UnitGuess> units;            // best first, at most five; empty when nothing like it was ever seen
  std::vector<RouteReason> reasons;        // strongest first, at most five
  std::string version;
};

struct LearnedDispatchOptions {
  RankerOptions ranker;
  double half_life_days = 21;              // of what `recent` crosses count
  double fade_days = 60;                   // a training question so much older than the last weighs half
  double block_days = 7;                   // training questions see the past only as far as the last full block, as answers will
  std::size_t least_ranked = 400;          // fewer cases: no trees, the counts alone
  double held_out = 0.25;                  // the last share of the cases, from which confidence is learnt
  std::size_t most_candidates = 10;
  std::size_t most_ranked = 0;             // trees look at so many of the newest cases; 0: at all
};

/// Which unit finally works a case, learnt from how cases went (requirement B3): counts of the past by crosses of what is known at opening (route_features.h),
/// weighed by boosted trees. Evidence beside the duty list, never instead of it. The same cases give the same answers, however many threads ask;
/// `learn` may not run while somebody asks.
class LearnedDispatch {
 public:
  /// `cases` in any order; sorted by time here, ties as given. Trees and confidence are learnt with every case seen only after those before it.
  static LearnedDispatch train(RouteShape shape, std::vector<RoutedCase> cases, const LearnedDispatchOptions& options = {});
  /// With the trees and the confidence of an earlier `save()` when they were made of as good as these cases (nothing but newer ones added, less than a tenth): no training then.
  static LearnedDispatch train(RouteShape shape, std::vector<RoutedCase> cases, std::string_view kept, const LearnedDispatchOptions& options = {});
  std::string save() const;

  /// `returned_by`: units that handed this very case back; they are left out. `reasons`: a little slower.
  LearnedRoute guess(const RouteFacts& facts, const std::vector<std::string>& returned_by = {}, bool reasons = true) const;
  /// How often cases like this one went to a unit and came back from it: by the last cross of the shape that holds at least `least` cases, else by the first.
  RouteReason seen(const RouteFacts& facts, const std::string& unit, double least = 10) const;
  /// What has just become known joins the counts; trees and confidence stay.
  void learn(const RoutedCase& routed);

  /// The confidence from which on answers on held-out training cases were right in `precision` of them; above 1 when never.
  double threshold(double precision) const { return curve_.threshold(precision); }
  std::size_t cases() const { return cases_; }
  bool ranked() const { return !ranker_.empty(); }
  const std::string& version() const { return version_; }
  const RouteShape& shape() const { return shape_; }

 private:
  LearnedDispatch(RouteShape shape, const LearnedDispatchOptions& options);
  std::uint32_t number_of(const std::string& unit);
  void count(const RoutedCase& routed, const RouteKeys& keys);
  void fit_ranker(const std::vector<RoutedCase>& cases, const std::vector<RouteKeys>& keys, std::size_t used);
  std::vector<double> probabilities(const RouteKeys& keys, const std::vector<std::uint32_t>& units, std::vector<float>& values) const;
  std::vector<RouteReason> reasons(const RouteFacts& facts, const RouteKeys& keys, const std::vector<std::uint32_t>& units, const std::vector<float>& values,
                                   std::size_t best, std::size_t next) const;

  RouteShape shape_;
  LearnedDispatchOptions options_;
  RouteFeatures features_;
  RouteCounts counts_;
  BoostedRanker ranker_;
  ConfidenceCurve curve_;
  std::vector<std::string> units_;
  std::unordered_map<std::string, std::uint32_t> unit_number_;
  std::size_t cases_ = 0;
  std::size_t trained_on_ = 0;             // cases the trees saw
  std::string version_;
};

}  // namespace yiwang
