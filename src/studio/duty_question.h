#pragma once
#include <memory>
#include <string>

#include "base/json.h"
#include "dispatch/dispatcher.h"

namespace yiwang {

/// Asks the duty list as a case would, for trials and tests.
struct DutyQuestion {
  std::string matter;                      // six digits
  std::string area;                        // code or name; empty: not known
  Instant at;
  std::string words;
};

struct DutyAnswer {
  json::Value value;                       // {lead, lead_name, assist, row, basis, condition}; null when nobody leads
  json::Array matched, missed;             // contract schema StudioTry: rows of this matter that held, those that did not and why
};

class DutyAnswers {
 public:
  explicit DutyAnswers(std::shared_ptr<const City> city) : city_(std::move(city)), dispatcher_(city_) {}
  /// `unknown_matter`, `unknown_area`.
  Result<DutyAnswer> ask(const DutyQuestion& question) const;

 private:
  std::shared_ptr<const City> city_;
  Dispatcher dispatcher_;
};

}  // namespace yiwang
