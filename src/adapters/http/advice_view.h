#pragma once
#include <string>

#include "adapters/http/views.h"

namespace yiwang {

/// Contract schema PublicAdvice.
std::string public_advice_json(const Advice& advice, const RawReport& draft, const View& view);
/// Contract schema Advice. `earlier`: cases of the same telephone number.
std::string advice_json(const Advice& advice, const RawReport& draft, const std::vector<CaseRow>& earlier, const View& view);

}  // namespace yiwang
