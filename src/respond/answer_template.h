#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cases/case.h"
#include "city/city.h"

namespace yiwang {

/// A template with its places filled in; what was not known stays as `{name}` and is listed once, in order.
struct FilledTemplate {
  std::string text;
  std::vector<std::string> missing;
};
FilledTemplate fill_template(std::string_view text, const std::map<std::string, std::string>& values);

/// What a case fills in: `place`, `unit`, `date` (it was told), `today`, `due`, `number`, `matter`, `what` (one sentence), `subject`. Days as 2026年3月2日. Nothing of the
/// reporter. `what` and `subject` come as they stand; callers scrub them.
std::map<std::string, std::string> template_values(const Case& c, const City& city, Instant now);

}  // namespace yiwang
