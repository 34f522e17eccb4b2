#pragma once
#include <memory>
#include <mutex>
#include <optional>
#include <span>

#include "dispatch/learned/learned_dispatch.h"
#include "service/routes/route_history.h"

namespace yiwang {

/// What the city's history says about who works what, learnt at the start and again every night (returns and corrections of the day are rows of the same night).
/// Answers cite the version that gave them, so the ledger can always tell; a replay reads the event and asks nobody. Asking is for any thread, also while a
/// new one is learnt; it sees one or the other whole.
class RouteMemory {
 public:
  /// Fewer ended cases than this say nothing yet.
  static constexpr std::size_t kLeastCases = 30;

  /// Learns from the ledger as far as it goes. Seconds when there is much new, else milliseconds: trees are kept in the store and made anew when a tenth was added.
  void learn(Store& store, const City& city);
  /// Once a night, at three in the morning of the city's clock; true when it learnt. For the errands.
  bool round(Store& store, const City& city, Instant now);

  /// Null while there is too little to learn from.
  std::shared_ptr<const LearnedDispatch> now() const;
  /// Lines of evidence (kind `history`) to put beside the duty list's answer: the unit most such cases went to and how often, `UNIT WENT/OF RETURNED`, with its probability
  /// as weight; three units where the duty list named none or is unsure. Empty when history has nothing to say. `returned_by`: units that handed this very case back.
  std::vector<Evidence> evidence(const RouteCodes& codes, const City& city, const Dispatching& by_duty, std::span<const std::string> returned_by = {}) const;

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const LearnedDispatch> now_;
  std::optional<std::chrono::local_days> learnt_on_;   // the day of the start counts; used by one thread
};

}  // namespace yiwang
