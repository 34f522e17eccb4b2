#include "flow/forms/pattern.h"

#include <unicode/regex.h>
#include <unicode/unistr.h>

namespace yiwang::forms::detail {
namespace {

/// Some hundredths of a second of matching, in ICU's units of some thousand steps.
constexpr int32_t kSteps = 400;
constexpr int32_t kStackBytes = 8'000'000;

/// ICU's \d, \w and \s look at all of Unicode, and its $ also stops before a last line end; ECMA-262 means ASCII and the very end.
std::string to_icu(std::string_view expression) {
  std::string out;
  bool in_class = false;
  for (std::size_t at = 0; at < expression.size(); ++at) {
    const char c = expression[at];
    if (c == '\\' && at + 1 < expression.size()) {
      const char next = expression[++at];
      switch (next) {
        case 'd': out += in_class ? "0-9" : "[0-9]"; break;
        case 'w': out += in_class ? "A-Za-z0-9_" : "[A-Za-z0-9_]"; break;
        case 'D': out += "[^0-9]"; break;
        case 'W': out += "[^A-Za-z0-9_]"; break;
        case 's': out += in_class ? "\\t\\n\\x{0B}\\f\\r\\p{Z}\\x{FEFF}" : "[\\t\\n\\x{0B}\\f\\r\\p{Z}\\x{FEFF}]"; break;
        case 'S': out += "[^\\t\\n\\x{0B}\\f\\r\\p{Z}\\x{FEFF}]"; break;
        case 'v': out += "\\x{0B}"; break;
        case '/': out += '/'; break;
        case '-': out += "\\-"; break;
        default:
          out += '\\';
          out += next;
      }
      continue;
    }
    if (c == '[' && in_class) {
      out += "\\[";
      continue;
    }
    if (c == '&' && in_class) {
      out += "\\&";
      continue;
    }
    if (c == '[') in_class = true;
    if (c == ']') in_class = false;
    if (c == '$' && !in_class) out += "\\z";
    else out += c;
  }
  return out;
}

}  // namespace

struct Pattern::Compiled {
  std::unique_ptr<icu::RegexPattern> pattern;
};

std::optional<Pattern> Pattern::compile(std::string_view expression) {
  if (expression.size() > 10'000) return std::nullopt;
  UErrorCode error = U_ZERO_ERROR;
  UParseError where;
  auto compiled = std::make_shared<Compiled>();
  const auto text = icu::UnicodeString::fromUTF8(to_icu(expression));
  compiled->pattern.reset(icu::RegexPattern::compile(text, 0, where, error));
  if (U_FAILURE(error)) return std::nullopt;
  Pattern out;
  out.compiled_ = std::move(compiled);
  return out;
}

bool Pattern::found_in(std::string_view text) const {
  UErrorCode error = U_ZERO_ERROR;
  const auto subject = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  const std::unique_ptr<icu::RegexMatcher> matcher(compiled_->pattern->matcher(subject, error));
  if (U_FAILURE(error)) return false;
  matcher->setTimeLimit(kSteps, error);
  matcher->setStackLimit(kStackBytes, error);
  return matcher->find(error) != 0 && U_SUCCESS(error);
}

}  // namespace yiwang::forms::detail
