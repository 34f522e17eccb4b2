#pragma once
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "base/result.h"
#include "flow/rules/definitions.h"

namespace yiwang::dmn::detail {

using Node = pugi::xml_node;

/// The root element. Refused with `too_large` or `malformed` (`detail`: `not_xml`, `doctype`, `too_deep`); never expands an entity of the document's own.
Result<Node> parse_xml(std::string_view xml, pugi::xml_document& into, std::size_t most_bytes, int most_depth);

/// The name without its prefix.
std::string_view local_name(Node node);
std::string attribute(Node node, const char* name);
bool truth(Node node, const char* name);
std::string trimmed(std::string_view text);
Node child_named(Node node, std::string_view local);
/// All text directly inside, CDATA included.
std::string own_text(Node node);
/// The text of the `text` child, trimmed; empty when there is none.
std::string text_of(Node node);
InformationItem item_info(Node node);
/// `1.1` to `1.5` by the namespace that the element's prefix stands for; empty for anything else.
std::string version_of(Node root);
/// A type's name without the prefix `feel:` that 1.1 files write.
std::string type_name(std::string text);

}  // namespace yiwang::dmn::detail
