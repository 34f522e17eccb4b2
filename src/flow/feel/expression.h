#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "flow/feel/function.h"
#include "flow/feel/names.h"
#include "flow/feel/notes.h"
#include "flow/feel/scope.h"
#include "flow/feel/value.h"

namespace yiwang::feel {

/// Longest text and deepest nesting that are read; beyond: refused with `too_large` / `malformed` and `detail` = `too_deep`.
inline constexpr std::size_t kMaxTextBytes = 200'000;
inline constexpr int kMaxNesting = 150;

namespace detail {
struct Program;
}

/// A parsed FEEL expression (DMN 1.3 to 1.5). Immutable, cheap to copy, may be evaluated from several threads at once. Evaluation never throws or fails:
/// what has no value is null, with the problem noted.
class Expression {
 public:
  /// Refused with `malformed` and the facts `at` (byte), `line`, `column`, `detail`. When the text is a function definition, `self` names it inside itself, so
  /// that it can call itself.
  static Result<Expression> parse(std::string_view text, const Names& names = {}, std::string_view self = {});

  Value evaluate(const Scope& scope, Notes* notes = nullptr) const;
  /// Within a larger evaluation (a function of the host, a decision that calls another): limits, notes and the present are `run`'s.
  Value evaluate(const Scope& scope, Run& run) const;
  /// Names that must come from the scope, in order of appearance, built-in functions left out. Names inside filters may also come from the elements.
  const std::vector<std::string>& free_names() const;
  const std::string& text() const;
  /// The value when the expression is a constant (a literal, a list or context of literals...).
  const Value* constant() const;

 private:
  std::shared_ptr<const detail::Program> program_;
};

}  // namespace yiwang::feel
