#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace yiwang::forms::detail {

/// A regular expression of JSON Schema (ECMA-262 with the u flag), run by ICU with limits on time and memory: a text that would take too long does not match.
class Pattern {
 public:
  static std::optional<Pattern> compile(std::string_view expression);
  /// Found anywhere, unless the expression is anchored.
  bool found_in(std::string_view text) const;

 private:
  struct Compiled;
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace yiwang::forms::detail
