#include <algorithm>

#include "city/codes/element_code.h"
#include "city/draft.h"

namespace yiwang {
namespace {

/// A city may number its things its own way; what is written in digits alone is meant to be the national code.
bool meant_as_code(const std::string& code) {
  return code.size() >= 20 && std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

void check_elements(CityDraft& draft) {
  for (const auto& element : draft.city.elements) {
    if (!meant_as_code(element.code)) continue;
    const auto& origin = draft.elements.origin(element.code);
    const auto code = read_element_code(element.code);
    if (!code) {
      FaultFacts facts{{"code", fact_text(element.code)}};
      for (const auto& [key, value] : code.error().facts) {
        if (key != "wanted") facts.emplace_back(key, value);
      }
      draft.faults.warn(origin, "bad_element_code", std::move(facts));
    } else if (code->area() != element.area) {
      draft.faults.warn(origin, "element_code_elsewhere", {{"code", element.code}, {"area", element.area}, {"code_says", code->area()}});
    }
  }
}

}  // namespace yiwang
