#pragma once
#include <string>
#include <string_view>

namespace yiwang {

/// An address in the one way of writing in which two addresses are compared: folded (base/folded.h), Chinese numerals and Roman numerals as digits, `幢`, `座` and `号楼` after a
/// number as `栋`, a floor as `层`, `5号之1` as `5-1号`, every word for a crossing as `交叉口`, a company's legal form left out, blanks and middle dots gone, brackets as `(` and `)`.
/// For comparing only, never for showing. Any bytes may come in; about 1 microsecond an address.
std::u32string plain_address(std::string_view text);

}  // namespace yiwang
