#include <cstdint>
#include <string_view>

#include "flow/forms/form.h"

// Any bytes as a form, up to the first line end, and what follows as data filled in.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace yiwang;
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto line = text.find('\n');
  const auto form = text.substr(0, line);
  (void)forms::Form::check_text(form);
  const auto schema = forms::Schema::parse(form);
  if (!schema) return 0;
  const auto given = json::parse_text(line == std::string_view::npos ? std::string_view("{}") : text.substr(line + 1));
  if (!given) return 0;
  const auto problems = schema->validate(*given);
  if (schema->validate(*given) != problems) __builtin_trap();
  return 0;
}
