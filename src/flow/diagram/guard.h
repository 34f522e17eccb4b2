#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "flow/diagram/document.h"

namespace yiwang::bpmn::detail {

/// The bytes as UTF-8 without a byte order mark: from UTF-8, UTF-16 (by mark or by look), or what the XML declaration names of a short list (Latin-1, GB 18030 and its
/// forerunners). `malformed` when bytes do not fit the encoding.
Result<std::string> to_utf8(std::string_view bytes);

/// Walks the text once and refuses what a document of ours never needs or what is not well-formed: DOCTYPE, entities other than the five of XML, characters XML does
/// not know, tags that do not match, attributes given twice; and what exceeds the limits. After it, building the tree cannot run away.
Done guard(std::string_view utf8, const Limits& limits);

/// `malformed` with `at` as line:column of the offset.
tl::unexpected<Refusal> malformed_at(std::string_view text, std::size_t offset, std::string detail);

}  // namespace yiwang::bpmn::detail
