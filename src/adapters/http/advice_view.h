#pragma once
#include <string>

#include "adapters/http/views.h"
#include "service/knowledge/knowledge.h"

namespace yiwang {

/// Contract schema PublicAdvice.
std::string public_advice_json(const Advice& advice, const RawReport& draft, const std::vector<FoundArticle>& articles, const View& view);
/// Contract schema Advice. `earlier`: cases of the same telephone number.
std::string advice_json(const Advice& advice, const RawReport& draft, const std::vector<CaseRow>& earlier, const std::vector<FoundArticle>& articles, const View& view);

}  // namespace yiwang
