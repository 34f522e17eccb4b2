#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "flow/feel/expression.h"

namespace yiwang::feel {

/// A cell whose meaning is plain data: any value (`any`), else the union of `terms`, or everything but that when `negated`.
/// A single value `v` is the term `[v..v]` of form `equal` (also the test for `null`); other terms have form `interval`, their null ends are unbounded.
struct CellSet {
  bool any = false;
  bool negated = false;
  std::vector<Range> terms;
};

/// A cell of a decision table (DMN unary tests): `-`, `<5`, `[1..3)`, `"a","b"`, `not(...)`, expressions with `?`. Immutable and shareable like Expression.
class UnaryTests {
 public:
  static Result<UnaryTests> parse(std::string_view text, const Names& names = {});

  /// Three-valued: nullopt when it cannot be said (noted); a decision table counts that as no match.
  std::optional<bool> matches(const Value& input, const Scope& scope, Notes* notes = nullptr) const;
  std::optional<bool> matches(const Value& input, const Scope& scope, Run& run) const;

  /// The cell as data when it names only constants; nullptr otherwise.
  const CellSet* constant() const;
  const std::vector<std::string>& free_names() const;
  const std::string& text() const;

 private:
  std::shared_ptr<const detail::Program> program_;
};

/// Whether an input lies in a constant set: what `matches` would say.
std::optional<bool> contains(const CellSet& set, const Value& input);

}  // namespace yiwang::feel
