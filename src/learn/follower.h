#pragma once
#include <functional>
#include <map>
#include <mutex>
#include <optional>

#include "service/ports.h"
#include "understand/matter_model.h"

namespace yiwang {

/// A model that answers beside the one in use.
struct Shadow {
  std::uint64_t number = 0;
  std::shared_ptr<const MatterModel> model;
};

/// Reads the ledger behind the service and keeps what there is to learn from each case (service/model_shelf.h); lets the shadow answer new cases there, so that it can
/// neither change a case nor make intake slower. What it keeps follows from the ledger and the shadow alone, so a restart goes on where it stopped.
class Follower {
 public:
  explicit Follower(Store& store) : store_(store) {}

  /// At most `most` rows. Returns how many were read; 0 when the ledger's end is reached. One thread at a time.
  std::size_t follow(minutes offset, const std::optional<Shadow>& shadow, std::size_t most = 2000);
  void follow_all(minutes offset, const std::optional<Shadow>& shadow) {
    while (follow(offset, shadow) > 0) {}
  }
  /// A model was asked without a report being told (somebody types); counted with the next round. Any thread.
  void count_advice(std::int32_t day, const std::string& model, const std::string& unit);

 private:
  Store& store_;
  std::mutex mutex_;
  std::map<std::tuple<std::int32_t, std::string, std::string>, std::int64_t> advice_;
};

/// The words of a case's first report, title first, from its ledger row; empty when the row holds none.
std::string words_at(Store& store, std::uint64_t told_seq);
std::int32_t local_day(Instant at, minutes offset);

}  // namespace yiwang
