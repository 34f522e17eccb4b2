#pragma once
#include <string_view>

#include "base/json.h"

namespace yiwang::forms::detail {

inline constexpr std::string_view kMetaUri = "https://json-schema.org/draft/2020-12/schema";

/// What a schema of 2020-12 must look like, as a schema: the vocabularies of the specification in one document.
const json::Value& meta_schema();

}  // namespace yiwang::forms::detail
