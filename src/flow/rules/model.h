#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "flow/feel/scope.h"
#include "flow/rules/definitions.h"
#include "flow/rules/outcome.h"

namespace yiwang::dmn {

namespace detail {
struct House;
}

/// Something in a file that will not do what it says: the expression does not read, a reference leads nowhere, Java is called.
struct Fault {
  std::string rule;     ///< stable code: `bad_expression`, `unknown_reference`, `unknown_type`, `unsupported_java`, `unsupported_box`, `cycle`, ...
  std::string element;  ///< name of the decision, knowledge model or item
  std::string id;       ///< id of the nearest element that has one
  std::string text;     ///< the text concerned
  std::string detail;
};

struct Asked {
  bool explain = false;
  /// For now() and today(); without it they are null.
  std::optional<feel::Present> present = std::nullopt;
  /// Strings given where the model declares a date, time or duration are read as such, since inputs mostly come from JSON, which has none. The standard's own
  /// answer is null; the compatibility kit runs without this.
  bool read_texts = true;
};

/// A DMN model compiled once: expressions parsed, tables indexed, references found. Immutable; many threads may evaluate at once. What has a fault evaluates to
/// null with a problem, so that one bad cell does not take the rest of the file away; whoever publishes refuses a model with faults.
class Model {
 public:
  /// `others` are files that may be imported, found by namespace; those not imported are ignored. Refused only when an import is missing
  /// (`not_found`, fact `namespace`) or imports run in a circle (`malformed`, `detail` = `import_cycle`).
  static Result<std::shared_ptr<const Model>> compile(std::shared_ptr<const Definitions> definitions,
                                                      std::span<const std::shared_ptr<const Definitions>> others = {});
  /// Reads and compiles one file without imports.
  static Result<std::shared_ptr<const Model>> from_xml(std::string_view xml);
  ~Model();

  const Definitions& definitions() const;
  const std::vector<Fault>& faults() const;

  /// `what` is the name or id of a decision or a decision service. `input` is a context: values of input data by name (of imported ones as `import.name` or by
  /// their own name), and what tables use without declaring it. Missing values are null. Refused with `not_found` when there is no such decision.
  Result<Outcome> evaluate(std::string_view what, const feel::Value& input, const Asked& asked = {}) const;

  /// A business knowledge model called with its arguments in order. Refused with `not_found`.
  Result<Outcome> call(std::string_view knowledge, std::span<const feel::Value> arguments, const Asked& asked = {}) const;

 private:
  explicit Model(std::shared_ptr<const detail::House> house);
  std::shared_ptr<const detail::House> house_;
};

}  // namespace yiwang::dmn
