#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace yiwang::feel::detail {

/// A regular expression of XPath (XPath and XQuery Functions and Operators 5.6.1) told in ICU's words.
struct Pattern {
  std::string icu;
  bool ignore_case = false;
  bool many_lines = false;
};

/// nullopt when it is none, or a flag is not one of `s m i x`.
std::optional<Pattern> translate_pattern(std::string_view pattern, std::string_view flags);

}  // namespace yiwang::feel::detail
