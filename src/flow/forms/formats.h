#pragma once
#include <string_view>

namespace yiwang::forms::detail {

/// Whether a text fits a format of JSON Schema 2020-12; true for formats that are not known.
bool fits_format(std::string_view format, std::string_view text);

}  // namespace yiwang::forms::detail
