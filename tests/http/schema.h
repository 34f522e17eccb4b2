#pragma once
#include <string>
#include <vector>

#include "base/json.h"

namespace yiwang::testing {

/// Enough of JSON Schema 2020-12 for contract/openapi.yaml: $ref, type, required, properties, items, anyOf, oneOf, enum, const, minimum, maximum, minLength,
/// maxLength, additionalProperties false.
class Contract {
 public:
  Contract();
  /// What is wrong with an answer of an operation, empty when it is as promised.
  std::vector<std::string> check(const std::string& method, const std::string& path, int status, const json::Value& answer) const;
  std::vector<std::pair<std::string, std::string>> operations() const;

 private:
  const json::Value& follow(const json::Value& node) const;
  void look(const json::Value& value, const json::Value& schema, const std::string& at, std::vector<std::string>& wrong) const;
  json::Value api_;
};

}  // namespace yiwang::testing
