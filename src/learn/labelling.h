#pragma once
#include <map>
#include <mutex>

#include "base/json.h"
#include "service/office.h"

namespace yiwang {

/// The labelling desk: people judge the matter of cases the model was least sure of. One case in five is judged by two people without seeing each other's answer; when they
/// disagree (or one with the desk that handled the case), it waits for a third, and a supervisor or administrator settles it. Thread-safe; calls block for the store.
class Labelling {
 public:
  explicit Labelling(Office& office) : office_(office) {}

  /// The next case for this person, contract schema LabellingItem, or null. Disputed cases come first for those who have not judged them; then second judgements; then the least
  /// sure, spread over matters. It is theirs for ten minutes.
  json::Value next(const Identity& who, Instant now);
  /// `verdict`: matter (then `matter` is one of the catalogue), unsure, skip. `unknown_case`, `unknown_matter`, `already_labelled`.
  Result<json::Value> judge(const Identity& who, std::uint64_t case_id, const std::string& verdict, const std::string& matter, Instant now);
  /// Takes back one's own judgement of a case. `not_found`.
  Done undo(const Identity& who, std::uint64_t case_id);
  json::Value progress(const Identity& who, Instant now) const;

  /// What the judgements of a case come to: {label, state}.
  struct Outcome {
    std::string label, state;
    bool wants_second = false, wants_third = false;
  };
  static Outcome outcome(const LearnCase& c, const std::vector<LabelRow>& labels);
  static bool judged_twice(std::uint64_t case_id);

 private:
  json::Value item(const LearnCase& c, const std::string& why, const std::vector<LabelRow>& labels) const;
  bool taken(std::uint64_t case_id, const std::string& login, Instant now) const;

  Office& office_;
  mutable std::mutex mutex_;
  struct Lease {
    std::string login;
    Instant until;
  };
  std::map<std::uint64_t, Lease> leases_;
};

}  // namespace yiwang
