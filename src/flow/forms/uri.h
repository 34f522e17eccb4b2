#pragma once
#include <string>
#include <string_view>

namespace yiwang::forms::detail {

/// RFC 3986, section 5: the reference seen from the base, fragment included. An empty base leaves it as it is.
std::string resolve(std::string_view base, std::string_view reference);
/// Splits off the fragment, without #.
std::pair<std::string, std::string> split_fragment(std::string_view uri);
/// %XX decoded.
std::string unescape(std::string_view text);

}  // namespace yiwang::forms::detail
