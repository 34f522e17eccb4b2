#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "service/model_provider.h"

namespace yiwang {

struct ModelLimits {
  int failures_until_rest = 5;             // in a row
  milliseconds first_rest = seconds{30};   // doubles with each failed try after a rest
  milliseconds longest_rest = minutes{10};
  int at_once = 1;
  int a_minute = 60;
  double cost_a_day = 0;                   // in the currency of the prices; 0: no limit
  double price_in = 0, price_out = 0;      // of a million tokens
  bool images_may_leave = false;           // a picture cannot be scrubbed
};

/// What one caller had done on one day (UTC) for one purpose.
struct ModelCount {
  std::int64_t asked = 0, answered = 0, late = 0, unreachable = 0, nonsense = 0, held_back = 0;
  std::int64_t tokens_in = 0, tokens_out = 0;
  double cost = 0;
  milliseconds spent{0};                   // waiting for answers
};
BOOST_DESCRIBE_STRUCT(ModelCount, (), (asked, answered, late, unreachable, nonsense, held_back, tokens_in, tokens_out, cost, spent))

struct ModelState {
  std::string provider;
  std::string health;                      // working, failing (rests until `rests_until`), trying (the one call after a rest)
  std::optional<Instant> rests_until;
  int failures_in_a_row = 0;
  std::string last_fault;                  // reason and detail of the last failure
  std::optional<Instant> last_answer_at;
  double cost_today = 0;
  std::map<std::string, ModelCount> counts;   // "2026-11-21/unit/purpose"; 31 days
};

/// Stands between the house and a model service: scrubs personal data from every text that leaves, checks the answer against its schema, rests a failing service
/// (circuit breaker), bounds calls at once, a minute and by cost a day, counts by day, caller and purpose. Thread-safe; never waits for another call.
class GuardedModel final : public ModelProvider {
 public:
  GuardedModel(std::shared_ptr<ModelProvider> behind, ModelLimits limits, const Clock& clock);
  /// Also refuses with `model_resting`, fact `why`: failing, busy, too_often, budget; and with `not_permitted` when pictures may not leave.
  Result<ModelReply> ask(const ModelQuestion& question, milliseconds limit) override;
  std::string describe() const override { return behind_->describe(); }

  ModelState state() const;
  /// Counts to keep over a restart, so that a day's budget stays one.
  std::string save() const;
  bool load(std::string_view bytes);

 private:
  enum class Health : std::uint8_t { working, failing, trying };
  std::optional<Refusal> held_back(Instant now);
  void settle(const ModelQuestion& question, Instant asked, const Result<ModelReply>& reply);
  ModelCount& count_of(const ModelQuestion& question, Instant at);
  double cost_of(const ModelUsage& usage) const;

  const std::shared_ptr<ModelProvider> behind_;
  const ModelLimits limits_;
  const Clock& clock_;
  mutable std::mutex mutex_;
  Health health_ = Health::working;
  std::optional<Instant> rests_until_, last_answer_;
  milliseconds rest_;
  int failures_ = 0, under_way_ = 0, in_minute_ = 0;
  std::optional<Instant> minute_;
  std::string last_fault_;
  std::map<std::string, ModelCount> counts_;
};

/// Why `reply` is not what `question` asked for, or nothing.
std::optional<Refusal> misfit(const ModelQuestion& question, const ModelReply& reply);

}  // namespace yiwang
