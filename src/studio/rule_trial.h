#pragma once
#include <string>

#include "base/json.h"
#include "flow/rules/model.h"

namespace yiwang {

/// What a rule answers to one input, with the rows that matched and those that did not (contract schema StudioTry, without faults).
struct RuleTrial {
  json::Value value;
  json::Array matched, missed, problems;
};

/// `decision` empty: the one named as the file, else the one nothing else needs. `not_found`.
Result<RuleTrial> try_rule(const dmn::Model& model, const std::string& code, std::string decision, const json::Value& input, Instant now, minutes offset, bool explain);

}  // namespace yiwang
