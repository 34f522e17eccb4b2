#pragma once
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "learn/follower.h"
#include "learn/jobs.h"
#include "learn/labelling.h"
#include "learn/registry.h"
#include "service/office.h"

namespace yiwang {

/// Everything a door may ask about the city's models (requirement E3). Who may come in at all is the door's to ask: admin for what changes anything, dispatcher and
/// supervisor for reading and labelling. What changes something leaves a line in the audit. Answers are contract-shaped JSON (contract/api/models.yaml); texts of reports
/// are scrubbed of personal data. Thread-safe; calls block for the store, promotion for up to some seconds.
class Learning {
 public:
  struct Options {
    bool nightly = false;                  // train by itself at three in the morning
    bool at_once = false;                  // trainings run on the caller's thread: rehearsals and tests
  };
  Learning(Office& office, Registry& registry, Options options);

  // --- the registry
  json::Value models() const;
  Result<json::Value> model(std::uint64_t number) const;
  /// `too_few_cases`, `unknown_dataset`, `busy`. Answers the job's number.
  Result<std::uint64_t> train(const Identity& who, std::optional<std::uint64_t> dataset, const std::string& note, const Asking& asking);
  Result<json::Value> job(std::uint64_t id) const { return jobs_.look(id); }
  Done cancel_job(std::uint64_t id) { return jobs_.cancel(id); }
  /// Lets a model answer beside the one in use, or stop; one at a time. `unknown_model`, `already_done`, `model_gone`.
  Result<json::Value> shadow(const Identity& who, std::uint64_t number, bool on, const Asking& asking);
  /// From now on new reports are read by this model; no case changes. `model_worse` on the held-out cases of the newest data set unless `override_reason` is given, which is kept.
  Result<json::Value> promote(const Identity& who, std::uint64_t number, const std::string& reason, const std::string& override_reason, const Asking& asking);
  /// Back to a model that was in use before; not judged again. `wrong_state` when it never was in use.
  Result<json::Value> roll_back(const Identity& who, std::uint64_t number, const std::string& reason, const Asking& asking);
  Result<json::Value> compare(std::uint64_t a, std::uint64_t b, std::size_t most) const;

  // --- what is known about the answers
  json::Value drift(Instant now) const;
  json::Value calls(std::int32_t from, std::int32_t to) const;
  /// Somebody was advised while typing; counted for their unit.
  void count_advice(const Identity& who, const std::string& model, Instant now);

  // --- data sets and labels
  json::Value datasets() const;
  Result<json::Value> make_dataset(const Identity& who, const std::string& note, const Asking& asking);
  Labelling& labelling() { return labelling_; }

  /// One round of what happens by itself, about once a second: the ledger's tail is read, the shadow answers, at night a model is trained.
  void round(Instant now);
  /// Reads the ledger to its end; for tests and rehearsals.
  void catch_up();
  /// What happens at three in the morning: when people decided something since the last time, a candidate is trained, and takes over or waits as the city's `learn_promote` says.
  void learn_overnight(Instant now);

 private:
  struct Trained {
    ModelRow row;
    bool not_worse = false;
  };
  std::optional<Trained> train_now(LearnJob& job, std::optional<std::uint64_t> dataset, const std::string& by, const std::string& why, Instant now);
  void night(Instant now);
  Done put_to_use(ModelRow row, ModelTurn turn);
  std::optional<Shadow> shadow_model() const;
  void follow(std::size_t most);
  json::Value view(const ModelRow& row, bool whole) const;
  Result<ModelRow> need(std::uint64_t number) const;
  void audit(const Identity& who, const std::string& what, std::uint64_t model, const std::string& reason, const Asking& asking);

  Office& office_;
  Registry& registry_;
  const Options options_;
  Follower follower_;
  Labelling labelling_;
  std::mutex following_, turning_, gathering_;   // one at a time each
  std::string in_use_;                     // version; guarded by turning_
  std::optional<std::chrono::local_days> trained_on_;   // the round's thread only; the day of the start counts
  LearnJobs jobs_;                         // its thread ends first
};

}  // namespace yiwang
