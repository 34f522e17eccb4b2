#pragma once
#include <string>
#include <vector>

#include "studio/findings.h"

namespace yiwang {

/// What is wrong with a form itself, as a JSON Schema and as something to fill in.
std::vector<StudioFault> check_form(const std::string& text);

/// What a form answers to data: {valid, fields (names refused, each once), values}, and the problems one by one (contract schema StudioTry). Refused with `malformed`
/// when the form cannot be read.
struct FormTrial {
  json::Value value;
  json::Array problems;
};
Result<FormTrial> try_form(const std::string& text, const json::Value& input);

}  // namespace yiwang
