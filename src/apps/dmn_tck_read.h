#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "flow/feel/value.h"

namespace yiwang::dmn {

/// One expectation of a test case: the value of a decision (or of a service's output).
struct ExpectedResult {
  std::string node;
  feel::Value value;
  bool error = false;  ///< the evaluation must fail, which in FEEL is null
};
struct TckCase {
  std::string id, type, invocable, description;
  feel::Value input;
  std::vector<ExpectedResult> expected;
};
struct TckSuite {
  std::string model;  ///< file name of the model
  std::vector<TckCase> cases;
};

/// Reads a test file of the DMN compatibility kit (testCases.xsd). Refused with `malformed` when it is not one.
Result<TckSuite> read_tck(std::string_view xml);

/// As the kit's own runners compare: numbers exactly, and where the kit's number is rounded (eight digits after the point, or a double) to 1e-8; contexts
/// regardless of order; everything else as it is.
bool agrees(const feel::Value& expected, const feel::Value& got);

}  // namespace yiwang::dmn
