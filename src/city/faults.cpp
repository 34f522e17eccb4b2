#include "city/faults.h"

#include <algorithm>
#include <tuple>

namespace yiwang {

void Faults::fatal(const RowOrigin& at, std::string_view what, FaultFacts facts) {
  any_fatal_ = true;
  faults_.push_back({at.file, at.line, std::string(what), std::move(facts), true});
}

void Faults::warn(const RowOrigin& at, std::string_view what, FaultFacts facts) {
  faults_.push_back({at.file, at.line, std::string(what), std::move(facts), false});
}

std::vector<CityFault> Faults::take() {
  std::stable_sort(faults_.begin(), faults_.end(), [](const CityFault& a, const CityFault& b) {
    return std::tie(a.file, a.line, a.what) < std::tie(b.file, b.line, b.what);
  });
  return std::move(faults_);
}

std::string to_text(const CityFault& fault) {
  std::string text = fault.file + ":" + std::to_string(fault.line) + ": " + (fault.fatal ? "" : "warning ") + fault.what;
  for (const auto& [key, value] : fault.facts) text += " " + key + "=" + value;
  return text;
}

}  // namespace yiwang
